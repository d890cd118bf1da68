"""What a letter may rest on: facts in force on its day whose confidence allows a letter to name them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from simoff.facts import Facts, state
from simoff.facts.model import GROUNDS, Known, Value
from simoff.papers.letter import Paragraph, Rest
from simoff.papers.wording import paragraph


def fit_value(facts: Facts, fact_id: str, on: date) -> Value | None:
    """The value of a fact a letter of that day may rest on; None for anything else.

    Fit is a single value in force, neither disputed nor ended, official or credible (DESIGN, law 3).
    """
    fact = facts.facts.get(fact_id)
    found = None if fact is None else state(fact, on)
    if isinstance(found, Known) and found.value.confidence in GROUNDS and not found.value.ended:
        return found.value
    return None


def grounds_paragraph(
    facts: Facts, fact_ids: Iterable[str], on: date, id: str = "shared.grounds"
) -> Paragraph | None:
    """``на основании …`` (text ``id``) from the facts that may be named; None where there is none."""
    fit = ((fact_id, fit_value(facts, fact_id, on)) for fact_id in fact_ids)
    named = [(fact_id, value) for fact_id, value in fit if value is not None and value.letter]
    if not named:
        return None
    phrases = _without_repeats(value.letter or "" for _, value in named)
    rests = (rest(fact_id, value) for fact_id, value in named)
    return paragraph(id, *rests, grounds=phrases)


def rest(fact_id: str, value: Value) -> Rest:
    """The citation of a value, for the person's own copy."""
    return Rest(fact_id, value.text, value.doubt)


def _without_repeats(phrases: Iterable[str]) -> tuple[str, ...]:
    """The phrases without those that a longer one already names ("… Гражданского кодекса …")."""
    every = tuple(dict.fromkeys(phrases))
    return tuple(one for one in every if not any(one in other for other in every if other != one))
