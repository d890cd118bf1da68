"""Weakly known values without a question: nobody is told to ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simoff.facts.checks.check import Check, Hit
from simoff.facts.model import Facts


def _find(facts: Facts, as_of: date) -> Iterator[Hit]:
    for fact in facts.facts.values():
        weak = [value for value in fact.values if value.confidence in ("unverified", "report")]
        if weak and len(weak) == len(fact.values) and fact.question is None:
            yield fact.id, f"known only as {weak[-1].confidence}, and no question"


CHECK = Check(
    id="weak-without-question",
    severity="note",
    reason="What rests on reports or general knowledge gets better only by asking",
    fix="Add [fact.question] where an operator could answer it",
    find=_find,
)
