"""What a decision says: the events that follow, all of them, or why not."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from simoff.case.events import Opaque, decode, encode
from simoff.case.events.base import Event
from simoff.case.state import CaseState


class Refused(Struct, frozen=True):
    """A command that cannot be followed: the id of the reason, and the facts that fill its text."""

    id: str
    facts: dict[str, Any] = {}


Answer = tuple[Event, ...] | Refused


def follow(*events: Event) -> Answer:
    """The events, once each has been held against its schema: what could not be read back is never written."""
    for event in events:
        try:
            again = decode(encode(event))
        except ValueError:
            return Refused("not-writable", {"event": event.ID})
        if isinstance(again, Opaque):
            return Refused("not-writable", {"event": event.ID})
    return events


def not_open(state: CaseState) -> Refused | None:
    """Why nothing can happen to this case, or None."""
    if not state.number:
        return Refused("not-opened")
    return None if state.closed is None else Refused("closed", {"on": state.closed.on})


def next_id(before: str, taken: int) -> str:
    """The next id of a kind inside a case: a letter and a number, as people can type them."""
    return f"{before}{taken + 1}"
