"""Values whose newest day lies more than three years back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simoff.facts.checks.check import Check, Hit
from simoff.facts.model import Facts

YEARS = 3


def _find(facts: Facts, as_of: date) -> Iterator[Hit]:
    for fact in facts.facts.values():
        for value in fact.values:
            day = value.confirmed_on()
            if day is not None and (as_of - day).days > 365.25 * YEARS:
                yield fact.id, f"the newest day of its sources is {day}"


CHECK = Check(
    id="old-source",
    severity="warning",
    reason=f"What was last seen more than {YEARS} years ago has often changed",
    fix="Look again; then add the new source, or confirm with day, name and way",
    find=_find,
)
