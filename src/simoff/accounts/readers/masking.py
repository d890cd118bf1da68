"""Masks one-time codes, passwords and PINs in a text while it is being read.

The rule errs on the side of hiding: whatever looks like a code is masked unless it is shown to be a day, a
time, a sum of money or a telephone number, and even these where they stand right beside a word like "code".
What tells which service wrote stays: names, domains, the 11-character hash of an Android app.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from simoff.accounts.readers.code_words import BRANDS, CODE, DOMAIN_ENDS, JOINING, NO_SECRET, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

MASK: Final = "•"

_CIRCLED: Final = "❶❷❸❹❺❻❼❽❾➀➁➂➃➄➅➆➇➈➊➋➌➍➎➏➐➑➒"
_SCRIPTS: Final = "0٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰０"
"""The zeros of the scripts; written out, a class of signs is searched twice as fast as ``\\d``."""
_DIGIT: Final = f"[{''.join(f'{zero}-{chr(ord(zero) + 9)}' for zero in _SCRIPTS)}𝟎-𝟿①-⑨⓪⓵-⓽⑴-⑼{_CIRCLED}]"
_PARTING: Final = r"[ \u00a0\u2002-\u200d\u202f\u2060\ufe0f\u20e3._·‐-―-]"
_CURRENCY: Final = (
    r"(?i:руб|р\b|rub|rur|₽|коп\b|usd|eur|[$€¥₸₴]|kzt|тг\b|тенге|uzs|so'm|сум\b|сўм|uah|грн|byn|cny|rmb|"
    r"元|块)"
)
_FIRST: Final = re.compile(rf"{_DIGIT}(?:{_PARTING}{{0,3}}{_DIGIT}){{2}}")
_PLAIN: Final = re.compile(
    rf"(?<![\w./+:-])[0-9]{{4,8}}(?![\w】/:]|\.\w|,\d|{_PARTING}{{1,3}}{_DIGIT}|"
    r"[ \u00a0\u202f]?[рРrRкКkKuUeE$€¥₸₴₽тТсСsSгГbBcC元块])"
)
"""The common code, shown at one glance to be neither joined to more digits nor a sum nor a name."""
_MINUTES: Final = re.compile(r"(?<=[0-9]:)[0-5][0-9](?!\d)")
_TOKEN: Final = re.compile(
    rf"""(?P<phone>
        \+\d(?:[ \u00a0().-]{{0,2}}\d){{9,14}}(?!\d)
      | (?<!\d)[78](?:[ \u00a0().-]{{0,2}}\d){{10}}(?!\d)
    )
    |(?P<kept>
        (?<!\d)(?:\d\d?[./]\d\d?[./](?:20)?\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)
      | (?<!\d)\d{{1,9}}(?:[ \u00a0\u202f]\d{{3}}(?!\d)){{0,3}}(?:[.,]\d\d?)?[ \u00a0\u202f]?{_CURRENCY}
    )
    |(?P<digits>{_DIGIT}(?:{_DIGIT}|{_PARTING}{{1,3}}(?!\d?\d[:./]\d\d(?!\d)){_DIGIT})*)""",
    re.VERBOSE,
)
_ANY_DIGIT: Final = re.compile(_DIGIT)
_JOINED: Final = "|".join(re.escape(word) for word in sorted(JOINING, key=len, reverse=True))
_SIGNS: Final = r"[\s:：=№#\"«»'“”„()\[\]【】<>*,—–-]"
_AFTER_WORD: Final = re.compile(rf"\w{{0,12}}(?:{_SIGNS}|(?i:{_JOINED})(?!\w)){{0,24}}")
_BEFORE_WORD: Final = re.compile(
    rf"[\s\"»”)\]】>*—–-]{{0,8}}(?:(?i:{_JOINED}|the|a|an|для|as)\b\s*){{0,3}}[\w ]{{0,8}}"
)
_LETTERS: Final = "0-9A-Za-zА-Яа-яЁё"
_MIXED: Final = re.compile(
    rf"(?<![{_LETTERS}@._])[{_LETTERS}]{{1,32}}(?:-[{_LETTERS}]{{1,16}}){{0,6}}(?![{_LETTERS}])"
)
_CAPITALS: Final = re.compile(r"[A-ZА-ЯЁ]{4,16}(?!\w)")
_SECRET: Final = re.compile(
    r"\w{0,12}(?P<sign>\s{0,3}(?:[:：=]|(?i:is)\b|[—–-](?=\s)|是|为|為)\s{0,3}|\s{1,3})"
    r"[\"«'“„(\[<]{0,2}(?P<secret>[^\s\"»”]{1,128})"
)
_NAMED_AFTER: Final = re.compile(rf"[\s:：—–-]{{0,4}}{MASK}")
_ORIGIN_BOUND: Final = re.compile(r"^(\s*@\S{1,253} #)([^\s#]{1,64})", re.MULTILINE)
_PATH: Final = re.compile(r"/\S+")
_IN_PATH: Final = re.compile(r"[A-Za-z0-9_-]{4,}")
_QUERY: Final = re.compile(r"[?&=][^\s&=?]*")
_HASH: Final = re.compile(r"[A-Za-z0-9+/]{11}")
_DOMAIN_REST: Final = re.compile(rf"[\w-]{{0,63}}\.(?:[\w-]{{1,63}}\.)?(?:{DOMAIN_ENDS})(?!\w)")
_BRACKETS: Final = re.compile(r"【([^【】]{1,24})】")
_WINDOW: Final = 48
_MOST_WORDS: Final = 64
_SPACES: Final = frozenset(" \n\r\t\u00a0")
_PASSWORDS_FROM: Final = len(CODE)

Word = tuple[int, int, int]
"""Which word of the list, its start and its end in the text."""


def mask_codes(text: str) -> str:
    """The text, of the same length, with ``•`` for each character of a code, a password or a PIN.

    Takes time in proportion to the text. Masking twice changes nothing more.
    """
    lowered = text.lower()
    words = _finder()(lowered if len(lowered) == len(text) else _lowered(text))
    masker, tail = None, ""
    if text[-12:-11] in _SPACES and " " not in text[-11:]:
        masker = _Masker(text, words)
        end = masker.hash_starts()
        text, tail = text[:end], text[end:]
    if " #" in text and "@" in text:
        text = _ORIGIN_BOUND.sub(_origin_bound_masked, text)
    if "/" in text:
        text = _PATH.sub(_path_masked, text)
    first = _FIRST.search(text)
    if first is None:
        return f"{_Masker(text, words).around_words(text) if words else text}{tail}"
    masked = _one_plain_code(text, words, first.start())
    if masked is None:
        masked = (masker or _Masker(text, words)).masked(text)
    return masked + tail


def mask_bounded(text: str, longest: int) -> str:
    """The masked text, at most ``longest`` characters; a code the bound would cut in two is left out whole."""
    if len(text) < longest:
        return mask_codes(text)
    kept = text[:longest]
    space = max(kept.rfind(" "), kept.rfind("\n"))
    return mask_codes(kept[:space] if space > longest - 256 else kept[: max(0, longest - 256)])


def _one_plain_code(text: str, words: list[Word], start: int) -> str | None:
    """The masked text where it holds one code, plainly written, and no other digit: the common message."""
    plain = _PLAIN.match(text, start)
    if plain is None or plain[0] in BRANDS:
        return None
    for word in words:
        if word[0] >= _PASSWORDS_FROM:
            return None
    masked = f"{text[:start]}{MASK * (plain.end() - start)}{text[plain.end() :]}"
    return masked if _ANY_DIGIT.search(masked) is None else None


@cache
def _finder() -> Callable[[str], list[Word]]:
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick([*CODE, *PASSWORD]).find_matches_as_indexes


def _lowered(text: str) -> str:
    return "".join([low if len(low := sign.lower()) == 1 else sign for sign in text])


class _Masker:
    """One text being masked; ``out`` keeps its length all the time, so places stay true."""

    def __init__(self, text: str, words: list[Word]) -> None:
        self.text = text
        self.words = words
        self.any_masked = False

    def masked(self, text: str) -> str:
        """The beginning of the text, as far as it is given, masked."""
        text = self._digits(text)
        return self.around_words(text) if self.words else text

    def hash_starts(self) -> int:
        """Where the hash of an app begins that may end the text; the text's length where there is none."""
        text = self.text
        last = len(text.rstrip())
        start = last - 11
        if start < 0 or (start and not text[start - 1].isspace()):
            return len(text)
        if not _HASH.fullmatch(text, start, last) or text[start:last].isdigit():
            return len(text)
        announced = text.lstrip()[:3] in ("<#>", "[#]")
        return len(text) if self._beside_a_word(start, last) and not announced else start

    def _digits(self, text: str) -> str:
        pieces, done, place = [], 0, 0
        while (first := _FIRST.search(text, place)) is not None:
            start = first.start()
            token = _PLAIN.match(text, start)
            if token is None:
                before = text[start - 1 : start]
                if before == ":" and (minutes := _MINUTES.match(text, start)) is not None:
                    place = minutes.end()
                    continue
                start -= before == "+" and start > place
                token = _TOKEN.match(text, start) or first
            place = token.end()
            if self._is_code(text, token):
                pieces += [text[done:start], _digits_dotted(text[start:place])]
                done = place
                self.any_masked = True
        return "".join((*pieces, text[done:])) if done else text

    def _is_code(self, text: str, token: re.Match[str]) -> bool:
        kind = token.lastgroup
        if kind is None:
            return token[0] not in BRANDS or self._beside_a_word(token.start(), token.end())
        if kind == "phone":
            return False
        if kind == "kept":
            return bool(self.words) and self._beside_a_word(token.start(), token.end())
        found = token[0]
        count = len(found) if found.isdigit() else sum(map(_is_digit, found))
        if count < 3 or (count == 3 and not self.words):
            return False
        return not self._is_name(text, found, token.start(), token.end())

    def _is_name(self, text: str, found: str, start: int, end: int) -> bool:
        """Whether digits are part of a name: a web address, 【a signature】, a brand of digits."""
        if "】" in text and self._in_signature(text, start, end):
            return True
        named = found in BRANDS or _DOMAIN_REST.match(text, end) is not None
        return named and not self._beside_a_word(start, end)

    def _in_signature(self, text: str, start: int, end: int) -> bool:
        opened = text.rfind("【", max(0, start - 24), start)
        found = _BRACKETS.match(text, opened) if opened >= 0 else None
        if (
            found is None
            or found.end() <= end
            or any(found.start() < w[1] < found.end() for w in self._near(start))
        ):
            return False
        return any(map(str.isalpha, found[1]))

    def _near(self, place: int) -> list[Word]:
        """The words just before and just after a place."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.words[middle][1] < place else (low, middle)
        return self.words[max(0, low - 1) : low + 1]

    def _beside_a_word(self, start: int, end: int) -> bool:
        for _, first, last in self._near(start):
            if last <= start and start - last <= _WINDOW and _AFTER_WORD.fullmatch(self.text, last, start):
                return True
            if first >= end and first - end <= _WINDOW and _BEFORE_WORD.fullmatch(self.text, end, first):
                return True
        return False

    def around_words(self, text: str) -> str:
        """Codes with letters in them, and passwords, beside the words that announce them."""
        for which, _, last in self.words[:_MOST_WORDS]:
            if which >= _PASSWORDS_FROM:
                text = _secret_masked(text, last)
            if not self.any_masked:
                text = self._capitals_masked(text, last)
        if _ANY_DIGIT.search(text) is None:
            return text
        return _MIXED.sub(self._mixed, text)

    def _mixed(self, found: re.Match[str]) -> str:
        token = found[0]
        if len(token) < 4 or token.isalpha() or _ANY_DIGIT.search(token) is None:
            return token
        if not any(map(str.isalpha, token)) or _DOMAIN_REST.match(found.string, found.end()):
            return token
        if self.any_masked and not self._beside_a_word(found.start(), found.end()):
            return token
        return token if _NAMED_AFTER.match(found.string, found.end()) else _dots(token)

    def _capitals_masked(self, text: str, last: int) -> str:
        gap = _AFTER_WORD.match(text, last)
        found = _CAPITALS.match(text, gap.end()) if gap and re.search(r"[:：=]|is", gap[0]) else None
        return f"{text[: found.start()]}{_dots(found[0])}{text[found.end() :]}" if found else text


def _is_digit(sign: str) -> bool:
    return sign.isdigit() or sign in _CIRCLED


def _digits_dotted(token: str) -> str:
    if token.isdigit():
        return MASK * len(token)
    return "".join([MASK if _is_digit(sign) else sign for sign in token])


def _dots(token: str) -> str:
    return "".join([MASK if sign.isalnum() else sign for sign in token])


def _origin_bound_masked(found: re.Match[str]) -> str:
    """``@domain #code``; ``#fb`` and the like name a service."""
    code = found[2]
    return found[1] + (_dots(code) if len(code) > 3 or not code.isalpha() else code)


def _path_masked(found: re.Match[str]) -> str:
    """What stands behind a stroke may open an account: plain numbers are left to the rule for digits."""
    path = found[0]
    if "=" in path:
        path = _QUERY.sub(lambda part: part[0] if part[0][1:].islower() else _dots(part[0]), path)
    return path if path.islower() and path.isalpha() else _IN_PATH.sub(_path_part_masked, path)


def _path_part_masked(found: re.Match[str]) -> str:
    part = found[0]
    if part.isdigit() or (part.isalpha() and (len(part) < 8 or part.islower())):
        return part
    return _dots(part) if len(part) >= 8 or not part.replace("-", "").replace("_", "").isalpha() else part


def _secret_masked(text: str, last: int) -> str:
    """The text with the word after a word for "password" masked where it is one."""
    found = _SECRET.match(text, last)
    if found is None:
        return text
    start, secret = found.start("secret"), found["secret"]
    word = secret.rstrip(".,;:!?)]>")
    said = re.search(r"[:：=]|is|是|为|為", found["sign"]) is not None
    plain = word.isalpha() and (word.islower() or word.istitle() or not word.isascii())
    if not word or word.lower() in NO_SECRET or (plain and not said):
        return text
    return f"{text[:start]}{_dots(word)}{text[start + len(word) :]}"
