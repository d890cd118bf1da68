"""Readers of single entries. Each takes what the TOML holds and gives a clean value or raises Refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from simoff.checksums import iban_is_whole, inn_is_whole, ogrn_is_whole
from simoff.number import find
from simoff.papers.details import ABOUT
from simoff.papers.faults import Refused

LONGEST = 300
MOST_ITEMS = 40
MOST_ROUBLES: Final = Decimal(1_000_000_000)
PRINTABLE = re.compile(
    "[\u0020-\u007e\u00a0-\u00ac\u00ae-\u024f\u1e00-\u1eff"  # Latin
    "\u0400-\u0477\u0490-\u04c4\u04c7-\u04cc\u04d0-\u04f9"  # Cyrillic
    "\u2010-\u2027\u2030-\u2037\u2039\u203a\u20ac\u2116]*"  # dashes, quotes, euro, numero
)
"""What the letter's own font (Libertinus Serif) holds and what stands in a Russian contract."""


def shown(key: str) -> str:
    """A key fit for an error line: no control characters, not endless."""
    return "".join(sign if sign.isprintable() else "?" for sign in key)[:60]


def text(value: object) -> str | None:
    """One line of Latin or Cyrillic text, at most 300 characters; None for an empty one."""
    if not isinstance(value, str):
        raise Refused(
            "details.no-text",
            "This is no text.",
            "Leading zeros and spaces would be lost.",
            "Put it in quotes.",
        )
    line = unicodedata.normalize("NFC", value).strip()
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp", "Cs"} for sign in line):
        why = "It could break the letter or hide what it says."
        raise Refused("details.control", "It holds a line break or an invisible character.", why, "Retype it.")
    if len(line) > LONGEST:
        todo = "Shorten it as in the contract."
        raise Refused("details.long", f"It is longer than {LONGEST} characters.", "It has to fit a line.", todo)
    if not PRINTABLE.fullmatch(line):
        raise Refused(*_FOREIGN)
    return line or None


def printable(line: str) -> str | None:
    """The line if a letter may hold it, else None: it becomes a blank to fill in by hand."""
    try:
        return text(line)
    except Refused:
        return None


def name(value: object) -> str | None:
    """A name as in the passport or the contract, with at least one letter. Never transliterated here."""
    try:
        line = text(value)
    except Refused as refused:
        if refused.id == _FOREIGN[0]:
            raise Refused(*_FOREIGN_NAME) from None
        raise
    if line is not None and not any(sign.isalpha() for sign in line):
        todo = "Write the name as in the passport."
        raise Refused("details.no-name", "It holds no letter.", "A name is made of letters.", todo)
    return line


def email(value: object) -> str | None:
    """An e-mail address, checked for shape only."""
    line = text(value)
    if line is not None and not re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\".]+", line):
        todo = "Write it like name@example.org."
        raise Refused("details.email", "This is no e-mail address.", "The answer would not arrive.", todo)
    return line


def day(value: object) -> date:
    """A TOML date."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    todo = "Write it without quotes, like 2026-12-01."
    raise Refused("details.date", "This is no date.", "A date in words can be read in two ways.", todo)


def number(value: object) -> str:
    """A Russian mobile number in any spelling, as E.164."""
    found = find(value) if isinstance(value, str) and len(value) <= LONGEST else ()
    if len(found) == 1 and found[0].kind == "mobile_ru" and found[0].e164 is not None:
        return found[0].e164
    why = "Each entry has to name exactly one line of the operator."
    todo = 'Write one number in quotes, like "+7 916 000-00-00".'
    raise Refused("details.number", "This is not one Russian mobile number.", why, todo)


def inn(value: object) -> str | None:
    """A taxpayer number, 10 or 12 digits with fitting check digits."""
    return _digits(value, "INN", (10, 12), inn_is_whole)


def ogrn(value: object) -> str | None:
    """A registration number, 13 (OGRN) or 15 (OGRNIP) digits with a fitting check digit."""
    return _digits(value, "OGRN", (13, 15), ogrn_is_whole)


def bik(value: object) -> str | None:
    """A bank identification code, nine digits."""
    return _digits(value, "BIK", (9,))


def russian_account(value: object) -> str | None:
    """A Russian account, 20 digits. Its key is checked where the BIK is known."""
    return _digits(value, "account", (20,))


def kpp(value: object) -> str | None:
    """A tax registration reason code: nine signs, the fifth and sixth may be letters."""
    code = _compact(value)
    if code is not None and not re.fullmatch(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}", code):
        raise Refused("details.kpp", "This is no KPP.", "It has nine signs.", _COPY)
    return code


def account(value: object) -> str | None:
    """An account in Russia (20 digits) or abroad (5 to 34 letters and digits)."""
    code = _compact(value)
    if code is not None and not re.fullmatch(r"[0-9A-Z]{5,34}", code):
        raise Refused("details.account", "This is no account number.", "It has 20 digits in Russia.", _COPY)
    return code


def iban(value: object) -> str | None:
    """An IBAN with fitting check digits."""
    code = _compact(value)
    if code is None:
        return None
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}", code) or not iban_is_whole(code):
        why = "Its length or its check digits do not fit, so a sign is wrong."
        raise Refused("details.iban", "This is no IBAN.", why, _COPY)
    return code


def swift(value: object) -> str | None:
    """A bank's SWIFT code (BIC), 8 or 11 signs."""
    code = _compact(value)
    if code is not None and not re.fullmatch(r"[A-Z]{6}[0-9A-Z]{2}([0-9A-Z]{3})?", code):
        raise Refused("details.swift", "This is no SWIFT code.", "It has 8 or 11 letters and digits.", _COPY)
    return code


def way_to_answer(value: object) -> str:
    """``email`` or ``post``."""
    if value in ("email", "post"):
        return str(value)
    why = "The letter can ask for these two ways."
    raise Refused("details.answer", "This way to answer is not known.", why, 'Write "email" or "post".')


def about(value: object) -> str:
    """What a claim is about, one of the five words."""
    if value in ABOUT:
        return str(value)
    why = "Each has a claim of its own."
    raise Refused("details.about", "A claim cannot be about this.", why, f"Write one of: {', '.join(ABOUT)}.")


def amount(value: object) -> Decimal:
    """Roubles, more than zero and at most MOST_ROUBLES, with at most two decimals."""
    wrong = "Write it as 350 or 350.50, without quotes."
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Refused("details.amount", "This is no amount.", "It is a sum of roubles.", wrong)
    roubles = Decimal(value)
    if not roubles.is_finite() or not 0 < roubles <= MOST_ROUBLES:
        why = f"A demand is for more than nothing and at most {MOST_ROUBLES} roubles."
        raise Refused("details.amount-range", "No letter can demand this amount.", why, "Correct the sum.")
    if roubles != round(roubles, 2):
        raise Refused("details.kopecks", "It has parts of a kopeck.", "Money has two decimals.", wrong)
    return round(roubles, 2)


def items(value: object) -> tuple[str, ...]:
    """A list of lines of text, at most MOST_ITEMS."""
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        why = "Each thing in the envelope is a line of the list."
        raise Refused("details.items", f"This is no list of at most {MOST_ITEMS} texts.", why, 'Write ["…", "…"].')
    return tuple(line for line in map(text, value) if line is not None)


def _digits(
    value: object, what: str, lengths: tuple[int, ...], whole: Callable[[str], bool] = str.isdigit
) -> str | None:
    code = _compact(value)
    if code is None:
        return None
    wanted = " or ".join(map(str, lengths))
    if not re.fullmatch(r"[0-9]+", code) or len(code) not in lengths:
        raise Refused(f"details.{what.lower()}", f"This is no {what}.", f"It has {wanted} digits.", _COPY)
    if not whole(code):
        why = "Its check digit says that a digit is wrong."
        raise Refused(f"details.{what.lower()}-key", f"This {what} is not whole.", why, _COPY)
    return code


def _compact(value: object) -> str | None:
    """The entry without spaces and hyphens, full-width digits as plain ones, letters as capitals."""
    if isinstance(value, str):
        value = unicodedata.normalize("NFKC", value)
    line = text(value)
    return None if line is None else re.sub(r"[\s‐-―-]", "", line).upper()


_COPY = "Copy it again from the official details."
_FOREIGN = (
    "details.script",
    "It holds signs that are neither Latin nor Cyrillic.",
    "A Russian operator's clerk cannot read or enter them.",
    "Write it in Russian or in Latin letters.",
)
_FOREIGN_NAME = (
    "details.name-script",
    "The name is not in Latin or Cyrillic letters.",
    "The operator compares it with the contract; a transliteration made up here might differ.",
    "Write it as in the contract, or as the passport gives it in Latin letters.",
)
