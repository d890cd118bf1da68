"""Dates from a start and a length. Terms follow the Russian Civil Code, articles 191 to 193.

191: a term runs from the day after its start. 192: months and years end on the day of the same number, or on
the month's last day where it has no such day. 193: a last day that is not a working day moves to the next
working day. Working days are counted by the calendar.

Outside the calendar's coverage nothing is moved and Monday to Friday count as working days; the date then says
``confirmed=False``.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from typing import Final

from simoff.deadlines.model import Calendar, Reckoned, Unit

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


class BeyondReach(ValueError):
    """The date lies beyond the last year that can be written, or the length is below nothing."""

    def __init__(self, start: date, length: int, unit: Unit) -> None:
        super().__init__(f"no date: {length} ({unit}) from {start}; lengths are 0 or more, up to {MAXYEAR}")


def term(start: date, length: int, unit: Unit, calendar: Calendar) -> Reckoned:
    """The last day of a term of law that begins with the event of ``start``; moves off non-working days.

    Raises BeyondReach (ValueError) for a negative length and for a day after the year 9999.
    """
    nominal = _last_day(start, length, unit, calendar)
    skipped = _skipped(nominal, calendar)
    due = skipped[-1] + _DAY if skipped else nominal
    used_from = start if unit == "working_day" else nominal
    confirmed = used_from >= calendar.covers_from and due <= calendar.confirmed_through
    return Reckoned(start, length, unit, nominal, due, skipped, calendar.name, confirmed)


def reminder(start: date, length: int, unit: Unit, calendar: Calendar) -> Reckoned:
    """A day of ours, counted like a term but never moved; the calendar matters to working days only.

    Raises BeyondReach (ValueError) for a negative length and for a day after the year 9999.
    """
    due = _last_day(start, length, unit, calendar)
    sure = unit != "working_day" or (start >= calendar.covers_from and due <= calendar.confirmed_through)
    return Reckoned(start, length, unit, due, due, (), calendar.name, sure)


def _last_day(start: date, length: int, unit: Unit, calendar: Calendar) -> date:
    """The last day by counting alone: the start itself is not counted, so day 1 is the day after."""
    if length < 0:
        raise BeyondReach(start, length, unit)
    try:
        if unit == "day":
            return start + timedelta(days=length)
        if unit == "working_day":
            return _after_working_days(start, length, calendar)
        return _after_months(start, length if unit == "month" else 12 * length)
    except (OverflowError, ValueError):
        raise BeyondReach(start, length, unit) from None


def _after_months(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _after_working_days(start: date, length: int, calendar: Calendar) -> date:
    day = start
    while length:
        day += _DAY
        length -= _works(day, calendar)
    return day


def _works(day: date, calendar: Calendar) -> bool:
    if calendar.covers_from <= day <= calendar.covers_through:
        return calendar.is_working_day(day)
    return day.weekday() < _SATURDAY


def _skipped(nominal: date, calendar: Calendar) -> tuple[date, ...]:
    """The non-working days from ``nominal`` on; none where the calendar ends before the next working day."""
    found: list[date] = []
    day = nominal
    while calendar.covers_from <= day <= calendar.covers_through:
        if calendar.is_working_day(day):
            return tuple(found)
        found.append(day)
        day += _DAY
    return ()
