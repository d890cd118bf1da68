"""Bank accounts of Russia (20 digits, with the BIK's key where it is there) and IBANs (ISO 13616)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simoff.checksums import account_matches_bik, iban_is_whole
from simoff.guard.mask.place import Context, Mask, digits_of

_ACCOUNT = re.compile(
    r"(?<!\d)\d{5}[ .-]?\d{3}[ .-]?\d[ .-]?\d{4}[ .-]?\d{7}(?!\d)|(?<!\d)(?:\d{4}[ -]){4}\d{4}(?!\d)"
)
_BIK = re.compile(r"(?<!\d)04\d{7}(?!\d)")
_NEAR = 200
_OF_PEOPLE_AND_FIRMS = ("301", "302", "303", "40", "420", "421", "422", "423", "424", "425", "426", "474")
_CURRENCIES = ("810", "643", "840", "978", "156", "398", "933", "756", "826", "392", "344")
_CALLED = Context(r"сч[её]т|р/с|\bрс\b|account|账户|账号|帐号", 40)

_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?(?![A-Za-z0-9])"
)


def find(text: str, plain: str) -> Iterator[Mask]:
    """Accounts: by their key, else by what their first digits and currency say, else by being called one."""
    for found in _ACCOUNT.finditer(plain):
        digits = digits_of(found[0])
        if _fits_bik(plain, found, digits) or _looks_right(digits) or _CALLED.near(plain, *found.span()):
            yield Mask("account", *found.span())
    for found in _IBAN.finditer(plain):
        end = _iban_end(found[0])
        if end:
            yield Mask("iban", found.start(), found.start() + end)


def _fits_bik(plain: str, found: re.Match[str], digits: str) -> bool:
    biks = _BIK.findall(plain, max(0, found.start() - _NEAR), found.end() + _NEAR)
    return any(account_matches_bik(digits, bik) for bik in biks)


def _looks_right(digits: str) -> bool:
    return digits.startswith(_OF_PEOPLE_AND_FIRMS) and digits[5:8] in _CURRENCIES


def _iban_end(found: str) -> int:
    """How much of it is an IBAN; a word after it may look like a part. 0: none is."""
    end = len(found)
    while end >= 15:
        if iban_is_whole(found[:end].replace(" ", "")):
            return end
        end = max(found.rfind(" ", 0, end), 0)
    return 0
