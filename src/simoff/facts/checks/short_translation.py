"""A translation much shorter than the others has probably lost a clause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simoff.facts.checks.check import Check, Hit, texts_of
from simoff.facts.model import Facts

_WIDTHS = {"zh": 3.0, "ru": 0.95, "en": 1.0}
"""What one sign of the language is worth in English letters, measured on the shipped packs."""

_LEAST = 0.5


def _find(facts: Facts, as_of: date) -> Iterator[Hit]:
    for fact in facts.facts.values():
        for place, text in texts_of(fact):
            lengths = {language: len(text.in_(language)) * width for language, width in _WIDTHS.items()}
            shortest = min(lengths, key=lambda language: lengths[language])
            middle = sorted(lengths.values())[1]
            if middle > 40 and lengths[shortest] < _LEAST * middle:
                yield fact.id, f"{place} in {shortest} is much shorter than in the other languages"


CHECK = Check(
    id="short-translation",
    severity="warning",
    reason="All three languages must say the same, reservations included",
    fix="Compare the three texts and add what is missing",
    find=_find,
)
