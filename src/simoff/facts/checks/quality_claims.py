"""A quality tier that says ``done`` where nothing is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simoff.facts.checks.check import Check, Hit
from simoff.facts.model import Facts, Operator


def _find(facts: Facts, as_of: date) -> Iterator[Hit]:
    for operator in facts.operators.values():
        for field, there in _there(operator).items():
            if operator.quality.get(field) == "done" and not there:
                yield f"operator {operator.id}", f"{field} is called done, but nothing carries it"


def _there(operator: Operator) -> dict[str, bool]:
    return {
        "contract_party": operator.party is not None,
        "legal_address": operator.address is not None,
        "hotline": bool(operator.hotlines),
        "hotlines": bool(operator.hotlines),
        "inns": bool(operator.inns),
        "official_termination_page": operator.official_termination_page,
    }


CHECK = Check(
    id="quality-claims",
    severity="error",
    reason="People trust the tier of an operator",
    fix="Set the field to todo, or add what is missing",
    find=_find,
)
