"""Values as shops write them, over an ordinary week and weeks with holidays; worked out from the specification."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from simoff.offices.hours import Hours, parse_hours, spans_on, state_at

PLAIN = date(2026, 11, 23)
"""Monday of a week without a holiday."""
UNITY = date(2026, 11, 2)
"""Monday of the week whose Wednesday is the Day of National Unity."""
NEW_YEAR = date(2026, 12, 28)
"""Monday of the week whose Friday to Sunday are 1 to 3 January."""
CHRISTMAS = date(2027, 1, 4)
"""Monday of the week whose Monday to Friday are 4 to 8 January, all holidays."""
FEBRUARY = date(2028, 2, 28)
"""Monday of the week of a leap day; its Wednesday is 1 March."""

A, B, C = "09:00-18:00", "10:00-16:00", "10:00-20:00"
NONE, ALL = "", "00:00-24:00"


def five(days: str, *weekend: str) -> list[str]:
    return [days] * 5 + (list(weekend) if weekend else [NONE, NONE])


VALUES: list[tuple[date, str, list[str]]] = [
    # Days and spans.
    (PLAIN, "Tu 09:00-18:00", [NONE, A, NONE, NONE, NONE, NONE, NONE]),
    (PLAIN, "Tu-Th 09:00-18:00", [NONE, A, A, A, NONE, NONE, NONE]),
    (PLAIN, "Tu,Th 09:00-18:00; We 10:00-16:00", [NONE, A, B, A, NONE, NONE, NONE]),
    (PLAIN, "Mo-We,Fr-Su 09:00-18:00", [A, A, A, NONE, A, A, A]),
    (PLAIN, "Su-Th 09:00-18:00", [A, A, A, A, NONE, NONE, A]),
    (PLAIN, "Su,Mo 09:00-18:00", [A, NONE, NONE, NONE, NONE, NONE, A]),
    (PLAIN, "Mo-Mo 09:00-18:00", [A, NONE, NONE, NONE, NONE, NONE, NONE]),
    (PLAIN, "Mo-Fr 08:00-12:00, 13:00-17:00, 18:00-20:00", five("08:00-12:00 13:00-17:00 18:00-20:00")),
    (PLAIN, "Mo-Fr 09:00-13:00,12:00-18:00", five(A)),
    (PLAIN, "Mo-Fr 09:00-13:00,13:00-18:00", five(A)),
    (PLAIN, "Mo-Fr 14:00-18:00,09:00-13:00", five("09:00-13:00 14:00-18:00")),
    (PLAIN, "Mo-Fr 00:00-24:00", five(ALL)),
    (PLAIN, "10:00-20:00; Su off", [C] * 6 + [NONE]),
    # A later rule takes the place of an earlier one for its days.
    (PLAIN, "Mo-Su 10:00-20:00; Sa,Su 10:00-16:00", five(C, B, B)),
    (PLAIN, "Mo-Su 10:00-20:00; Sa 10:00-16:00; Su off", five(C, B, NONE)),
    (PLAIN, "Mo-Fr 10:00-20:00; We 10:00-16:00; We 09:00-18:00", [C, C, A, C, C, NONE, NONE]),
    (PLAIN, "Mo-Fr 10:00-20:00; Tu-Th off; We 10:00-16:00", [C, NONE, B, NONE, C, NONE, NONE]),
    (PLAIN, "Mo-Fr 10:00-20:00; Mo-Su off", [NONE] * 7),
    (PLAIN, "Mo-Su off; Sa 10:00-16:00", [NONE] * 5 + [B, NONE]),
    (PLAIN, "24/7; Su off", [ALL] * 6 + [NONE]),
    (PLAIN, "24/7; Sa,Su 10:00-16:00", five(ALL, B, B)),
    (PLAIN, "Mo-Su 10:00-20:00; We 15:00-16:00 off", [C, C, "10:00-15:00 16:00-20:00", C, C, C, C]),
    (PLAIN, "Mo-Fr 10:00-20:00; Mo-Fr 10:00-11:00 off", five("11:00-20:00")),
    (PLAIN, "Mo-Fr 10:00-20:00; Mo-Fr 19:00-20:00 off", five("10:00-19:00")),
    (PLAIN, "Mo-Fr 10:00-20:00; Mo-Fr 09:00-21:00 off", five(NONE)),
    # A comma before days adds to what is there.
    (
        PLAIN,
        "Mo-Fr 09:00-12:00, We 14:00-18:00",
        ["09:00-12:00", "09:00-12:00", "09:00-12:00 14:00-18:00", "09:00-12:00", "09:00-12:00", NONE, NONE],
    ),
    (PLAIN, "Mo 09:00-18:00, Tu 10:00-16:00, We 10:00-20:00", [A, B, C, NONE, NONE, NONE, NONE]),
    (PLAIN, "Mo-Fr 09:00-18:00, Sa,Su 10:00-16:00", five(A, B, B)),
    # Past midnight.
    (PLAIN, "Fr,Sa 20:00-03:00", [NONE] * 4 + ["20:00-27:00", "20:00-27:00", NONE]),
    (PLAIN, "Mo-Su 09:00-01:00", ["09:00-25:00"] * 7),
    (PLAIN, "Fr 20:00-24:00; Sa 00:00-02:00", [NONE] * 4 + ["20:00-24:00", "00:00-02:00", NONE]),
    # Months and dates.
    (PLAIN, "Nov 09:00-18:00", [A] * 7),
    (PLAIN, "Oct 09:00-18:00", [NONE] * 7),
    (PLAIN, "Oct-Mar 09:00-18:00; Apr-Sep 10:00-20:00", [A] * 7),
    (PLAIN, "Apr-Sep 10:00-20:00; Oct-Mar Mo-Sa 09:00-18:00", [A] * 6 + [NONE]),
    (PLAIN, "Jan,Nov 09:00-18:00", [A] * 7),
    (PLAIN, "Mo-Su 10:00-20:00; Nov 24 10:00-16:00", [C, B, C, C, C, C, C]),
    (PLAIN, "Mo-Su 10:00-20:00; Nov 24 off; Nov 26 10:00-16:00", [C, NONE, C, B, C, C, C]),
    (PLAIN, "Mo-Su 10:00-20:00; Nov 27-Dec 2 off", [C, C, C, C, NONE, NONE, NONE]),
    (PLAIN, "Mo-Su 10:00-20:00; 2026 Nov 27-2026 Dec 2 off", [C, C, C, C, NONE, NONE, NONE]),
    (PLAIN, "Mo-Su 10:00-20:00; 2027 Nov 27-2027 Dec 2 off", [C] * 7),
    (PLAIN, "Nov 23-25 10:00-20:00", [C, C, C, NONE, NONE, NONE, NONE]),
    (PLAIN, "Nov 20-29 Sa-Su 10:00-16:00", [NONE] * 5 + [B, B]),
    (PLAIN, "2026 Mo-Fr 09:00-18:00", five(A)),
    (PLAIN, "2025 Mo-Fr 09:00-18:00", [NONE] * 7),
    (PLAIN, "We[4] 09:00-18:00", [NONE, NONE, A, NONE, NONE, NONE, NONE]),
    (PLAIN, "We[1,4] 09:00-18:00", [NONE, NONE, A, NONE, NONE, NONE, NONE]),
    (PLAIN, "Mo-Su 10:00-20:00; We[-1] off", [C, C, NONE, C, C, C, C]),
    (PLAIN, "Mo-Su 10:00-20:00; We[1] off", [C] * 7),
    (NEW_YEAR, "Mo-Su 10:00-20:00; Dec 31 10:00-16:00", [C, C, C, B, C, C, C]),
    (NEW_YEAR, "Mo-Su 10:00-20:00; Dec 31-Jan 2 off", [C, C, C, NONE, NONE, NONE, C]),
    (NEW_YEAR, "Mo-Su 10:00-20:00; Dec 31 10:00-16:00; Jan 1 off", [C, C, C, B, NONE, C, C]),
    (NEW_YEAR, "Dec 10:00-20:00; Jan 10:00-16:00", [C, C, C, C, B, B, B]),
    (NEW_YEAR, "2026 10:00-20:00; 2027 10:00-16:00", [C, C, C, C, B, B, B]),
    (NEW_YEAR, "Mo-Su 10:00-20:00; 2026 Dec 31-Jan 2 off", [C, C, C, NONE, NONE, NONE, C]),
    (CHRISTMAS, "Mo-Su 10:00-20:00; 2027 Dec 29-Jan 8 off", [C] * 7),
    (CHRISTMAS, "Mo-Su 10:00-20:00; 2026 Dec 29-Jan 8 off", five(NONE, C, C)),
    (CHRISTMAS, "Mo-Su 10:00-20:00; 2026 Dec 29-2027 Jan 5 off", [NONE, NONE, C, C, C, C, C]),
    (CHRISTMAS, "2026-2027 Mo-Fr 09:00-18:00", five(A)),
    (CHRISTMAS, "2025,2027 Mo-Fr 09:00-18:00", five(A)),
    (FEBRUARY, "Feb 29 10:00-16:00", [NONE, B, NONE, NONE, NONE, NONE, NONE]),
    (FEBRUARY, "Feb 10:00-20:00", [C, C, NONE, NONE, NONE, NONE, NONE]),
    (FEBRUARY, "Mo-Su 10:00-20:00; Feb 28-Mar 1 off", [NONE, NONE, NONE, C, C, C, C]),
    # Public holidays.
    (UNITY, "Mo-Fr 09:00-18:00; PH off", [A, A, NONE, A, A, NONE, NONE]),
    (UNITY, "Mo-Su 10:00-20:00; PH 10:00-16:00", [C, C, B, C, C, C, C]),
    (UNITY, "Mo-Fr 10:00-20:00; PH,Sa,Su off", [C, C, NONE, C, C, NONE, NONE]),
    (UNITY, "Mo-Fr 10:00-20:00; Sa,Su,PH 10:00-16:00", [C, C, B, C, C, B, B]),
    (UNITY, "PH off; Mo-Fr 09:00-18:00", five(A)),
    (UNITY, "PH 10:00-16:00", [NONE, NONE, B, NONE, NONE, NONE, NONE]),
    (UNITY, "Mo-Su,PH 10:00-20:00", [C] * 7),
    (UNITY, "Mo-Fr 09:00-18:00; PH closed", [A, A, NONE, A, A, NONE, NONE]),
    (UNITY, "Mo-Fr 09:00-18:00; PH 13:00-14:00 off", [A, A, "09:00-13:00 14:00-18:00", A, A, NONE, NONE]),
    (NEW_YEAR, "Mo-Su 10:00-20:00; PH off", [C, C, C, C, NONE, NONE, NONE]),
    (NEW_YEAR, "Mo-Su 10:00-20:00; PH off; Jan 2-3 10:00-16:00", [C, C, C, C, NONE, B, B]),
    (NEW_YEAR, "24/7; PH off", [ALL, ALL, ALL, ALL, NONE, NONE, NONE]),
    (CHRISTMAS, "Mo-Su 10:00-20:00; PH off", five(NONE, C, C)),
    (CHRISTMAS, "Mo-Su 10:00-20:00; Jan 1-3 off; Jan 7 off", [C, C, C, NONE, C, C, C]),
    (CHRISTMAS, "Mo-Fr 09:00-18:00", five(A)),
    # What is said beside the times, and how it is written.
    (PLAIN, 'Mo-Fr 09:00-18:00 "вход со двора"; Sa,Su off', five(A)),
    (PLAIN, 'Mo-Fr 09:00-18:00; Sa,Su off "по записи"', five(A)),
    (PLAIN, "Mo-Fr 09:00-18:00;Sa 10:00-16:00;Su off", five(A, B, NONE)),
    (PLAIN, "  Mo-Fr   09:00-18:00  ;  Sa  10:00-16:00 ", five(A, B, NONE)),
    (PLAIN, "MO-FR 09:00-18:00; SA 10:00-16:00", five(A, B, NONE)),
    (PLAIN, "Mo-Fr09:00-18:00; Sa10:00-16:00", five(A, B, NONE)),
    (PLAIN, "Mo–Fr 9:00–18:00; Sa 10—16", five(A, B, NONE)),
    (PLAIN, "Mo-Fr 09:00-18:00 open; Sa,Su closed", five(A)),
    (PLAIN, "Mo-Fr 09:00-18:00 || Sa 10:00-16:00", five(A, B, NONE)),
]


def spans(hours: Hours, on: date) -> str:
    return " ".join(
        f"{s.start // 60:02}:{s.start % 60:02}-{s.end // 60:02}:{s.end % 60:02}" for s in spans_on(hours, on)
    )


def test_the_table_is_long_enough() -> None:
    """No value stands twice."""
    assert len({text for _, text, _ in VALUES}) >= len(VALUES) - 1


@pytest.mark.parametrize(("monday", "text", "expected"), VALUES)
def test_a_value_over_its_week(monday: date, text: str, expected: list[str]) -> None:
    """The spans of each day are those that the specification gives."""
    hours = parse_hours(text)
    assert isinstance(hours, Hours), hours
    found = [spans(hours, monday + timedelta(days=number)) for number in range(7)]
    assert found == expected


@pytest.mark.parametrize(("monday", "text", "_"), [row for row in VALUES if "PH" not in row[1]])
def test_another_evaluator_says_the_same(monday: date, text: str, _: object) -> None:
    """Where the other evaluator reads the value at all, it is open at the same half hours of the week."""
    other = pytest.importorskip("opening_hours", reason="opening-hours-py is not installed")
    try:
        theirs = other.OpeningHours(text)
    except Exception as fault:  # its error type is not public
        pytest.skip(f"the other evaluator does not read it: {type(fault).__name__}")
    hours = parse_hours(text)
    assert isinstance(hours, Hours)
    begin = datetime.combine(monday, time(0, 15))
    for half in range(7 * 48):
        moment = begin + timedelta(minutes=30 * half)
        assert (state_at(hours, moment) == "open") == theirs.is_open(moment), moment
