"""What a person's calendar was given, so that the next file can move, renew and cancel it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from simoff.case.events.base import Count, Event, Name

MOST = 300
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]


class GivenEntry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One entry as it was given out. ``digest``: of what stood in it; ``sequence`` as in RFC 5545, 3.8.7.4."""

    entry: Name
    sequence: Count
    day: date
    digest: Digest
    cancelled: bool = False


class CalendarGiven(Event, frozen=True):
    """A calendar file was made. ``entries``: all that were ever given out, as they stand now."""

    ID: ClassVar[str] = "calendar.given"

    entries: Annotated[tuple[GivenEntry, ...], Meta(max_length=MOST)]


EVENTS: tuple[type[Event], ...] = (CalendarGiven,)
