"""One way of writing for all digits, spaces, dashes and brackets, with every place in the text kept."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f\u20e3"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d\u30fc"
_OTHERS = {
    "\uff0b": "+", "\ufe62": "+", "\u2795": "+",
    "\uff08": "(", "\uff09": ")", "\u3010": "(", "\u3011": ")", "[": "(", "]": ")",
    "\uff0e": ".", "\u00b7": ".", "\u2022": ".", "\u2024": ".", "\u30fb": ".",
    "\uff0f": "/", "\u2044": "/", "\uff03": "#", "\uff0a": "*", "\uff1a": ":", "\uff1d": "=", "\uff20": "@",
}  # fmt: skip
_ESCAPE = re.compile(r"%(?:2B|20|28|29|2D|2E)|&#43;|&#x2B;|&nbsp;|&#160;", re.IGNORECASE)
_ESCAPED = {"%2b": "+", "&#43;": "+", "&#x2b;": "+", "%28": "(", "%29": ")", "%2d": "-", "%2e": "."}
_KEPT_BELOW = 0x3100  # how far the table may grow: a hostile text must not fill the memory


class _Table(dict[int, int]):
    """A translation table that learns the characters of a text as they come."""

    def __missing__(self, code: int) -> int:
        value = unicodedata.decimal(chr(code), None)
        plain = code if value is None else ord("0") + value
        if code < _KEPT_BELOW:
            self[code] = plain
        return plain


_TABLE = _Table({ord(sign): ord(" ") for sign in _INVISIBLE + _SPACES})
_TABLE.update({ord(sign): ord("-") for sign in _DASHES})
_TABLE.update({ord(sign): ord(plain) for sign, plain in _OTHERS.items()})


def plain_marks(text: str) -> str:
    """Return the text, of the same length, in ASCII digits, spaces, dashes, brackets and plus signs.

    Knows every decimal digit of Unicode, the many spaces, invisible marks of direction, and the escapes
    of links and of HTML (``%2B``, ``%20``, ``&nbsp;``), which become spaces and the sign itself.
    """
    if "%" in text or "&" in text:
        text = _ESCAPE.sub(_unescaped, text)
    return text.translate(_TABLE)


def _unescaped(found: re.Match[str]) -> str:
    return _ESCAPED.get(found[0].lower(), " ").ljust(len(found[0]))
