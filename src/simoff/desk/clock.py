"""The only place that knows what day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """The day on this computer, in its own time zone: the day the person reads off their own clock."""
    return datetime.now().astimezone().date()


def now() -> datetime:
    """This moment, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
