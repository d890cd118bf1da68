"""What a check is, and what all checks share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from simoff.facts.model import Fact, Facts, Text

Severity = Literal["error", "warning", "note"]
"""``error``: must not be shipped; ``warning``: somebody should look; ``note``: a gap that is known."""

Hit = tuple[str, str]
"""Where (a fact id, or ``operator mts``) and what was seen there."""


class Check(Struct, frozen=True):
    """One check: why it is made and what to do when it strikes."""

    id: str
    severity: Severity
    reason: str
    fix: str
    find: Callable[[Facts, date], Iterator[Hit]]


class Finding(Struct, frozen=True):
    """One strike of a check."""

    check: str
    severity: Severity
    where: str
    """A fact id, or ``operator <id>``."""
    seen: str
    reason: str
    fix: str


def texts_of(fact: Fact) -> Iterator[tuple[str, Text]]:
    """Every text of a fact with its place: ``text``, ``value 2, doubt``, ``question``."""
    for number, value in enumerate(fact.values, 1):
        place = "" if len(fact.values) == 1 else f"value {number}, "
        yield f"{place}text", value.text
        if value.doubt is not None:
            yield f"{place}doubt", value.doubt
    if fact.question is not None:
        yield "question", fact.question
