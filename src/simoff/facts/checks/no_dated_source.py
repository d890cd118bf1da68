"""Values none of whose sources carries a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simoff.facts.checks.check import Check, Hit
from simoff.facts.model import Facts


def _find(facts: Facts, as_of: date) -> Iterator[Hit]:
    for fact in facts.facts.values():
        for value in fact.values:
            if value.sources and value.confirmed_on() is None:
                yield fact.id, f"{len(value.sources)} source(s), none with a day"


CHECK = Check(
    id="no-dated-source",
    severity="note",
    reason="Nobody can say how old such a value is",
    fix="Find the day of a source, or confirm the value and say when",
    find=_find,
)
