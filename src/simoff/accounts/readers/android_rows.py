"""Rows of Android's telephony provider as exports carry them: columns by name, values as texts or numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from simoff.accounts.model import Direction, Fault, Item, Kind, Message
from simoff.accounts.readers.interface import Limits
from simoff.accounts.readers.masking import mask_bounded
from simoff.accounts.readers.times import from_java

Row = Mapping[str, Any]

LINE_COLUMNS: Final = ("sub_id", "sim_id", "sim_slot", "sim_imsi", "subscription_id", "phone_id", "sim")
"""The column that names the SIM differs by maker: AOSP, MediaTek, Samsung, call log."""
FROM: Final = "137"
TO: Final = "151"
_NOBODY: Final = "insert-address-token"
_UNKNOWN_LINE: Final = ("", "null", "-1")


def direction_of(kind: str) -> Direction:
    """Android's message types: 1 received, 2 sent, 3 draft, 4 outbox, 5 failed, 6 queued."""
    return "in" if kind == "1" else "out" if kind in ("2", "3", "4", "5", "6") else "unknown"


def call_direction(kind: str) -> Direction:
    """Android's call types: 1 in, 2 out, 3 missed, 4 voicemail, 5 rejected, 6 refused."""
    return "out" if kind == "2" else "in" if kind in ("1", "3", "4", "5", "6") else "unknown"


def named_line(raw: str | None) -> str | None:
    """A SIM column as the archive writes it; None for its words for "unknown"."""
    return None if raw is None or raw in _UNKNOWN_LINE else raw


def line_of(row: Row) -> str | None:
    """The SIM of a row, by whatever column its maker uses."""
    return next((line for name in LINE_COLUMNS if (line := named_line(text_of(row, name))) is not None), None)


def text_of(row: Row, *names: str) -> str:
    """The first of these columns that says something, as text; the word ``null`` says nothing."""
    for name in names:
        value = row.get(name)
        if value is not None and value != "" and value != "null" and not isinstance(value, dict | list | bytes):
            return str(value)
    return ""


def items_of(row: Row, file: str, place: str, limits: Limits) -> Iterator[Item]:
    """The message or call of a row, after a fault where its date cannot be believed."""
    moment = from_java(text_of(row, "date"))
    if moment is None:
        yield Fault("no-date", file, place)
    line = line_of(row)
    if "duration" in row and "number" in row:
        yield Message("call", call_direction(text_of(row, "type")), text_of(row, "number"), "", moment, line, place)
    elif "msg_box" in row or "__parts" in row or "parts" in row or "mms_body" in row:
        kind: Kind = "rcs" if text_of(row, "tr_id").startswith("proto:") else "mms"
        direction = direction_of(text_of(row, "msg_box") or ("1" if text_of(row, "m_type") == "132" else "2"))
        text = mask_bounded(_parts_text(row), limits.value)
        yield Message(kind, direction, _other_side(row, direction), text, moment, line, place)
    else:
        text = mask_bounded(text_of(row, "body"), limits.value)
        yield Message("sms", direction_of(text_of(row, "type")), text_of(row, "address"), text, moment, line, place)


def _parts_text(row: Row) -> str:
    parts = row.get("__parts") or row.get("parts") or ()
    texts = [
        text_of(part, "text")
        for part in (parts if isinstance(parts, list | tuple) else ())
        if isinstance(part, dict) and text_of(part, "ct") in ("text/plain", "")
    ]
    return "\n".join(filter(None, [*texts, text_of(row, "mms_body")]))


def _other_side(row: Row, direction: Direction) -> str:
    """The sender of what came in, a receiver of what went out."""
    wanted = FROM if direction == "in" else TO
    found = [entry for entry in _addresses(row) if text_of(entry, "address") not in ("", _NOBODY)]
    chosen = next((entry for entry in found if text_of(entry, "type") == wanted), None)
    return text_of(chosen, "address") if chosen is not None else text_of(row, "address")


def _addresses(row: Row) -> Iterator[Row]:
    for name in ("__sender_address", "sender_address", "__recipient_addresses", "recipient_addresses"):
        entry = row.get(name)
        if isinstance(entry, dict):
            yield {"type": FROM, **entry}
        elif isinstance(entry, str):
            yield {"type": FROM if "sender" in name else TO, "address": entry}
        elif isinstance(entry, list):
            yield from (item for item in entry if isinstance(item, dict))
    for name in ("__addresses", "addresses", "mms_addresses"):
        entry = row.get(name)
        if isinstance(entry, list):
            yield from (item for item in entry if isinstance(item, dict))
