"""Dates of birth: a date that is called one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simoff.guard.mask.place import Context, Mask, windows

_MONTHS = (
    r"января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|jan\w{0,6}|feb\w{0,6}|mar\w{0,3}"
    r"|apr\w{0,3}|may|june?|july?|aug\w{0,4}|sep\w{0,7}|oct\w{0,5}|nov\w{0,6}|dec\w{0,6}"
)
_DATE = re.compile(
    r"(?<![\d.])\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}(?!\d)|(?<!\d)(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}(?!\d)"
    rf"|(?<!\d)\d{{1,2}} (?:{_MONTHS}),? (?:19|20)\d{{2}}(?!\d)"
    rf"|(?<!\w)(?:{_MONTHS}) \d{{1,2}},? (?:19|20)\d{{2}}(?!\d)"
    r"|(?<!\d)(?:19|20)\d{2} ?年 ?\d{1,2} ?月 ?\d{1,2} ?[日号]|(?<![\d.])\d{2}\.\d{2}\.\d{2}(?![\d.])",
    re.IGNORECASE,
)
_WORDS = r"рожд|родил|д\.? ?р\.|г\.? ?р\.|birth|\bborn\b|\bdob\b|出生|生日|生于|生\b"
_HINT = re.compile(_WORDS, re.IGNORECASE)
_BEFORE = Context(r"рожд|родил|д\.? ?р\.|birth|\bborn\b|\bdob\b|出生|生日|生于", 34)
_AFTER = re.compile(r" ?(?:г\.? ?р\.?|года рождения|出生|生\b)", re.IGNORECASE)


def find(text: str, plain: str) -> Iterator[Mask]:
    """Dates with a word of birth before them or right behind."""
    for low, high in windows(_HINT.finditer(plain), 30, 70, len(plain)):
        for found in _DATE.finditer(plain, low, high):
            if _BEFORE.near(plain, *found.span()) or _AFTER.match(plain, found.end()):
                yield Mask("birthdate", *found.span())
