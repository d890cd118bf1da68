"""One text standing under two languages: it was copied, not written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simoff.facts.checks.check import Check, Hit, texts_of
from simoff.facts.model import Facts


def _find(facts: Facts, as_of: date) -> Iterator[Hit]:
    for fact in facts.facts.values():
        for place, text in texts_of(fact):
            if len({text.zh, text.ru, text.en}) < 3:
                yield fact.id, f"{place} is the same in two languages: {text.en[:60]}"


CHECK = Check(
    id="same-text-twice",
    severity="error",
    reason="A text is written three times, never copied",
    fix="Write it in the language it stands under",
    find=_find,
)
