"""The figure the program computes with must be the one the person reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simoff.facts.checks.check import Check, Hit
from simoff.facts.checks.figures import figures, spelled
from simoff.facts.model import Facts


def _find(facts: Facts, as_of: date) -> Iterator[Hit]:
    for fact in facts.facts.values():
        for value in fact.values:
            for language in ("zh", "ru", "en") if value.number is not None else ():
                text, figure = value.text.in_(language), str(value.number)
                if figure not in figures(text, language) | spelled(text, language):
                    yield fact.id, f"number = {figure} does not stand in the text in {language}"


CHECK = Check(
    id="figure-not-in-text",
    severity="warning",
    reason="A plan would count with another figure than the one it shows",
    fix="Say the figure in the text, or correct 'number'",
    find=_find,
)
