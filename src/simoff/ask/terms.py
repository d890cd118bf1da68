"""A text as terms: Russian and English stems, Chinese pairs of signs, figures.

Russian and English words go through the Snowball stemmers; Chinese has no blanks, so each two neighbouring
signs are a term. Words that stand in every question (how, can I, 怎么) are left out; "not" and "without" are kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final, Protocol

_TOKEN: Final = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[а-яіѓ]+|[\u3400-\u9fff]+")
_INVISIBLE: Final = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufe0e\ufe0f\ufeff]")
_ZH_STOP: Final = re.compile(
    "怎么样|怎么办|怎么|什么|如何|可以|可不可以|能不能|是不是|有没有|要不要|能否|是否|请问|一下|还是|应该|需要|还能|会不会|为什么|哪里|哪个|"
    "这个|那个|一个|我们|他们|你们|她们|的|了|吗|呢|吧|啊|么|嘛|我|你|他|她|它|是|在|把|被|就|都|也|还|很|又|和|与|或|能|会|想|要|请|让|给|"
    "到|从|对|去|来|做|用|这|那|有"
)
_ASKING_WORDS: Final = """
    и в во на я мне мой моя мое мои меня у к ко с со по о об от до за из для что это как а но или ли же бы
    то так он она они его ее их мы вы вам вас нам нас ты быть есть был будет если когда где который какой
    какая какие можно надо нужно через при уже еще очень ну вот там тут этот эта эти того тот кто чем чтобы
    свой себя все всё только i i'm i've i'd a an the to of in on at for and or is are am be been was were do
    does did my me mine you your it its it's this that these those with from by as can could should would
    will shall may might what which who whom how when where why there here if then so they them their we our
    us he she his her have has had get got about any some one just only please need want
"""
_STOP: Final = frozenset(_ASKING_WORDS.split())
_NOT: Final = frozenset({"cannot", "cant", "dont", "doesnt", "wont", "didnt"})
_ENGLISH: Final = {
    "lost": "lose", "dead": "die", "death": "die", "paid": "pay", "sold": "sell", "gave": "give", "given": "give",
    "bought": "buy", "sent": "send", "told": "tell", "said": "say", "wrote": "write", "written": "write",
    "kept": "keep", "left": "leave", "forgot": "forget", "forgotten": "forget", "stole": "steal",
    "stolen": "steal", "broke": "break", "broken": "break", "froze": "freeze", "frozen": "freeze",
    "took": "take", "taken": "take", "went": "go", "gone": "go", "found": "find", "threw": "throw",
    "came": "come", "children": "child",
}  # fmt: skip
_RUSSIAN: Final = {
    "денег": "деньги", "умершего": "умер", "умершей": "умер", "умерла": "умер", "умерший": "умер", "детей": "дети",
    "ребенка": "ребенок", "ребенку": "ребенок", "ребенком": "ребенок", "писем": "письмо", "сим-карт": "сим-карта",
    "симок": "симка", "подпишут": "подписать", "вернут": "вернуть", "верну": "вернуть", "вернули": "вернуть",
}  # fmt: skip
_TO_LATIN: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
}  # fmt: skip
_TO_RUSSIAN: Final = (
    ("shch", "щ"), ("sch", "щ"), ("yo", "е"), ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("ye", "е"),
    ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("iy", "ий"), ("yy", "ый"),
    ("a", "а"), ("b", "б"), ("c", "ц"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"),
    ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("x", "кс"), ("y", "ы"), ("z", "з"),
)  # fmt: skip


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


def fold(text: str) -> str:
    """A text in one case and one width; ё is е, invisible signs are gone."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).lower()
    return plain.replace("ё", "е").replace("’", "'")


def tokens(folded: str) -> list[str]:
    """The words, figures and Chinese runs of a folded text."""
    return _TOKEN.findall(folded)


def terms(text: str) -> list[str]:
    """The terms of a text in order."""
    return [term for token in tokens(fold(text)) for term in _terms(token)]


def letter_terms(text: str) -> list[str]:
    """Every word of a text that is no Chinese, the common ones too, without its ending: for phrases."""
    return [_stemmed(token) for token in tokens(fold(text)) if token[0] < "\u3400"]


@lru_cache(maxsize=65536)
def _stemmed(token: str) -> str:
    return stem(token)


@lru_cache(maxsize=65536)
def _terms(token: str) -> tuple[str, ...]:
    if token[0] >= "\u3400":
        return tuple(_pairs(token))
    if token in _STOP:
        return ()
    return (stem(token),)


def _pairs(run: str) -> list[str]:
    found: list[str] = []
    for piece in _ZH_STOP.split(run):
        if len(piece) == 1:
            found.append(piece)
        found += [piece[place : place + 2] for place in range(len(piece) - 1)]
    return found


def stem(token: str) -> str:
    """A word without its ending; figures and mixtures as they are. Forms without one stem are brought together."""
    if "а" <= token[0] <= "я":
        return _russian(token)
    if token.endswith("n't") or token in _NOT:
        return "not"
    if token.isascii() and token.replace("'", "").isalpha():
        return _stemmer("english").stemWord(_ENGLISH.get(token, token))
    return token


def _russian(token: str) -> str:
    """``пользоваться`` and ``пользуюсь`` have one stem here; the stemmer leaves ``-ова`` and ``-у`` on them."""
    found = _stemmer("russian").stemWord(_RUSSIAN.get(token, token))
    for ending in ("ова", "ева", "у"):
        if found.endswith(ending) and len(found) - len(ending) > 3:
            return found.removesuffix(ending)
    return found


@cache
def _stemmer(language: str) -> _Stemmer:
    from snowballstemmer import stemmer  # it loads every language it knows: only where something is taken apart

    made: _Stemmer = stemmer(language)
    return made


def skeleton(russian_stem: str) -> str:
    """A Russian stem in Latin letters, without what people spell in different ways."""
    return re.sub(r"(.)\1", r"\1", "".join(_TO_LATIN.get(sign, sign) for sign in russian_stem))


def from_latin(token: str) -> str:
    """What a word in Latin letters is in Russian ones, as most people type it: ``dogovor`` -> ``договор``."""
    rest, found = token, ""
    while rest:
        for latin, russian in _TO_RUSSIAN:
            if rest.startswith(latin):
                found, rest = found + russian, rest[len(latin) :]
                break
        else:
            found, rest = found + rest[0], rest[1:]
    return found
