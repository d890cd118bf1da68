"""Passports: Russian ones in context (they have no check digit), Chinese ones by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simoff.guard.mask.place import Context, Mask

_NUMBER_SIGN = r"(?: ?(?:№|N|No|no|номер|,)\.? ?| )?"
_INTERNAL = re.compile(rf"(?<![\d+-])\d{{2}}[ -]?\d{{2}}{_NUMBER_SIGN}\d{{3}}[ -]?\d{{3}}(?![\d-])")
_SPACED = re.compile(r"(?<![\d+-])\d{2} \d{2} (?:№ ?)?\d{6}(?![\d-])")
_CALLED = Context(r"паспорт|серия|\bсер\.|passport|документ|護照|护照|\bpasport", 60, 30)
_FOREIGN = re.compile(rf"(?<![\d+-])\d{{2}}{_NUMBER_SIGN}\d{{7}}(?![\d-])")
_FOREIGN_CALLED = Context(r"загран|паспорт|passport|护照|護照|\bpasport", 60, 20)
_CHINESE = re.compile(r"(?<![A-Za-z0-9])[Ee](?:\d{8}|[A-HJ-NP-Za-hj-np-z]\d{7})(?![A-Za-z0-9])")
_CHINESE_OTHER = re.compile(r"(?<![A-Za-z0-9])(?:[GgKkHhMm]\d{8}|[DdSsPp][Ee]?\d{7}|1[45]\d{7})(?![A-Za-z0-9])")
_CHINESE_CALLED = Context(r"护照|護照|passport|паспорт|证件", 40, 10)


def find(text: str, plain: str) -> Iterator[Mask]:
    """Passports of Russia and China."""
    for found in _SPACED.finditer(plain):
        yield Mask("passport_ru", *found.span())
    for found in _INTERNAL.finditer(plain):
        if _CALLED.near(plain, *found.span()):
            yield Mask("passport_ru", *found.span())
    for found in _FOREIGN.finditer(plain):
        if _FOREIGN_CALLED.near(plain, *found.span()):
            yield Mask("passport_ru_foreign", *found.span())
    for found in _CHINESE.finditer(plain):
        yield Mask("passport_cn", *found.span())
    for found in _CHINESE_OTHER.finditer(plain):
        if _CHINESE_CALLED.near(plain, *found.span()):
            yield Mask("passport_cn", *found.span())
