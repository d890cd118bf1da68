"""A question must be one that can be said or written to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from simoff.facts.checks.check import Check, Hit
from simoff.facts.model import Facts

_ASKS = {
    "zh": re.compile(r"[？?]|请|麻烦"),
    "ru": re.compile(
        r"\?|прошу|просим|сообщите|подтвердите|укажите|уточните|пришлите|назовите|скажите|дайте", re.I
    ),
    "en": re.compile(r"\?|\bplease\b|\btell\b|\bconfirm\b|\bname\b|\bask\b|\bsend\b", re.I),
}


def _find(facts: Facts, as_of: date) -> Iterator[Hit]:
    for fact in facts.facts.values():
        for language, asks in _ASKS.items():
            if fact.question is not None and not asks.search(fact.question.in_(language)):
                yield fact.id, f"the question in {language} asks nothing: {fact.question.in_(language)[:60]}"


CHECK = Check(
    id="question-form",
    severity="error",
    reason="The questions are printed for the call with the operator",
    fix="End it with a question mark, or begin it with a request",
    find=_find,
)
