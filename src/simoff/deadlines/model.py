"""The values of this room: calendars and dates that explain themselves."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol

from msgspec import Struct

Unit = Literal["day", "working_day", "month", "year"]


class Calendar(Protocol):
    """Working days of a country. ``confirmed_through`` is the last day whose moved days are decreed."""

    name: str
    covers_from: date
    covers_through: date
    confirmed_through: date

    def is_working_day(self, day: date) -> bool:
        """Whether people work on ``day`` by the production calendar; ValueError outside the coverage."""
        ...


class Reckoned(Struct, frozen=True):
    """A date that explains itself.

    ``nominal`` is the last day by counting alone, ``due`` the day after moving, ``skipped`` the
    non-working days between, in order. ``confirmed`` is False when the calendar of a day used is not
    decreed yet.
    """

    start: date
    length: int
    unit: Unit
    nominal: date
    due: date
    skipped: tuple[date, ...]
    calendar: str
    confirmed: bool
