"""The Russian production calendar: which days people work, with moved days."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from simoff.deadlines.model import Calendar
from simoff.deadlines.russian_days import NON_WORKING_WEEKDAYS, WORKING_WEEKENDS

CONFIRMED_THROUGH: Final = date(2026, 12, 31)
"""Until here the moved days are those of the government's decree (24.09.2025 No 1466 for 2026)."""

_SATURDAY: Final = 5


class OutsideCoverage(ValueError):
    """A day of which the calendar knows nothing."""

    def __init__(self, day: date, calendar: Calendar) -> None:
        coverage = f"{calendar.covers_from} to {calendar.covers_through}"
        super().__init__(f"the calendar {calendar.name} covers {coverage}, not {day}")


class ProductionCalendar:
    """A calendar kept as one truth value a day."""

    def __init__(self, off: dict[int, str], on: dict[int, str], confirmed_through: date) -> None:
        """``off``, ``on``: year -> days ``MM-DD`` that depart from Monday to Friday; the years have no gap."""
        first, last = min(off), max(off)
        self.name = f"RU {first}-{last}"
        self.covers_from = date(first, 1, 1)
        self.covers_through = date(last, 12, 31)
        self.confirmed_through = confirmed_through
        self._first = self.covers_from.toordinal()
        self._works = self._table(off, on)

    def _table(self, off: dict[int, str], on: dict[int, str]) -> bytes:
        length = self.covers_through.toordinal() - self._first + 1
        weekday = self.covers_from.weekday()
        works = bytearray((weekday + number) % 7 < _SATURDAY for number in range(length))
        for days, working in ((off, False), (on, True)):
            for year, row in days.items():
                for day in row.split():
                    works[date.fromisoformat(f"{year}-{day}").toordinal() - self._first] = working
        return bytes(works)

    def is_working_day(self, day: date) -> bool:
        """Whether people work on ``day``, moved days included; OutsideCoverage (ValueError) beyond the table."""
        place = day.toordinal() - self._first
        if 0 <= place < len(self._works):
            return self._works[place] == 1
        raise OutsideCoverage(day, self)


@cache
def russian_calendar() -> Calendar:
    """The calendar of all Russia; days off of single regions are not in it."""
    return ProductionCalendar(NON_WORKING_WEEKDAYS, WORKING_WEEKENDS, CONFIRMED_THROUGH)
