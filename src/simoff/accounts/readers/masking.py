"""Masks one-time codes, passwords and PINs in a text while it is being read.

The rule errs on the side of hiding: whatever looks like a code is masked unless it is shown to be a day, a
time, a sum of money or a telephone number, and even these where they stand right beside a word like "code".
What tells which service wrote stays: names, domains, the 11-character hash of an Android app.

But for the brands of digits, what is masked depends on where digits stand and never on which they are: two texts
that differ in digits alone are masked alike. :class:`Masking` rests on that.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from simoff.accounts.readers.code_words import BRANDS, CODE, DOMAIN_ENDS, JOINING, NO_SECRET, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

MASK: Final = "•"

_CIRCLED: Final = ("①②③④⑤⑥⑦⑧⑨", "⑴⑵⑶⑷⑸⑹⑺⑻⑼", "⓵⓶⓷⓸⓹⓺⓻⓼⓽", "❶❷❸❹❺❻❼❽❾", "➀➁➂➃➄➅➆➇➈", "➊➋➌➍➎➏➐➑➒")
_SCRIPTS: Final = "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰０𝟎𝟘𝟢𝟬𝟶"
"""The zeros of other scripts; nine more digits follow each."""
_ODD_DIGITS: Final[dict[str, str]] = {
    **{chr(ord(zero) + digit): str(digit) for zero in _SCRIPTS for digit in range(10)},
    **{sign: str(digit) for row in _CIRCLED for digit, sign in enumerate(row, 1)},
    "⓪": "0",
}
_AS_PLAIN: Final = str.maketrans(_ODD_DIGITS)
_PARTING: Final = r"[ \u00a0\u2002-\u200d\u202f\u2060\ufe0f\u20e3._·‐-―-]"
_CURRENCY: Final = (
    r"(?i:руб|р\b|rub|rur|₽|коп\b|usd|eur|[$€¥₸₴]|kzt|тг\b|тенге|uzs|so'm|сум\b|сўм|uah|грн|byn|cny|rmb|"
    r"元|块)"
)
_FIRST: Final = re.compile(rf"[0-9](?:{_PARTING}{{0,3}}[0-9]){{2}}")
_PLAIN: Final = re.compile(
    rf"(?<![\w./+:])(?<!\d-)(?P<plain>[0-9]{{4,8}})(?![\w】/:]|\.\w|,\d|{_PARTING}{{1,3}}[0-9]|"
    r"[ \u00a0\u202f]?[рРrRкКkKuUeE$€¥₸₴₽тТсСsSгГbBcC元块])"
)
"""The common code, shown at one glance to be neither joined to more digits nor a sum nor a name."""
_MINUTES: Final = re.compile(r"(?<=[0-9]:)[0-9][0-9](?!\d)")
_TOKEN: Final = re.compile(
    rf"""(?P<kept>
        (?<!\d)(?:\d\d?[./]\d\d?[./]\d\d(?:\d\d)?|\d{{4}}-\d\d-\d\d)(?!\d)
      | (?<!\d)\d{{1,9}}(?:[ \u00a0\u202f]\d{{3}}(?!\d)){{0,3}}(?:[.,]\d\d?)?[ \u00a0\u202f]?{_CURRENCY}
      | (?<!\d)\d(?:\d{{10}}|[ \u00a0(-]{{1,2}}\d{{3}}[ \u00a0)-]{{1,2}}\d{{3}}[ \u00a0-]?\d\d[ \u00a0-]?\d\d)(?!\d)
    )
    |(?P<phone>\+\d(?:[ \u00a0().-]{{0,2}}\d){{9,14}}(?!\d))
    |(?P<digits>[0-9](?:[0-9]|{_PARTING}{{1,3}}(?!\d?\d[:./]\d\d(?!\d))[0-9])*)""",
    re.VERBOSE,
)
_ANY_DIGIT: Final = re.compile("[0-9]")
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
_LETTER_BY_DIGIT: Final = re.compile(
    r"[0-9](?:(?<=[A-Za-zА-Яа-яЁё][0-9])|(?<=[A-Za-zА-Яа-яЁё]-[0-9])|-?[A-Za-zА-Яа-яЁё])"
)
_BETWEEN: Final = re.compile(r"[0-9.!?]")
"""What never stands between a word like "code" and its code."""
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
_ZEROS: Final = bytes.maketrans(b"123456789", b"000000000")
_DOTS: Final = re.compile(f"{MASK}+")
_BRAND_BYTES: Final = tuple(brand.encode() for brand in BRANDS)
_MOST_KNOWN: Final = 4_096
_LONGEST_KNOWN: Final = 1_000
_SPACES: Final = frozenset(" \n\r\t\u00a0")
_PASSWORDS_FROM: Final = len(CODE)
_ODD_FROM: Final = len(CODE) + len(PASSWORD)

Word = tuple[int, int, int]
"""Which word of the list, its start and its end in the text."""


def mask_codes(text: str) -> str:
    """The text, of the same length, with ``•`` for each character of a code, a password or a PIN.

    Takes time in proportion to the text. Masking twice changes nothing more.
    """
    lowered = text.lower()
    words = _finder()(lowered if len(lowered) == len(text) else _lowered(text))
    for word in words:
        if word[0] >= _ODD_FROM:
            masked = _masked(text.translate(_AS_PLAIN), [word for word in words if word[0] < _ODD_FROM])
            return "".join([new if new == MASK else old for new, old in zip(masked, text, strict=True)])
    return _masked(text, words)


class Masking:
    """:func:`mask_codes` for the texts of one archive, where services write the same words again and again.

    Remembers where the digits of a wording were masked, under the wording with a 0 for each digit; a wording
    without digits, whose letters were masked, or that was written in other digits, is not remembered.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, str | tuple[tuple[int, int], ...]] = {}

    def __call__(self, text: str) -> str:
        """As :func:`mask_codes`."""
        if len(text) > _LONGEST_KNOWN:
            return mask_codes(text)
        wording = text.encode("utf-8", "surrogatepass").translate(_ZEROS)
        known = self._known.get(wording)
        if known is None:
            return self._learned(text, wording) if b"0" in wording else mask_codes(text)
        if isinstance(known, str):
            return known
        place = 0
        pieces: list[str] = []
        for start, end in known:
            pieces += (text[place:start], MASK * (end - start))
            place = end
        return "".join((*pieces, text[place:]))

    def _learned(self, text: str, wording: bytes) -> str:
        masked = mask_codes(text)
        places = tuple(found.span() for found in _DOTS.finditer(masked))
        hidden = "".join([text[start:end] for start, end in places])
        if hidden and not (hidden.isascii() and hidden.isdigit()):
            return masked
        encoded = text.encode("utf-8", "surrogatepass")
        if any(brand in encoded for brand in _BRAND_BYTES) or _other_digits(text):
            return masked
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[wording] = places if _ANY_DIGIT.search(masked) else masked
        return masked


def _other_digits(text: str) -> bool:
    return not text.isascii() and any(sign in _ODD_DIGITS for sign in text)


def _masked(text: str, words: list[Word]) -> str:
    """The text masked, where all its digits are written 0 to 9."""
    whole, tail = text, ""
    if text[-12:-11] in _SPACES and " " not in text[-11:]:
        end = _hash_starts(text, words)
        text, tail = text[:end], text[end:]
    if " #" in text and "@" in text:
        text = _ORIGIN_BOUND.sub(_origin_bound_masked, text)
    if "/" in text:
        text = _PATH.sub(_path_masked, text)
    place = 0
    pieces: list[str] = []
    first = _FIRST.search(text)
    while first is not None:
        start = first.start()
        token = _PLAIN.match(text, start) or _token(text, first)
        end = token.end()
        if _is_code(whole, words, text, token):
            start = token.start()
            pieces += (text[place:start], _digits_dotted(text[start:end]))
            place = end
        first = _FIRST.search(text, end)
    if pieces:
        text = "".join((*pieces, text[place:]))
    return f"{_around_words(whole, text, words, place > 0) if words else text}{tail}"


def mask_bounded(text: str, longest: int) -> str:
    """The masked text, at most ``longest`` characters; a code the bound would cut in two is left out whole."""
    if len(text) < longest:
        return mask_codes(text)
    kept = text[:longest]
    space = max(kept.rfind(" "), kept.rfind("\n"))
    return mask_codes(kept[:space] if space > longest - 256 else kept[: max(0, longest - 256)])


@cache
def _finder() -> Callable[[str], list[Word]]:
    from ahocorasick_rs import AhoCorasick, Implementation

    signs = [*CODE, *PASSWORD, *_ODD_DIGITS]
    return AhoCorasick(signs, implementation=Implementation.DFA).find_matches_as_indexes


def _lowered(text: str) -> str:
    return "".join([low if len(low := sign.lower()) == 1 else sign for sign in text])


def _hash_starts(text: str, words: list[Word]) -> int:
    """Where the hash of an app begins that may end the text; the text's length where there is none."""
    last = len(text.rstrip())
    start = last - 11
    if start < 0 or (start and not text[start - 1].isspace()):
        return len(text)
    if not _HASH.fullmatch(text, start, last) or text[start:last].isdigit():
        return len(text)
    announced = text.lstrip()[:3] in ("<#>", "[#]")
    return len(text) if _beside_a_word(text, words, start, last) and not announced else start


def _token(text: str, first: re.Match[str]) -> re.Match[str]:
    """What begins at the first of some digits: a day, a sum, a telephone number, or digits joined."""
    start = first.start()
    before = text[start - 1 : start]
    if before == ":" and (minutes := _MINUTES.match(text, start)) is not None:
        return minutes
    if before == "+" and (number := _TOKEN.match(text, start - 1)) is not None:
        return number
    return _TOKEN.match(text, start) or first


def _is_code(whole: str, words: list[Word], text: str, token: re.Match[str]) -> bool:
    kind = token.lastgroup
    if kind == "plain":
        return token[0] not in BRANDS or _beside_a_word(whole, words, *token.span())
    if kind == "kept":
        return bool(words) and _beside_a_word(whole, words, *token.span())
    if kind != "digits":
        return False
    found = token[0]
    count = len(found) if found.isdigit() else sum(map(str.isdigit, found))
    if count < 3 or (count == 3 and not words):
        return False
    return not _is_name(whole, words, text, token)


def _is_name(whole: str, words: list[Word], text: str, token: re.Match[str]) -> bool:
    """Whether digits are part of a name: a web address, 【a signature】, a brand of digits."""
    start, end = token.span()
    if "】" in text and _in_signature(text, words, start, end):
        return True
    named = token[0] in BRANDS or _DOMAIN_REST.match(text, end) is not None
    return named and not _beside_a_word(whole, words, start, end)


def _in_signature(text: str, words: list[Word], start: int, end: int) -> bool:
    opened = text.rfind("【", max(0, start - 24), start)
    found = _BRACKETS.match(text, opened) if opened >= 0 else None
    if found is None or found.end() <= end:
        return False
    if any(found.start() < word[1] < found.end() for word in _near(words, start)):
        return False
    return any(map(str.isalpha, found[1]))


def _near(words: list[Word], place: int) -> list[Word]:
    """The words just before and just after a place."""
    after = bisect_left(words, place, key=itemgetter(1))
    return words[max(0, after - 1) : after + 1]


def _beside_a_word(whole: str, words: list[Word], start: int, end: int) -> bool:
    for _, first, last in _near(words, start):
        if last <= start <= last + _WINDOW:
            if _BETWEEN.search(whole, last, start) is None and _AFTER_WORD.fullmatch(whole, last, start):
                return True
        elif end <= first <= end + _WINDOW and _BEFORE_WORD.fullmatch(whole, end, first):
            return True
    return False


def _around_words(whole: str, text: str, words: list[Word], any_masked: bool) -> str:
    """Codes with letters in them, and passwords, beside the words that announce them."""
    for which, _, last in words[:_MOST_WORDS]:
        if which >= _PASSWORDS_FROM:
            text = _secret_masked(text, last)
        if not any_masked:
            text = _capitals_masked(text, last)
    if _LETTER_BY_DIGIT.search(text) is None:
        return text
    if not any_masked:
        return _MIXED.sub(_mixed, text)
    for _, start, end in words[:_MOST_WORDS]:
        text = _mixed_beside(text, start, end)
    return text


def _mixed_beside(text: str, start: int, end: int) -> str:
    """The text with the codes of letters and digits masked that stand right before or after a word."""
    gap = _AFTER_WORD.match(text, end)
    found = _MIXED.match(text, gap.end()) if gap else None
    if found is not None:
        text = f"{text[: found.start()]}{_mixed(found)}{text[found.end() :]}"
    window = max(0, start - _WINDOW)
    if _ANY_DIGIT.search(text, window, start) is not None:
        for found in _MIXED.finditer(text, window, start):
            if _BEFORE_WORD.fullmatch(text, found.end(), start):
                text = f"{text[: found.start()]}{_mixed(found)}{text[found.end() :]}"
    return text


def _mixed(found: re.Match[str]) -> str:
    token = found[0]
    if len(token) < 4 or token.isalpha() or _ANY_DIGIT.search(token) is None:
        return token
    if not any(map(str.isalpha, token)) or _DOMAIN_REST.match(found.string, found.end()):
        return token
    return token if _NAMED_AFTER.match(found.string, found.end()) else _dots(token)


def _capitals_masked(text: str, last: int) -> str:
    gap = _AFTER_WORD.match(text, last)
    found = _CAPITALS.match(text, gap.end()) if gap and re.search(r"[:：=]|is", gap[0]) else None
    return f"{text[: found.start()]}{_dots(found[0])}{text[found.end() :]}" if found else text


def _digits_dotted(token: str) -> str:
    if token.isdigit():
        return MASK * len(token)
    return "".join([MASK if sign.isdigit() else sign for sign in token])


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
