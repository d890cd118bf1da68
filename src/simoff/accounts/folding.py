"""One spelling for what looks alike: case, Cyrillic and Latin look-alikes, blanks, separators.

``T-Bank``, ``TBANK`` and ``Т-Ваnk`` with Cyrillic letters fold to one sender. The same folding is applied to the
catalogue's words and to messages, so a word is found in whatever letters it is typed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LOOK_ALIKES = {
    "а": "a", "в": "b", "е": "e", "ё": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c", "т": "t",
    "у": "y", "х": "x", "і": "i", "ѕ": "s", "ј": "j", "ԁ": "d", "α": "a", "ο": "o", "ρ": "p", "ν": "v",
}  # fmt: skip
"""Lower-case letters that are taken for one another (Unicode TS 39, confusables; Cyrillic and Greek to Latin)."""

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff\ufe0e\ufe0f"
_BLANKS = "\u00a0\u2007\u2009\u202f\u3000\t\n\r"
_TABLE = str.maketrans(
    LOOK_ALIKES | dict.fromkeys(_INVISIBLE) | dict.fromkeys(_BLANKS, " ") | {"’": "'", "ʼ": "'", "‘": "'"}
)
_SEPARATORS = re.compile(r"[\W_]+")
_TRUNK = re.compile(r"8(\d{10})")


def fold_text(text: str) -> str:
    """A text in one case and one alphabet where letters look alike; invisible signs fall out."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.lower().translate(_TABLE)


@lru_cache(maxsize=8192)
def fold_sender(sender: str) -> str:
    """A sender's name without case, look-alikes, blanks and separators; a number as its digits from 7 on."""
    folded = _SEPARATORS.sub("", fold_text(sender))
    trunk = _TRUNK.fullmatch(folded)
    return f"7{trunk[1]}" if trunk else folded


def is_mobile(folded: str) -> bool:
    """Whether a folded sender is a Russian mobile number: perhaps a person, perhaps a company's modem."""
    return len(folded) == 11 and folded.startswith("79") and folded.isascii() and folded.isdigit()


def is_number(folded: str) -> bool:
    """Whether a folded sender is somebody's telephone number: such a one never names a service."""
    return len(folded) >= 9 and folded.isascii() and folded.isdigit()
