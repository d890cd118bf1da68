"""Operators without a contract party: a letter would have nobody to go to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simoff.facts.checks.check import Check, Hit
from simoff.facts.model import Facts


def _find(facts: Facts, as_of: date) -> Iterator[Hit]:
    for operator in facts.operators.values():
        if operator.party is None:
            yield f"operator {operator.id}", "no contract party is known"


CHECK = Check(
    id="operator-without-party",
    severity="warning",
    reason="The letter must name the legal entity the contract is with",
    fix="Find who signs the operator's contracts and add party_fact",
    find=_find,
)
