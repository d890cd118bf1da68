"""Russian as a reader of Latin letters may say it: plain, one way, no marks. Help for reading aloud only.

It is never put into a letter: how a name is spelt stands in the passport.
"""

from __future__ import annotations

from typing import Final

_SAID: Final = "a b v g d zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya"
_LETTERS: Final = dict(zip("абвгджзийклмнопрстуфхцчшщъыьэюя", _SAID.split(" "), strict=True)) | {"ё": "yo"}
_AFTER_THESE_YE: Final = frozenset("аеёиоуыэюяъь")


def reading(text: str) -> str:
    """``Здравствуйте`` -> ``Zdravstvuyte``; what is not Cyrillic stays as it is."""
    return "".join(_letter(text, place) for place in range(len(text)))


def _letter(text: str, place: int) -> str:
    sign = text[place]
    small = sign.lower()
    before = text[place - 1].lower() if place else " "
    if small == "е":
        said = "ye" if not before.isalpha() or before in _AFTER_THESE_YE else "e"
    else:
        said = _LETTERS.get(small, "")
        if not said:
            return sign
    said = said.replace("_", "")
    return said[:1].upper() + said[1:] if sign.isupper() else said
