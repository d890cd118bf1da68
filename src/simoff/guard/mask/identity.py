"""Insurance numbers (СНИЛС), taxpayer numbers (ИНН) and Chinese identity numbers, by their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simoff.checksums import chinese_id_is_whole, inn_is_whole, snils_is_whole
from simoff.guard.mask.place import Context, Mask, digits_of

_SNILS = re.compile(r"(?<![\d-])\d{3}[ -]\d{3}[ -]\d{3}[ -]\d{2}(?![\d-])|(?<![\d+])\d{11}(?!\d)")
_SNILS_CALLED = Context(r"снилс|snils|страхов\w{1,6} (?:номер|свидетельств)|pension insurance|养老保险", 40, 15)
_INN = re.compile(r"(?<!\d)\d{12}(?!\d)|(?<![\d+])\d{10}(?!\d)")
_INN_CALLED = Context(r"\bинн\b|\binn\b|налогоплательщик|taxpayer|税号|纳税人", 40, 10)
_CHINESE = re.compile(r"(?<![A-Za-z0-9])\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?![A-Za-z0-9])|(?<!\d)\d{15}(?!\d)")
_CHINESE_CALLED = Context(
    r"身份证|证件号|公民身份|id ?card|identity (?:card|number)|удостоверени\w{1,4} личности", 40
)


def find(text: str, plain: str) -> Iterator[Mask]:
    """Numbers that are whole, and those that are called what they are."""
    for found in _CHINESE.finditer(plain):
        digits = found[0].replace(" ", "").replace("-", "")
        called = _CHINESE_CALLED.near(plain, *found.span())
        if called or (len(digits) == 18 and chinese_id_is_whole(digits) and _has_date(digits)):
            yield Mask("id_cn", *found.span())
    for found in _SNILS.finditer(plain):
        called = _SNILS_CALLED.near(plain, *found.span())
        written = len(found[0]) > 11
        if called or (written and snils_is_whole(digits_of(found[0]))):
            yield Mask("snils", *found.span())
    for found in _INN.finditer(plain):
        whole = len(found[0]) == 12 and inn_is_whole(found[0])
        if whole or _INN_CALLED.near(plain, *found.span()):
            yield Mask("inn", *found.span())


def _has_date(digits: str) -> bool:
    return digits[6:8] in ("18", "19", "20") and "01" <= digits[10:12] <= "12" and "01" <= digits[12:14] <= "31"
