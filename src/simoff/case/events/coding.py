"""Between an event and its plain values: strict on today's schema, patient with yesterday's and tomorrow's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from simoff.case.encoded import Encoded
from simoff.case.events.base import Event, Opaque
from simoff.case.events.catalogue import CATALOGUE, Entry


def encode(event: Event | Opaque) -> Encoded:
    """The event as plain values; what could not be read goes back as it came. ValueError for text no JSON holds."""
    if isinstance(event, Opaque):
        return Encoded(event.type, event.version, event.body)
    body: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(event))
    return Encoded(event.ID, event.VERSION, body)


def decode(encoded: Encoded, catalogue: Mapping[str, Entry] = CATALOGUE) -> Event | Opaque:
    """The event of plain values, brought to today's version; Opaque, never an error, where it cannot be read."""
    entry = catalogue.get(encoded.type)
    if entry is None:
        return _opaque(encoded, "unknown")
    if encoded.version > entry.kind.VERSION:
        return _opaque(encoded, "future")
    try:
        return msgspec.convert(_upcast(encoded, entry), entry.kind)
    except (msgspec.ValidationError, ValueError, ArithmeticError, LookupError, TypeError):
        return _opaque(encoded, "broken")


def _upcast(encoded: Encoded, entry: Entry) -> dict[str, Any]:
    body = encoded.body
    for version in range(encoded.version, entry.kind.VERSION):
        body = entry.upcasters[version](body)
    return body


def _opaque(encoded: Encoded, why: str) -> Opaque:
    return Opaque(encoded.type, encoded.version, encoded.body, why)
