"""Days that cannot be: read after the pack was read, confirmed after today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simoff.facts.checks.check import Check, Hit
from simoff.facts.model import Facts, Value


def _find(facts: Facts, as_of: date) -> Iterator[Hit]:
    for fact in facts.facts.values():
        limit = facts.read_up_to[fact.pack]
        for value in fact.values:
            for source in value.sources:
                if source.dated is not None and source.dated > limit:
                    yield fact.id, f"a source of {source.dated}, the pack says it was read up to {limit}"
            yield from ((fact.id, f"confirmed or attempted on {day}") for day in _tried(value) if day > as_of)


def _tried(value: Value) -> list[date]:
    days = (value.confirmed.on if value.confirmed else None, value.attempted_on)
    return [day for day in days if day is not None]


CHECK = Check(
    id="day-in-the-future",
    severity="error",
    reason="The day up to which the sources speak is printed with every later claim",
    fix="Correct the day, or raise read_up_to in the pack's pack.toml",
    find=_find,
)
