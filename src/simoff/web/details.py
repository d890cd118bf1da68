"""Names and papers typed on a page: kept in the session only, read by the same strict reader as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec import json

from simoff.desk.letter import wrong_details
from simoff.papers import Details, DetailsError, read_details

FIELDS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("holder", ("name", "document", "address", "phone", "email", "former_document")),
    ("representative", ("name", "document", "address", "phone", "email", "position", "authority")),
    ("company", ("name", "inn", "kpp", "ogrn", "address")),
    ("contract", ("number", "signed_on", "personal_account")),
    ("bank", ("recipient", "bank", "bik", "account", "correspondent_account", "iban", "swift")),
    ("refund", ("number",)),
    ("death", ("on", "certificate")),
    ("past", ("filed_on", "incoming", "ended_on", "claimed_on", "claim_incoming", "answered_on", "answer")),
    ("claim", ("about", "amount", "service")),
    ("bill", ("since", "until")),
    ("power", ("place", "until")),
)
"""Section -> keys, as in the details file of the command line."""

DAYS: Final = frozenset({"signed_on", "on", "filed_on", "ended_on", "claimed_on", "answered_on", "since", "until"})
LONGEST: Final = 300

SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "termination": ("holder", "representative", "company", "contract", "bank", "refund", "death"),
    "refund": ("holder", "company", "contract", "bank", "refund", "past"),
    "confirmation": ("holder", "company", "contract", "past"),
    "claim": ("holder", "company", "contract", "claim", "past", "bank"),
    "freeze": ("holder", "contract"),
    "complaint-communications": ("holder", "contract", "claim", "past"),
    "complaint-consumer": ("holder", "contract", "claim", "past"),
    "data": ("holder", "contract", "past"),
    "bill": ("holder", "company", "contract", "bill"),
    "disown": ("holder", "contract"),
    "power": ("holder", "representative", "power"),
    "contents": ("holder", "company", "contract"),
}
"""What a kind of letter can be filled in with, as far as the page asks for it."""


def details_from(typed: Mapping[str, str], lang: str) -> Details:
    """The details of what was typed (``section.key`` -> text); WrongInput with every fault."""
    lines: list[str] = []
    for section, keys in FIELDS:
        filled = [(key, typed.get(f"{section}.{key}", "").strip()) for key in keys]
        rows = [f"{key} = {_value(key, text)}" for key, text in filled if text]
        if rows:
            lines += [f"[{section}]", *rows]
    try:
        return read_details("\n".join(lines))
    except DetailsError as error:
        raise wrong_details(error, lang) from None


def typed_in(data: Mapping[str, Any]) -> dict[str, str]:
    """The detail fields of a form, each one line of bounded length."""
    names = {f"{section}.{key}" for section, keys in FIELDS for key in keys}
    return {name: " ".join(str(data[name]).split())[:LONGEST] for name in names if name in data}


def _value(key: str, text: str) -> str:
    """A TOML value: a day as it is written, an amount as a number, everything else as a text."""
    if key in DAYS:
        return text if _looks_like_a_day(text) else _quoted(text)
    if key == "amount" and text.replace(",", ".").replace(".", "", 1).isdigit():
        return text.replace(",", ".")
    return _quoted(text)


def _looks_like_a_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdigit()


def _quoted(text: str) -> str:
    return json.encode(text).decode()
