"""Opening hours: OpenStreetMap's notation as shops use it, Russian holidays, Russian text, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simoff.offices.hours import Hours, Timetable, Unreadable, parse_hours, spans_on, state_at

MONDAY = date(2026, 11, 23)
"""An ordinary week without a holiday begins here."""


def week(text: str) -> list[str]:
    """The spans of each day of an ordinary week, ``HH:MM-HH:MM``, ``?`` behind unknown ones."""
    hours = parse_hours(text)
    assert isinstance(hours, Hours), hours
    return [day(hours, MONDAY + timedelta(days=number)) for number in range(7)]


def day(hours: Hours, on: date) -> str:
    return " ".join(
        f"{s.start // 60:02}:{s.start % 60:02}-{s.end // 60:02}:{s.end % 60:02}{'?' if s.state != 'open' else ''}"
        for s in spans_on(hours, on)
    )


A, B = "09:00-18:00", "10:00-16:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24/7", ["00:00-24:00"] * 7),
        ("Mo-Su 00:00-24:00", ["00:00-24:00"] * 7),
        ("09:00-18:00", [A] * 7),
        ("Mo-Su 09:00-18:00", [A] * 7),
        ("Mo-Fr 09:00-18:00", [A] * 5 + ["", ""]),
        ("Mo-Sa 09:00-18:00", [A] * 6 + [""]),
        ("Mo-Fr 09:00-18:00; Sa 10:00-16:00", [A] * 5 + [B, ""]),
        ("Mo-Fr 09:00-18:00; Sa-Su 10:00-16:00", [A] * 5 + [B, B]),
        ("Mo-Fr 09:00-18:00; Sa,Su 10:00-16:00", [A] * 5 + [B, B]),
        ("Mo-Fr 09:00-18:00, Sa 10:00-16:00", [A] * 5 + [B, ""]),
        ("Mo,We,Fr 09:00-18:00", [A, "", A, "", A, "", ""]),
        ("Mo,We-Fr 09:00-18:00", [A, "", A, A, A, "", ""]),
        ("Sa-Mo 09:00-18:00", [A, "", "", "", "", A, A]),
        ("Fr-Mo 09:00-18:00", [A, "", "", "", A, A, A]),
        ("Mo-Fr 09:00-13:00,14:00-18:00", ["09:00-13:00 14:00-18:00"] * 5 + ["", ""]),
        ("Mo-Fr 09:00-18:00; Mo-Fr 13:00-14:00 off", ["09:00-13:00 14:00-18:00"] * 5 + ["", ""]),
        ("Mo-Su 09:00-18:00; We off", [A, A, "", A, A, A, A]),
        ("Mo-Su 09:00-18:00; We closed", [A, A, "", A, A, A, A]),
        ("Mo-Su 09:00-18:00; Su 10:00-16:00", [A] * 6 + [B]),
        ("Mo-Su 09:00-18:00; 13:00-14:00 off", ["09:00-13:00 14:00-18:00"] * 7),
        ("We off; Mo-Su 09:00-18:00", [A] * 7),
        ("Mo-Su 09:00-18:00; PH off", [A] * 7),
        ("Mo-Fr 09:00-18:00; PH 10:00-16:00", [A] * 5 + ["", ""]),
        ("Mo 22:00-02:00", ["22:00-26:00"] + [""] * 6),
        ("Mo 22:00-26:00", ["22:00-26:00"] + [""] * 6),
        ("Mo-Su 10:00-00:00", ["10:00-24:00"] * 7),
        ("Mo-Fr 10:00-20:00 open", ["10:00-20:00"] * 5 + ["", ""]),
        ("Mo-Fr 10:00-20:00 unknown", ["10:00-20:00?"] * 5 + ["", ""]),
        ("Mo-Fr 10:00+", ["10:00-24:00?"] * 5 + ["", ""]),
        ("Mo-Fr", ["00:00-24:00"] * 5 + ["", ""]),
        ("Mo-Su off", [""] * 7),
        ("off", [""] * 7),
        ("closed", [""] * 7),
        ('off "ремонт"', [""] * 7),
        ('"по записи"', ["00:00-24:00?"] * 7),
        ('Mo-Fr 09:00-18:00 "по записи"', [A] * 5 + ["", ""]),
        ('Mo-Fr 09:00-18:00 || "по записи"', [A] * 5 + ["00:00-24:00?"] * 2),
        ("Nov-Dec 09:00-18:00", [A] * 7),
        ("Jan-Mar 09:00-18:00", [""] * 7),
        ("Nov-Mar Mo-Fr 09:00-18:00", [A] * 5 + ["", ""]),
        ("Nov 25 off; Mo-Su 09:00-18:00", [A] * 7),
        ("Mo-Su 09:00-18:00; Nov 25 off", [A, A, "", A, A, A, A]),
        ("Mo-Su 09:00-18:00; Nov 25-26 off", [A, A, "", "", A, A, A]),
        ("Mo-Su 09:00-18:00; Nov 25,27 off", [A, A, "", A, "", A, A]),
        ("Mo-Su 09:00-18:00; 2026 Nov 25 off", [A, A, "", A, A, A, A]),
        ("Mo-Su 09:00-18:00; 2025 Nov 25 off", [A] * 7),
        ("Mo-Su 09:00-18:00; Nov 29-Jan 8 off", [A] * 6 + [""]),
        ("Mo[4] 09:00-18:00", [A] + [""] * 6),
        ("Mo[1] 09:00-18:00", [""] * 7),
        ("Su[-1] 09:00-18:00", [""] * 6 + [A]),
        ("Mo-Fr 09:00-18:00;", [A] * 5 + ["", ""]),
        ("mo-fr 09:00-18:00", [A] * 5 + ["", ""]),
        ("Mo - Fr 09:00 - 18:00", [A] * 5 + ["", ""]),
        ("Mo–Fr 09:00–18:00", [A] * 5 + ["", ""]),
        ("Mo-Fr 9:00-18:00", [A] * 5 + ["", ""]),
        ("Mo-Fr 09.00-18.00", [A] * 5 + ["", ""]),
        ("Mo-Fr 9-18", [A] * 5 + ["", ""]),
        ("Mo-Fr: 09:00-18:00", [A] * 5 + ["", ""]),
        ("Mo09:00-18:00", [A] + [""] * 6),
        ("Mon-Fri 09:00-18:00", [A] * 5 + ["", ""]),
        ("Monday-Friday 09:00-18:00", [A] * 5 + ["", ""]),
    ],
)
def test_values_of_shops(text: str, expected: list[str]) -> None:
    """Each value gives the spans its rules say, day by day."""
    assert week(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("пн-пт 9:00-18:00 обед 13:00-14:00", ["09:00-13:00 14:00-18:00"] * 5 + ["", ""]),
        ("Пн, Ср, Пт 10:00-16:00", [B, "", B, "", B, "", ""]),
        ("Сб,Вс выходной", [""] * 7),
        ("пн-пт 9:00-18:00, сб-вс выходной", [A] * 5 + ["", ""]),
        ("Круглосуточно", ["00:00-24:00"] * 7),
        ("Ежедневно 09:00-18:00", [A] * 7),
        ("ежедневно с 9 до 18", [A] * 7),
        ("Пн-Вс: 09:00 – 18:00", [A] * 7),
        ("пн.-пт. 9:00-18:00; сб. 10:00-16:00; вс. выходной", [A] * 5 + [B, ""]),
        ("Пн-Пт с 9:00 до 18:00, Сб с 10:00 до 16:00, Вс - выходной", [A] * 5 + [B, ""]),
        ("понедельник-пятница 9:00-18:00", [A] * 5 + ["", ""]),
        ("будни 9-18, выходные 10-16", [A] * 5 + [B, B]),
        ("будни 9-18, перерыв 13-14", ["09:00-13:00 14:00-18:00"] * 5 + ["", ""]),
        ("ПН-ВС 09:00-18:00 без перерыва", [A] * 7),
        ("без выходных 09:00-18:00", [A] * 7),
        ("с понедельника по пятницу с 9:00 до 18:00", [A] * 5 + ["", ""]),
        ("Пн-Пт 9-00 до 18-00", [A] * 5 + ["", ""]),
    ],
)
def test_russian_text(text: str, expected: list[str]) -> None:
    """Hours as Russian shops write them, with breaks, lists of days and days off."""
    assert week(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "sunrise-sunset",
        "Mo-Fr sunrise-18:00",
        "SH off",
        "week 1-10 Mo 09:00-18:00",
        "easter 09:00-18:00",
        "Mo-Fr 09:00",
        "Mo-Fr 25:99-30:00",
        "Mo-Fr 09:00-60:00",
        "Foo 09:00-18:00",
        "Mo-Fr 09:00-18:00 bar",
        "Feb 31 off",
        "Mo[9] 09:00-18:00",
        "Mo-Fr 09:00-18:00/01:30",
        "по записи",
        "пн-пт 9:00-18:00 кроме среды",
        "уточняйте по телефону",
        "выходной",
        "обед 13:00-14:00",
        "[" * 500,
        "Mo-Fr " * 180,
        "Mo-Fr 09:00-18:00" * 400,
        "\u202e09:00-18:00",
        "９:００-１８:００",
    ],
)
def test_what_is_refused(text: str) -> None:
    """What cannot be read for certain is said to be unreadable, never open."""
    assert isinstance(parse_hours(text), Unreadable)


HOLIDAYS = [(1, number) for number in range(1, 9)] + [(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)]


@pytest.mark.parametrize(("month", "number"), HOLIDAYS)
@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_public_holidays(year: int, month: int, number: int) -> None:
    """PH is each of the fourteen holidays themselves, 8 January included."""
    hours = parse_hours("Mo-Su 09:00-18:00; PH off")
    assert isinstance(hours, Hours)
    assert day(hours, date(year, month, number)) == ""


@pytest.mark.parametrize(
    "moved", ["2025-11-03", "2025-12-31", "2026-01-09", "2026-12-31", "2026-03-09", "2025-05-02"]
)
def test_moved_days_off_are_ordinary_days(moved: str) -> None:
    """Days off that were moved are no holidays to a shop."""
    hours = parse_hours("Mo-Su 09:00-18:00; PH off")
    assert isinstance(hours, Hours)
    assert day(hours, date.fromisoformat(moved)) == A


def test_without_ph_a_holiday_is_a_weekday() -> None:
    """Where PH is not mentioned, the weekday's hours hold."""
    hours = parse_hours("Mo-Fr 09:00-18:00")
    assert isinstance(hours, Hours)
    assert day(hours, date(2026, 1, 5)) == A
    both = parse_hours("Mo-Fr 09:00-18:00; PH Mo 10:00-16:00")
    assert isinstance(both, Hours)
    assert day(both, date(2026, 1, 5)) == B
    assert day(both, date(2026, 1, 6)) == A


def test_after_midnight_belongs_to_the_evening_before() -> None:
    """A span that runs past midnight is still open then, and the next morning is not."""
    hours = parse_hours("Fr 22:00-02:00")
    assert isinstance(hours, Hours)
    assert state_at(hours, datetime(2026, 11, 27, 23, 0, tzinfo=UTC)) == "open"
    assert state_at(hours, datetime(2026, 11, 28, 1, 59, tzinfo=UTC)) == "open"
    assert state_at(hours, datetime(2026, 11, 28, 2, 0, tzinfo=UTC)) == "closed"
    assert state_at(hours, datetime(2026, 11, 27, 1, 0, tzinfo=UTC)) == "closed"


def test_the_next_opening() -> None:
    """From a closed moment on, the next surely open one; none when it never opens."""
    table = Timetable(parse_hours("Mo-Fr 09:00-18:00; PH off"))  # type: ignore[arg-type]
    zone = ZoneInfo("Asia/Yekaterinburg")
    assert table.next_open(datetime(2026, 12, 31, 19, 0, tzinfo=zone)) == datetime(2027, 1, 11, 9, 0, tzinfo=zone)
    assert table.next_open(datetime(2026, 11, 23, 12, 0, tzinfo=zone)) == datetime(2026, 11, 23, 12, 0, tzinfo=zone)
    assert Timetable(parse_hours("off")).next_open(datetime(2026, 11, 23, 12, 0, tzinfo=UTC)) is None  # type: ignore[arg-type]


DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
clock = st.integers(0, 47).map(lambda half: f"{half // 2:02}:{half % 2 * 30:02}")
spans = st.lists(st.integers(1, 47), min_size=2, max_size=4, unique=True).map(sorted)


def _times(halves: list[int]) -> str:
    pairs = zip(halves[::2], halves[1::2], strict=False)
    return ",".join(f"{a // 2:02}:{a % 2 * 30:02}-{b // 2:02}:{b % 2 * 30:02}" for a, b in pairs)


days = st.one_of(
    st.sampled_from(DAYS),
    st.tuples(st.integers(0, 5), st.integers(1, 6))
    .filter(lambda t: t[0] < t[1])
    .map(lambda t: f"{DAYS[t[0]]}-{DAYS[t[1]]}"),
    st.lists(st.sampled_from(DAYS), min_size=2, max_size=3, unique=True).map(
        lambda found: ",".join(sorted(found, key=DAYS.index))
    ),
)
rules = st.one_of(st.builds(lambda d, t: f"{d} {_times(t)}", days, spans), days.map(lambda d: f"{d} off"))
values = st.lists(rules, min_size=1, max_size=4).map("; ".join)


@settings(max_examples=150, deadline=None)
@given(values, st.integers(0, 7 * 48 - 1))
def test_the_same_as_another_evaluator(text: str, half: int) -> None:
    """For the plain values of shops an independent evaluator says the same, moment by moment."""
    other = pytest.importorskip("opening_hours", reason="opening-hours-py is not installed")
    moment = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=30 * half + 1)
    hours = parse_hours(text)
    assert isinstance(hours, Hours), text
    assert (state_at(hours, moment) == "open") == other.OpeningHours(text).is_open(moment.replace(tzinfo=None)), (
        text
    )


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands there, it is read or refused, and never taken for open by a fault."""
    found = parse_hours(text)
    if isinstance(found, Hours):
        assert state_at(found, datetime(2026, 11, 25, 12, 0, tzinfo=UTC)) in ("open", "closed", "unknown")
