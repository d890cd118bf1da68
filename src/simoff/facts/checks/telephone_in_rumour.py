"""A telephone number that only content farms give may lead to a fraudster."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from simoff.facts.checks.check import Check, Hit
from simoff.facts.model import Facts, Value

_NUMBER = re.compile(
    r"(?<![\d.])(?:\+?[78]|00)?[\s(‑-]*\d{3}[\s)‑-]+\d{3}[\s‑-]?\d{2}[\s‑-]?\d{2}(?!\d)|(?<!\d)[+]?\d{10,11}(?!\d)"
)
_SHORT = re.compile(r"(?<![\w+])(?:0\d{3}|[*#][\d*#]{2,})")


def _find(facts: Facts, as_of: date) -> Iterator[Hit]:
    for fact in facts.facts.values():
        for value in fact.values:
            for number in _numbers(value) if value.confidence == "rumour" else ():
                yield fact.id, f"a rumour carries {number!r}"


def _numbers(value: Value) -> Iterator[str]:
    """Full numbers anywhere, short codes in the data only: there they would be dialled."""
    for text in (*value.data, value.text.zh, value.text.ru, value.text.en):
        yield from (found[0].strip() for found in _NUMBER.finditer(text))
    for text in value.data:
        yield from (found[0] for found in _SHORT.finditer(text))


CHECK = Check(
    id="telephone-in-rumour",
    severity="error",
    reason="Hotlines come from an allow-list; a number from a content farm may be a fraudster's",
    fix="Take the number out, or find a better source and raise the confidence",
    find=_find,
)
