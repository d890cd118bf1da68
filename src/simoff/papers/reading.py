"""From TOML text to Details: strict, and with every fault named at once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

import msgspec

from simoff.checksums import account_matches_bik, correspondent_matches_bik
from simoff.papers import entries
from simoff.papers.details import Details
from simoff.papers.faults import DetailFault, DetailsError, Refused

LONGEST_TEXT = 500_000
MOST_NUMBERS = 5_000

Reader = Callable[[object], object]

SIGNER: dict[str, Reader] = {
    "name": entries.name,
    "document": entries.text,
    "address": entries.text,
    "phone": entries.text,
    "email": entries.email,
}
SECTIONS: dict[str, dict[str, Reader]] = {
    "holder": {**SIGNER, "former_document": entries.text},
    "representative": {**SIGNER, "position": entries.text, "authority": entries.text},
    "company": {
        "name": entries.name,
        "inn": entries.inn,
        "kpp": entries.kpp,
        "ogrn": entries.ogrn,
        "address": entries.text,
    },
    "contract": {"number": entries.text, "signed_on": entries.day, "personal_account": entries.text},
    "bank": {
        "recipient": entries.name,
        "bank": entries.text,
        "bik": entries.bik,
        "account": entries.account,
        "correspondent_account": entries.russian_account,
        "iban": entries.iban,
        "swift": entries.swift,
    },
    "refund": {"number": entries.number},
    "death": {"on": entries.day, "certificate": entries.text},
    "child": {"name": entries.name},
    "answer": {"by": entries.way_to_answer},
    "past": {
        "filed_on": entries.day,
        "incoming": entries.text,
        "ended_on": entries.day,
        "claimed_on": entries.day,
        "claim_incoming": entries.text,
        "answered_on": entries.day,
        "answer": entries.text,
    },
    "claim": {"about": entries.about, "amount": entries.amount, "service": entries.text},
    "bill": {"since": entries.day, "until": entries.day},
    "power": {"place": entries.text, "until": entries.day},
    "contents": {"items": entries.items},
}


def read_details(toml_text: str) -> Details:
    """The details in a TOML text; every key may be missing. Raises DetailsError with all faults."""
    faults: list[DetailFault] = []
    read = _sections(_parsed(toml_text), faults)
    _check_bank(read.get("bank", {}), faults)
    _check_period(read.get("bill", {}), faults)
    if faults:
        raise DetailsError(faults)
    return msgspec.convert(read, Details)


def _parsed(toml_text: str) -> dict[str, Any]:
    if len(toml_text) > LONGEST_TEXT:
        raise DetailsError([_TOO_LONG])
    try:
        return tomllib.loads(toml_text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ArithmeticError) as error:
        place = str(error).rpartition("(")[2].rstrip(")")
        raise DetailsError([_no_toml(place)]) from None


def _sections(tables: Mapping[str, Any], faults: list[DetailFault]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for key, table in tables.items():
        if key == "numbers":
            read[key] = _numbers(table, faults)
        elif key not in SECTIONS:
            faults.append(_unknown(key, key, [*SECTIONS, "numbers"]))
        elif not isinstance(table, dict):
            faults.append(_no_table(key))
        else:
            read[key] = _section(key, table, faults)
    return read


def _section(section: str, table: Mapping[str, object], faults: list[DetailFault]) -> dict[str, object]:
    read: dict[str, object] = {}
    for key, value in table.items():
        reader = SECTIONS[section].get(key)
        if reader is None:
            faults.append(_unknown(f"{section}.{key}", key, SECTIONS[section]))
            continue
        try:
            read[key] = reader(value)
        except Refused as refused:
            faults.append(refused.at(f"{section}.{key}"))
    return {key: value for key, value in read.items() if value is not None}


def _numbers(values: object, faults: list[DetailFault]) -> list[str]:
    if not isinstance(values, list) or len(values) > MOST_NUMBERS:
        faults.append(_NO_LIST)
        return []
    read: dict[str, None] = {}
    for place, value in enumerate(values, start=1):
        try:
            read[entries.number(value)] = None
        except Refused as refused:
            faults.append(refused.at(f"numbers, entry {place}"))
    return list(read)


def _check_bank(bank: Mapping[str, str], faults: list[DetailFault]) -> None:
    """What only two values together show: the account's key and the bank, Russian form or foreign."""
    bik, account, correspondent = bank.get("bik"), bank.get("account"), bank.get("correspondent_account")
    if account is not None and (bik or not (bank.get("iban") or bank.get("swift"))):
        try:
            entries.russian_account(account)
        except Refused as refused:
            faults.append(refused.at("bank.account"))
            account = None
    if bik and account and not account_matches_bik(account, bik):
        faults.append(_wrong_key("bank.account"))
    if bik and correspondent and not correspondent_matches_bik(correspondent, bik):
        faults.append(_wrong_key("bank.correspondent_account"))


def _check_period(bill: Mapping[str, date], faults: list[DetailFault]) -> None:
    """A period that ends before it begins."""
    since, until = bill.get("since"), bill.get("until")
    if since is not None and until is not None and until < since:
        what, why = "The period ends before it begins.", "No bill could be made for it."
        faults.append(DetailFault("details.period", "bill.until", what, why, "Swap or correct the two days."))


def _unknown(where: str, key: str, known: Mapping[str, object] | list[str]) -> DetailFault:
    near = get_close_matches(key, list(known), n=1)
    hint = f"The nearest known key is {near[0]!r}." if near else f"Known keys: {', '.join(known)}."
    why = "A misspelt key would leave a blank line in the letter."
    return DetailFault(
        "details.unknown-key",
        entries.shown(where),
        "This key is not known.",
        why,
        hint,
        near=near[0] if near else "",
        known=tuple(known),
    )


def _no_table(section: str) -> DetailFault:
    why = "The data of each part stand under a heading of their own."
    todo = f"Write a line [{section}] and its keys below."
    return DetailFault("details.no-table", section, "This is a single value.", why, todo)


def _no_toml(place: str) -> DetailFault:
    what, why = "The text is no TOML.", "It cannot be read any further than this place."
    todo = 'Write each value as key = "value", one a line, under its [heading].'
    return DetailFault("details.no-toml", place or "details", what, why, todo)


def _wrong_key(where: str) -> DetailFault:
    what, why = "The account does not fit the BIK.", "Its check digit (the ninth) says that a digit is wrong."
    return DetailFault("details.account-key", where, what, why, "Copy both again from the bank's details.")


_NO_LIST = DetailFault(
    "details.numbers",
    "numbers",
    f"This is no list of at most {MOST_NUMBERS} numbers.",
    "The list becomes the annex of the letter.",
    'Write numbers = ["+7 …", "+7 …"]; make one letter for each part of a longer list.',
)
_TOO_LONG = DetailFault(
    "details.too-long",
    "details",
    f"The text is longer than {LONGEST_TEXT} characters.",
    "A letter never needs that much, so it is probably the wrong file.",
    "Give the file with the data of one holder.",
)
