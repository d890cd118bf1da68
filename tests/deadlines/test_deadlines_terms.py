"""Terms of law and reminders of ours: the Civil Code's rules, the worked anchors, and the edges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simoff.deadlines import BeyondReach, Unit, reminder, russian_calendar, term

RU = russian_calendar()
UNITS: tuple[Unit, ...] = ("day", "working_day", "month", "year")
DAY = timedelta(days=1)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "due", "skipped"),
    [
        ("2026-12-01", "2027-01-11", 11),
        ("2025-10-02", "2025-11-01", 0),
        ("2026-11-23", "2026-12-23", 0),
        ("2025-12-01", "2026-01-12", 12),
        ("2026-04-01", "2026-05-04", 3),
    ],
)
def test_the_worked_anchors(start: str, due: str, skipped: int) -> None:
    """Thirty days from each anchor's start end where the procedure says, over so many days off."""
    found = term(day(start), 30, "day", RU)
    assert found.due == day(due)
    assert len(found.skipped) == skipped
    assert found.nominal == day(start) + 30 * DAY


def test_a_working_saturday_is_a_last_day() -> None:
    """1 November 2025 is a Saturday people worked on: the term ends there and does not move."""
    found = term(day("2025-10-02"), 30, "day", RU)
    assert found.due.weekday() == 5
    assert found.due == found.nominal


def test_a_term_runs_from_the_day_after_its_start() -> None:
    """One day from Monday ends on Tuesday, and none ends on the start itself."""
    assert term(day("2026-11-23"), 1, "day", RU).due == day("2026-11-24")
    assert term(day("2026-11-23"), 0, "day", RU).due == day("2026-11-23")


@pytest.mark.parametrize(
    ("start", "length", "unit", "due"),
    [
        ("2026-03-31", 1, "month", "2026-04-30"),
        ("2025-11-30", 3, "month", "2026-03-02"),  # 28 February is a Saturday
        ("2024-01-31", 1, "month", "2024-02-29"),
        ("2023-01-31", 1, "month", "2023-02-28"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2022-02-28", 2, "year", "2024-02-28"),
        ("2025-11-15", 2, "month", "2026-01-15"),
        ("2025-12-31", 1, "month", "2026-02-02"),  # 31 January is a Saturday
    ],
)
def test_months_end_on_the_same_day_number_or_the_months_last(
    start: str, length: int, unit: Unit, due: str
) -> None:
    """A month without that day ends the term on its last day; then days off move it."""
    assert term(day(start), length, unit, RU).due == day(due)


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        ("2026-11-20", 1, "2026-11-23"),  # Friday -> Monday
        ("2026-12-30", 1, "2027-01-11"),  # over the holidays of New Year
        ("2025-10-31", 1, "2025-11-01"),  # Friday -> the working Saturday
        ("2026-11-02", 3, "2026-11-06"),  # over 4 November
        ("2026-11-02", 0, "2026-11-02"),
    ],
)
def test_working_days_are_counted_by_the_calendar(start: str, length: int, due: str) -> None:
    """Weekends and holidays are passed over, a working Saturday counts."""
    assert term(day(start), length, "working_day", RU).due == day(due)


@given(st.dates(date(2022, 1, 1), date(2027, 11, 30)), st.integers(0, 400), st.sampled_from(UNITS))
def test_no_terms_last_day_is_a_day_off(start: date, length: int, unit: Unit) -> None:
    """Whatever the rule, inside the coverage the last day is a working day, and the first such."""
    found = term(start, length, unit, RU)
    if unit == "working_day" and length == 0:
        return
    if not RU.covers_from <= found.nominal <= RU.covers_through - 14 * DAY:
        return
    assert RU.is_working_day(found.due)
    assert found.due == found.nominal + len(found.skipped) * DAY
    assert list(found.skipped) == [found.nominal + n * DAY for n in range(len(found.skipped))]
    assert not any(map(RU.is_working_day, found.skipped))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 1000))
def test_reminders_of_ours_do_not_move(start: date, length: int) -> None:
    """A reminder of so many days lies exactly so many days later, day off or not."""
    found = reminder(start, length, "day", RU)
    assert found.due == found.nominal == start + length * DAY
    assert found.skipped == ()


def test_a_reminder_may_fall_on_a_holiday() -> None:
    """Thirty days after 1 December 2026 we remind on 31 December; the term moves to January."""
    assert reminder(day("2026-12-01"), 30, "day", RU).due == day("2026-12-31")


@pytest.mark.parametrize(
    ("start", "confirmed"),
    [
        ("2026-11-23", True),
        ("2022-01-10", True),
        ("2026-12-01", False),
        ("2027-03-01", False),
        ("2028-02-01", False),
        ("2021-03-01", False),
    ],
)
def test_what_the_decree_does_not_cover_is_said(start: str, confirmed: bool) -> None:
    """A date is confirmed only while every day it used is decreed: through 2026, from 2022 on."""
    assert term(day(start), 30, "day", RU).confirmed is confirmed


@pytest.mark.parametrize("start", ["2021-11-05", "2027-12-02", "2035-05-05"])
def test_outside_the_coverage_nothing_is_moved(start: str) -> None:
    """Where the calendar knows nothing the nominal day stands, marked as not confirmed."""
    found = term(day(start), 30, "day", RU)
    assert found.due == found.nominal
    assert found.skipped == ()
    assert not found.confirmed


def test_a_term_at_the_calendars_last_days_does_not_guess() -> None:
    """31 December 2027 is a day off, and the next working day is not known: nothing is invented."""
    found = term(day("2027-12-01"), 30, "day", RU)
    assert (found.due, found.confirmed) == (day("2027-12-31"), False)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("reckon", [term, reminder])
def test_lengths_that_cannot_be_are_refused(reckon: object, unit: Unit) -> None:
    """A negative length and a day after the year 9999 raise BeyondReach, whatever the unit."""
    with pytest.raises(BeyondReach, match="no date: -1"):
        reckon(day("2026-01-01"), -1, unit, RU)  # type: ignore[operator]
    with pytest.raises(BeyondReach):
        reckon(date(9999, 12, 20), 40, unit, RU)  # type: ignore[operator]


@given(st.dates(date(2022, 1, 1), date(2026, 12, 31)), st.integers(1, 60))
def test_so_many_working_days_lie_between(start: date, length: int) -> None:
    """Counting the working days after the start up to the due day gives the length again."""
    due = term(start, length, "working_day", RU).due
    if due <= RU.covers_through:
        days = [start + n * DAY for n in range(1, (due - start).days + 1)]
        assert sum(map(RU.is_working_day, days)) == length
