"""Which ways of grouping the digits people use for telephone numbers, and what a number is by its digits."""

from __future__ import annotations

import re

from .model import Kind

# Russian dialling: 8 or 7, then the code, then the rest. Groups of other lengths are sums, passports, cards.
_PREFIXED_MOBILE = re.compile(r"11|1-10|4(?:-[1-7])+|1-3(?:-[1-7])+|1(?:-1){10}")
_PREFIXED_OTHER = re.compile(r"11|1-10|[456](?:-[1-7])+|1-[345](?:-[1-7])+|1(?:-1){10}")
_BARE_MOBILE = re.compile(r"10|3-7|3-3-4|3-4-3|3-3-2-2|3-2-2-3|3-2-3-2|3-1-2-2-2|1(?:-1){9}")
_BARE_OTHER = re.compile(r"10|3-7|3-3-4|3-3-2-2|4-2-2-2|4-6|5-1-2-2|5-5")
_INSURANCE = re.compile(r"3-3-3-2")  # the layout of СНИЛС
_LANDLINE = re.compile(r"[34]|8[1-7]|80")


def kind_of(national: str) -> Kind | None:
    """Return the kind of a ten-digit number of the country code 7, or None where nothing has that code.

    Codes 9xx are mobile, 6xx and 7xx Kazakhstan, 800 and 804 free to call; the other codes of 80x (paid
    services) count as fixed lines. Codes 0, 1, 2, 5, 88 and 89 are not used.
    """
    if national[0] == "9":
        return "mobile_ru"
    if national[0] in "67":
        return "kazakhstan"
    if national[:3] in ("800", "804"):
        return "tollfree_ru"
    return "landline_ru" if _LANDLINE.match(national) else None


def national_form(kind: Kind, national: str) -> str:
    """Return the number as it is written in Russia: ``8 (916) 123-45-67``."""
    code = national[:3] if kind == "tollfree_ru" else f"({national[:3]})"
    return f"8 {code} {national[3:6]}-{national[6:8]}-{national[8:]}"


def prefixed_fits(layout: str, kind: Kind) -> bool:
    """Say whether groups of these lengths may be a number that starts with 8 or 7."""
    if _INSURANCE.fullmatch(layout):
        return False
    return bool((_PREFIXED_MOBILE if kind == "mobile_ru" else _PREFIXED_OTHER).fullmatch(layout))


def sure_among_others(layout: str, kind: Kind) -> bool:
    """Say whether the groups look like a number even where figures of another kind stand beside them.

    Four and four digits, or four and seven, are parts of cards and accounts too.
    """
    if layout in ("4-3-2-2", "4-3-4") or layout.startswith("1-3-"):
        return True
    return layout in ("11", "1-10") if kind == "mobile_ru" else bool(re.match(r"1-[45]-", layout))


def bare_fits(layout: str, national: str, kind: Kind, bracketed: bool) -> bool:
    """Say whether groups of these lengths may be a ten-digit number written without 8 or 7.

    A passport (4 and 6 digits) and a mobile number with one digit too few (``8 916 123 45 6``) are none.
    """
    if kind == "mobile_ru":
        return bool(_BARE_MOBILE.fullmatch(layout))
    if bracketed:
        return bool(_BARE_OTHER.fullmatch(layout))
    if layout == "10":
        return kind == "tollfree_ru" or (kind == "landline_ru" and national[0] != "8")
    return kind != "kazakhstan" and layout not in ("4-6", "5-5") and bool(_BARE_OTHER.fullmatch(layout))
