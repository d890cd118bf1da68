"""What happened to a case, event by event, in words. The dossier and the pages take the same lines."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from msgspec import UNSET

from simoff.case.events import Event, Opaque
from simoff.desk.case.keeping import Kept
from simoff.lang import Catalogue

_WORDS: Final = frozenset(
    {
        "channel",
        "direction",
        "said_by",
        "reply",
        "how",
        "loss",
        "verdict",
        "outcome",
        "result",
        "route",
        "dkim",
        "kind",
        "to",
        "why",
        "confidence",
        "points_to",
    }
)
"""Fields whose values are words of ours, put into the person's language where there is a text for them."""
_SILENT: Final = frozenset(
    {
        "on",
        "at",
        "facts_version",
        "facts_sha256",
        "sha256",
        "sha256_after",
        "touched",
        "because",
        "data",
        "digits_typed",
    }
)
"""Fields that say nothing in a line; they stand in the record."""


WHOLE: Final = slice(None)


def timeline(kept: Kept, words: Catalogue, part: slice = WHOLE) -> list[dict[str, Any]]:
    """One entry an event, in the order they were recorded: number, moments, id, a line, and its details."""
    lines = []
    for recorded, event in zip(kept.recorded[part], kept.events[part], strict=True):
        lines.append(
            {
                "seq": recorded.seq,
                "recorded_at": recorded.at.isoformat(),
                "on": None if isinstance(event, Opaque) else event.on.isoformat(),
                "type": recorded.event.type,
                "actor": recorded.actor,
                "text": line(event, words),
                "details": [] if isinstance(event, Opaque) else details(event, words),
            }
        )
    return lines


def line(event: Event | Opaque, words: Catalogue) -> str:
    """What happened, in a few words."""
    if isinstance(event, Opaque):
        return words.say("event.opaque", {"type": event.type, "version": event.version})
    return words.say(f"event.{event.ID.replace('.', '-').replace('_', '-')}")


def details(event: Event, words: Catalogue) -> list[dict[str, str]]:
    """What was noted with it: the name of each field that says something, and its value in words."""
    found = []
    for field in event.__struct_fields__:
        value = getattr(event, field)
        if field in _SILENT or _says_nothing(value):
            continue
        found.append({"field": words.say(f"field.{field}"), "value": _said(field, value, words)})
    return found


def _says_nothing(value: object) -> bool:
    """Not filled, empty, a plain no, or a count of nothing; an amount of nothing does say something."""
    return value is UNSET or value is False or value == "" or value == () or (type(value) is int and not value)


def _said(field: str, value: Any, words: Catalogue) -> str:  # noqa: ANN401 - one of the field types
    if field in _WORDS and isinstance(value, str):
        key = f"word.{value.replace('_', '-')}"
        return words.say(key) if key in words else value
    if field == "entries":
        return str(len(value))
    if isinstance(value, bool):
        return words.say("word.yes")
    if isinstance(value, Decimal | date) and not isinstance(value, datetime):
        return words.say("value.plain", {"value": value})
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M UTC%z")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, tuple):
        return ", ".join(part[:12] if field == "files" else str(part) for part in value)
    text = str(value)
    return text[:12] if field in ("file", "copy", "proof", "archive", "token", "head") else text
