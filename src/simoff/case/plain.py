"""The values of circumstances as events carry them: plain, with days and roubles as texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from simoff.case.events.base import Plain
from simoff.case.faults import Refused
from simoff.case.keys import Key, key_names
from simoff.case.values import read_value

_BY_NAME: Final = {key.name: key for key in key_names()}


def to_plain(value: object) -> Plain:
    """A value of the circumstances as an event carries it."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int):
        return value
    raise TypeError(type(value).__name__)


def from_plain(name: str, value: Plain) -> object:
    """The value of a key as the circumstances want it.

    Raises Refused where there is no such key or it cannot have that value. An operator is taken as it stands:
    which there are is a matter of the facts, and a case outlives them.
    """
    key = _BY_NAME.get(name)
    if key is None:
        raise Refused("unknown-key", f"There is no circumstance {name}.", "", "")
    if name == "operator" and isinstance(value, str):
        return value
    return read_value(key, _typed(key, value))


def _typed(key: Key, value: Plain) -> object:
    if not isinstance(value, str) or value in key.words:
        return value
    try:
        if key.kind == "day":
            return date.fromisoformat(value)
        return Decimal(value) if key.kind == "roubles" else value
    except (ValueError, ArithmeticError):
        return value
