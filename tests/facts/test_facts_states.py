"""What holds on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from facts_small_packs import QUESTION, fact, load_fact, packs, value
from hypothesis import given
from hypothesis import strategies as st

from simoff.facts import UnknownFact, load_packs, state, view
from simoff.facts.model import Disputed, Ended, Fact, Known, NotYet, Text, Unknown, Value

START = date(2025, 9, 1)
BEFORE = START - timedelta(1)


def said(fact: Fact, on: date) -> str:
    """The last sign of the one value known on a day."""
    found = state(fact, on)
    assert isinstance(found, Known)
    return found.value.text.en[-1]


def test_before_its_start_a_value_does_not_exist() -> None:
    """The day before, nothing is printed; on the day itself it holds."""
    law = load_fact(value("2025-09-01"))
    assert state(law, BEFORE) == NotYet(law)
    assert said(law, START) == "1"


def test_a_later_value_replaces_an_earlier_one_on_its_day() -> None:
    """The earlier value holds up to the day before."""
    law = load_fact(value("2020-01-01"), value("2025-09-01", number=2))
    assert (said(law, BEFORE), said(law, START)) == ("1", "2")


def test_after_its_end_a_value_has_ended() -> None:
    """Up to the day before it was in force; a value after the end begins it again."""
    end = value("2025-09-01", number=2, more="ended = true")
    law = load_fact(value("2020-01-01"), end, value("2026-01-01", number=3))
    assert said(law, BEFORE) == "1"
    assert isinstance(state(law, START), Ended)
    assert said(law, date(2026, 1, 1)) == "3"


@pytest.mark.parametrize("on", [date.min, START, date.max])
def test_undated_holds_on_any_day(on: date) -> None:
    """A value without a start is in force on every day."""
    assert said(load_fact(value()), on) == "1"


def test_a_month_starts_on_its_first_day() -> None:
    """The last day of the month before it is not yet in force."""
    law = load_fact(value('"2025-10"'))
    assert isinstance(state(law, date(2025, 9, 30)), NotYet)
    assert said(law, date(2025, 10, 1)) == "1"


def test_a_dispute_shows_all_sides_and_a_later_value_settles_it() -> None:
    """Both sides are carried until a new value starts."""
    law = load_fact(value(), value(number=2), value("2025-09-01", number=3), more="disputed = true")
    found = state(law, BEFORE)
    assert isinstance(found, Disputed)
    assert [side.text.en[-1] for side in found.sides] == ["1", "2"]
    assert said(law, START) == "3"


def test_sources_may_differ_on_whether_it_ended() -> None:
    """One side says it ended, the other that it goes on: disputed; when both say so it has ended."""
    end = "ended = true"
    began, ended = value("2020-01-01"), value("2025-09-01", number=2, more=end)
    differ = load_fact(began, ended, value("2025-09-01", number=3), more="disputed = true")
    agree = load_fact(began, ended, value("2025-09-01", number=3, more=end), more="disputed = true")
    assert isinstance(state(differ, START), Disputed)
    assert isinstance(state(agree, START), Ended)


def test_a_rumour_that_ended_warns_of_nothing() -> None:
    """After its end even the rumour is not carried."""
    parts = (
        value(confidence="rumour"),
        value("2025-09-01", "rumour", number=2, more="ended = true"),
        QUESTION,
    )
    before, after = (state(load_fact(*parts), day) for day in (BEFORE, START))
    assert isinstance(before, Unknown)
    assert isinstance(after, Unknown)
    assert before.rumour is not None
    assert after.rumour is None


def test_a_rumour_is_never_known() -> None:
    """Alone it leaves the fact unknown, with the question, and is carried for a warning only."""
    law = load_fact(value(confidence="rumour"), QUESTION)
    found = state(law, START)
    assert isinstance(found, Unknown)
    assert found.question is not None
    assert found.rumour is law.values[0]


def test_a_rumour_disputes_and_replaces_nothing() -> None:
    """Beside or after a good value a rumour counts for nothing."""
    beside = load_fact(value(), value(confidence="rumour", number=2), more="disputed = true")
    after = load_fact(value(), value("2025-09-01", confidence="rumour", number=2))
    assert said(beside, START) == said(after, START) == "1"


def test_a_rumour_holds_the_place_until_a_good_value_starts() -> None:
    """Before the good value's day the fact is unknown with its rumour, not "not yet"."""
    law = load_fact(value(confidence="rumour"), value("2025-09-01", number=2), QUESTION)
    assert isinstance(state(law, BEFORE), Unknown)
    assert said(law, START) == "2"


def test_without_values_there_is_only_the_question() -> None:
    """An open question is unknown on every day."""
    law = load_fact(QUESTION)
    assert state(law, START) == Unknown(law, law.question)


DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
VALUES = st.builds(
    Value,
    text=st.just(Text("一", "один", "one")),
    confidence=st.sampled_from(["official", "credible", "report", "rumour"]),
    start=st.none() | DAYS,
    ended=st.booleans(),
)


@given(st.lists(VALUES, max_size=6), DAYS)
def test_no_state_holds_a_value_of_a_later_day(values: list[Value], on: date) -> None:
    """For no facts and no day does ``state`` give a value that starts later, or state a rumour."""
    ordered = tuple(sorted(values, key=lambda v: v.start or date.min))
    found = state(Fact("x", "law", "money", ordered), on)
    given_out = {
        Known: lambda: [found.value],
        Ended: lambda: [found.value],
        Disputed: lambda: list(found.sides),
        Unknown: list,
        NotYet: list,
    }[type(found)]()
    rumours = [found.rumour] if isinstance(found, Unknown) and found.rumour else []
    assert all(v.start is None or v.start <= on for v in given_out + rumours)
    assert all(v.confidence != "rumour" for v in given_out)
    if isinstance(found, NotYet):
        assert all(v.start is not None and v.start > on for v in values)


def test_a_view_answers_by_id() -> None:
    """One day, all facts: state, value, figure and whether something is in force."""
    figure = fact(value(more='number = 30\nunit = "day"'), id="term")
    sides = fact(value(), value(number=2), id="two-sides", more="disputed = true")
    later = fact(value("2025-09-01"), id="later")
    day = view(load_packs(packs(figure + sides + later)), BEFORE)
    assert (day.number("term"), day.in_force("term")) == (30, True)
    assert (day.value("two-sides"), day.number("two-sides"), day.in_force("two-sides")) == (None, None, True)
    assert (day.value("later"), day.in_force("later")) == (None, False)


def test_a_view_knows_up_to_when_the_sources_speak() -> None:
    """Up to the newest day of the pack a claim stands; later it must carry that day."""
    facts = load_packs(packs())
    assert not view(facts, date(2026, 3, 7)).is_later_than_read("refund-30-days")
    assert view(facts, date(2026, 3, 8)).is_later_than_read("refund-30-days")


def test_an_unknown_id_names_its_nearest() -> None:
    """A misspelt id is an error that says which one was meant."""
    day = view(load_packs(packs()), START)
    for ask in (day.state, day.value, day.number, day.in_force, day.read_up_to):
        with pytest.raises(UnknownFact, match=r"no fact 'refund-30-day'.*'refund-30-days'"):
            ask("refund-30-day")


def test_two_views_know_nothing_of_each_other() -> None:
    """What one day's view has worked out is not the answer of another day's."""
    facts = load_packs(packs(fact(value("2025-09-01"))))
    assert view(facts, START).in_force("refund-30-days")
    assert not view(facts, BEFORE).in_force("refund-30-days")
