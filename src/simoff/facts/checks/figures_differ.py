"""Figures that stand in one language of a text and not in another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simoff.facts.checks.check import Check, Hit, texts_of
from simoff.facts.checks.figures import figures, spelled
from simoff.facts.model import Facts, Text


def _find(facts: Facts, as_of: date) -> Iterator[Hit]:
    for fact in facts.facts.values():
        for place, text in texts_of(fact):
            yield from ((fact.id, f"{place}: {what}") for what in _differences(text))


def _differences(text: Text) -> Iterator[str]:
    languages = ("zh", "ru", "en")
    seen = {language: figures(text.in_(language), language) for language in languages}
    for figure in sorted(set().union(*seen.values())):
        there = [language for language in languages if figure in seen[language]]
        absent = [
            language
            for language in languages
            if figure not in seen[language] and figure not in spelled(text.in_(language), language)
        ]
        if absent:
            yield f"{figure} stands in {', '.join(there)}, not in {', '.join(absent)}"


CHECK = Check(
    id="figures-differ",
    severity="error",
    reason="A date, a term or a sum must be the same in every language",
    fix="Compare the texts and correct the wrong one",
    find=_find,
)
