"""Circumstances as TOML text that reads back to the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import UNSET, Struct
from msgspec.structs import fields

from simoff.case.circumstances import Circumstances

_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_DELETE: Final = "\x7f"


def circumstances_to_toml(c: Circumstances) -> str:
    """One dotted key a line, in the order of the types; nothing for what is not stated."""
    return "".join(f"{name} = {_written(value)}\n" for name, value in _stated(c, ""))


def stated_values(c: Circumstances) -> dict[str, object]:
    """What is stated, by dotted key, each value of its own type."""
    return dict(_stated(c, ""))


def _stated(group: Struct, before: str) -> Iterator[tuple[str, object]]:
    for name, key in _names(type(group)):
        value = getattr(group, name)
        if isinstance(value, Struct):
            yield from _stated(value, f"{before}{key}.")
        elif value is not UNSET:
            yield f"{before}{key}", value


@cache
def _names(kind: type[Struct]) -> tuple[tuple[str, str], ...]:
    """(attribute, key) of each field; msgspec works them out anew each time it is asked."""
    return tuple((field.name, field.encode_name) for field in fields(kind))


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else f'"{"".join(map(_escaped, str(value)))}"'


def _escaped(c: str) -> str:
    return _ESCAPES.get(c) or (f"\\u{ord(c):04x}" if c < " " or c == _DELETE else c)
