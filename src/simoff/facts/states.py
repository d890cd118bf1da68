"""What holds on a day. A value whose start lies after the day does not exist for that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from simoff.facts.faults import UnknownFact
from simoff.facts.model import Disputed, Ended, Fact, Facts, Known, NotYet, State, Unknown, Value


def state(fact: Fact, on: date) -> State:
    """What is known of ``fact`` on the day ``on``.

    Rumours never count against or beside a better value; alone they leave the fact Unknown and are
    carried for a warning only. Of the rest the values of the newest start reached by ``on`` decide.
    """
    good = _newest([value for value in fact.values if value.confidence != "rumour"], on)
    if not good:
        return _without(fact, on)
    if all(value.ended for value in good):
        return Ended(fact, good[0])
    return Known(fact, good[0]) if len(good) == 1 else Disputed(fact, good)


def _without(fact: Fact, on: date) -> State:
    rumours = _newest([value for value in fact.values if value.confidence == "rumour"], on)
    if rumours:
        return Unknown(fact, fact.question, None if rumours[0].ended else rumours[0])
    return NotYet(fact) if fact.values else Unknown(fact, fact.question)


def _newest(values: Sequence[Value], on: date) -> tuple[Value, ...]:
    """The values of the newest start that ``on`` has reached; undated comes before every day."""
    started = [value for value in values if value.start is None or value.start <= on]
    return tuple(value for value in started if value.start == started[-1].start)


class FactView(Struct, frozen=True):
    """The facts as they stand on one day. Raises UnknownFact for an id that no pack has."""

    facts: Facts
    on: date
    known: dict[str, State] = {}
    """The states asked for so far: a plan needs a few dozen of several hundred facts."""

    def state(self, fact_id: str) -> State:
        """What is known of a fact on the view's day."""
        found = self.known.get(fact_id)
        if found is None:
            fact = self.facts.facts.get(fact_id)
            if fact is None:
                raise UnknownFact(fact_id, self.facts.facts)
            found = self.known[fact_id] = state(fact, self.on)
        return found

    def in_force(self, fact_id: str) -> bool:
        """Whether something is in force, disputed or not."""
        return isinstance(self.state(fact_id), Known | Disputed)

    def value(self, fact_id: str) -> Value | None:
        """The one value in force; None where it is unknown, disputed, ended or not yet in force."""
        found = self.state(fact_id)
        return found.value if isinstance(found, Known) else None

    def number(self, fact_id: str) -> int | None:
        """The figure of the one value in force, in its unit; None like ``value``, or without a figure."""
        value = self.value(fact_id)
        return None if value is None else value.number

    def read_up_to(self, fact_id: str) -> date:
        """The newest day the sources of the fact's pack speak of: "state as read on …"."""
        return self.facts.read_up_to[self.state(fact_id).fact.pack]

    def is_later_than_read(self, fact_id: str) -> bool:
        """Whether the view's day lies after that day, so that a claim must carry it."""
        return self.on > self.read_up_to(fact_id)


def view(facts: Facts, on: date) -> FactView:
    """All facts as they stand on the day ``on``; each is worked out once, when it is asked for."""
    return FactView(facts, on)
