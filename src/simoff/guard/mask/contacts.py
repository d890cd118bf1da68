"""Telephones in any spelling and e-mail addresses. Toll-free numbers and short codes belong to nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simoff.guard.mask.place import Mask, places
from simoff.guard.telephones import numbers

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]++@[\w-]++(?:\.[\w-]++)+")
_CHINESE = re.compile(r"(?<![\d-])(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d-])")
_DIGITS = re.compile(r"\d[\d ().-]{4,}\d")
_OF_PEOPLE = ("mobile_ru", "landline_ru", "kazakhstan", "foreign")


def find_emails(text: str, plain: str) -> Iterator[Mask]:
    """E-mail addresses."""
    return places("email", _EMAIL.finditer(text))


def find_phones(text: str, plain: str) -> Iterator[Mask]:
    """Telephones that may be somebody's."""
    if not _DIGITS.search(plain):
        return
    for found in numbers(text):
        if found.kind in _OF_PEOPLE:
            yield Mask("phone", found.start, found.end)
    yield from places("phone", _CHINESE.finditer(plain))
