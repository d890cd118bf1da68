"""What to confirm first: the weakest, then the longest unconfirmed."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from simoff.facts.model import Ended, Fact, Facts, Known, NotYet, Unknown, Value
from simoff.facts.states import state

WEAKEST_FIRST = ("unknown", "rumour", "unverified", "report", "copy", "credible", "official")


class Stale(Struct, frozen=True):
    """A fact that wants confirming.

    ``days`` count from the last confirmation; None: never confirmed and no source carries a day.
    """

    fact: Fact
    weakness: str
    """One of WEAKEST_FIRST: the confidence of the weakest value in force, or ``unknown`` without any."""
    disputed: bool
    confirmed_on: date | None
    attempted_on: date | None
    days: int | None


def stale(facts: Facts, as_of: date) -> list[Stale]:
    """Every fact that has not ended on ``as_of``, in the order in which to confirm them.

    Weakest confidence first; among equals what has no day at all, then the oldest, then by id.
    """
    found = [
        _stale(fact, as_of) for fact in facts.facts.values() if not isinstance(state(fact, as_of), Ended)
    ]
    return sorted(found, key=_order)


def _order(entry: Stale) -> tuple[int, float, str]:
    age = float("inf") if entry.days is None else entry.days
    return WEAKEST_FIRST.index(entry.weakness), -age, entry.fact.id


def _stale(fact: Fact, as_of: date) -> Stale:
    values = _values(fact, as_of)
    days = [value.confirmed_on() for value in values]
    confirmed = None if None in days else min((day for day in days if day is not None), default=None)
    words = [str(value.confidence) for value in values] or ["unknown"]
    return Stale(
        fact=fact,
        weakness=min(words, key=WEAKEST_FIRST.index),
        disputed=len(values) > 1,
        confirmed_on=confirmed,
        attempted_on=max((v.attempted_on for v in values if v.attempted_on is not None), default=None),
        days=None if confirmed is None else (as_of - confirmed).days,
    )


def _values(fact: Fact, as_of: date) -> tuple[Value, ...]:
    """The values that stand on the day; of a rule to come, its first."""
    found = state(fact, as_of)
    if isinstance(found, Known):
        return (found.value,)
    if isinstance(found, Unknown):
        return () if found.rumour is None else (found.rumour,)
    return fact.values[:1] if isinstance(found, NotYet) else getattr(found, "sides", ())
