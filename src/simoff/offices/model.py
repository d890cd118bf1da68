"""The values of this room: an office with its source, what could not be read, and an office found."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal["own", "dealer", "unknown"]
"""``own``: the operator's shop; ``dealer``: somebody else's under its sign; only what the source says."""


class Origin(Struct, frozen=True):
    """Where a set of offices came from: shown beside each of them."""

    name: str
    """The file's own name, without its folder."""
    format: str
    licence: str
    """``odbl``, ``cc0`` or ``unknown``."""
    read_on: str
    """ISO day of the import."""


class Office(Struct, frozen=True):
    """One office. ``hours`` as the source writes them; ``checked`` the day somebody last looked, if it says."""

    id: str
    operator: str
    """Operator id of the packs."""
    kind: Kind
    lat: float
    lon: float
    name: str = ""
    address: str = ""
    city: str = ""
    hours: str = ""
    zone: str = ""
    """IANA time zone; empty where it is not known."""
    checked: str = ""
    origin: int = 0
    """Place in the list of origins."""


class Fault(Struct, frozen=True):
    """An entry that could not be used: where, what (an id of the catalogue) and its details."""

    place: str
    id: str
    detail: str = ""


class Found(Struct, frozen=True):
    """What a source held."""

    offices: tuple[Office, ...]
    faults: tuple[Fault, ...]
    others: int = 0
    """Entries of brands that are not ours to look for."""
    format: str = ""
    licence: str = "unknown"


class Near(Struct, frozen=True):
    """An office with its distance from the place asked for, in metres as the crow flies."""

    office: Office
    metres: int
