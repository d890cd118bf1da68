"""The Russian production calendar against the package it is written from."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from simoff.deadlines import OutsideCoverage, russian_calendar

RU = russian_calendar()
YEARS = range(2022, 2028)
DAY = timedelta(days=1)


def days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + n * DAY for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_the_package(year: int) -> None:
    """Each day of the year is a working day for us exactly when it is for ``holidays``."""
    package = holidays.country_holidays("RU", years=[year])
    differ = [day for day in days(year) if RU.is_working_day(day) != package.is_working_day(day)]
    assert differ == []


@pytest.mark.parametrize(("year", "count"), [(2022, 247), (2023, 247), (2024, 248), (2025, 247), (2026, 247)])
def test_the_working_days_of_a_year_are_those_of_the_published_calendar(year: int, count: int) -> None:
    """The published production calendars of a 40-hour week have so many working days."""
    assert sum(map(RU.is_working_day, days(year))) == count


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2028, 1, 1), date.min, date.max])
def test_a_day_outside_says_what_is_covered(day: date) -> None:
    """The calendar refuses to guess and names its coverage."""
    with pytest.raises(OutsideCoverage, match=r"covers 2022-01-01 to 2027-12-31, not"):
        RU.is_working_day(day)


def test_only_decreed_days_count_as_confirmed() -> None:
    """2027 is in the table, but its moved days are not decreed yet."""
    assert RU.confirmed_through == date(2026, 12, 31)
    assert RU.covers_through == date(2027, 12, 31)


def test_the_written_table_is_what_the_tool_writes() -> None:
    """The table names the version of the package it was written from: the one that is pinned."""
    import simoff.deadlines.russian_days as table

    assert table.__doc__ is not None
    pinned = (Path(__file__).resolve().parents[2] / "pyproject.toml").read_text("utf-8")
    version = table.__doc__.partition("holidays ")[2].split(" ")[0]
    assert f'"holidays=={version}"' in pinned
