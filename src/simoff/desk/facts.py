"""Look into the facts: one of them, a list, what is doubtful in them, what to confirm first.

Everything comes back as plain values ready for JSON: days are ISO dates, texts are in the language asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from difflib import get_close_matches
from typing import Literal

from msgspec import Struct

from simoff.desk.bundle import load_facts
from simoff.desk.errors import WrongInput
from simoff.facts import (
    Disputed,
    Ended,
    Fact,
    Facts,
    Known,
    NotYet,
    Source,
    State,
    Text,
    Unknown,
    Value,
    state,
)
from simoff.facts.checks import Finding, run
from simoff.facts.model import Confirmation

StateWord = Literal["known", "disputed", "unknown", "ended", "not_yet"]
_WORDS: dict[type[State], StateWord] = {
    Known: "known",
    Disputed: "disputed",
    Unknown: "unknown",
    Ended: "ended",
    NotYet: "not_yet",
}


class ValuePage(Struct, frozen=True):
    """One value of a fact. ``stands``: in force on the day asked for, earlier, later, or only a rumour."""

    text: str
    stands: Literal["now", "earlier", "later", "rumour"]
    start: str
    """An ISO date, a month (``2025-10``) or ``undated``."""
    ended: bool
    confidence: str
    doubt: str | None
    reference: str | None
    letter: str | None
    number: int | None
    unit: str | None
    data: tuple[str, ...]
    sources: tuple[Source, ...]
    confirmed: Confirmation | None
    confirmed_on: date | None
    """The last confirmation, else the newest day a source carries."""
    attempted_on: date | None


class FactPage(Struct, frozen=True):
    """Everything about one fact on one day, all its values in the order of their start."""

    id: str
    pack: str
    topic: str
    as_of: date
    state: StateWord
    values: tuple[ValuePage, ...]
    question: str | None
    question_ru: str | None
    """The same question in Russian, to be said or written to the operator."""
    read_up_to: date
    later_than_read: bool
    """Whether ``as_of`` lies after the newest day the pack's sources speak of; then say that day."""
    facts_version: str


class FactLine(Struct, frozen=True):
    """One fact in a list. ``texts``: what is in force or has ended, all sides of a dispute; else empty."""

    id: str
    pack: str
    topic: str
    state: StateWord
    confidence: str | None
    texts: tuple[str, ...]
    confirmed_on: date | None


class StaleLine(Struct, frozen=True):
    """A fact that wants confirming; ``days`` since it was confirmed, None: no day at all.

    ``plans``: how many of ``of`` typical plans cite it; ``points``: how urgent it is (docs/facts.md).
    """

    id: str
    weakness: str
    disputed: bool
    confirmed_on: date | None
    attempted_on: date | None
    days: int | None
    question: str | None
    plans: int
    of: int
    points: float


def show_fact(fact_id: str, on: date, lang: str, facts: Facts | None = None) -> FactPage:
    """One fact as it stands on the day ``on``; WrongInput ``unknown-fact`` names what is near."""
    facts = facts or load_facts()
    fact = the_fact(fact_id, facts)
    found, last = state(fact, on), facts.read_up_to[fact.pack]
    return FactPage(
        id=fact.id,
        pack=fact.pack,
        topic=fact.topic,
        as_of=on,
        state=_WORDS[type(found)],
        values=tuple(_value_page(value, found, on, lang) for value in fact.values),
        question=_say(fact.question, lang),
        question_ru=_say(fact.question, "ru"),
        read_up_to=last,
        later_than_read=on > last,
        facts_version=facts.version,
    )


def the_fact(fact_id: str, facts: Facts) -> Fact:
    """The fact of an id; WrongInput ``unknown-fact`` names what is near."""
    fact = facts.facts.get(fact_id)
    if fact is None:
        near = get_close_matches(fact_id[:100], facts.facts, n=3, cutoff=0.3)
        raise WrongInput("unknown-fact", id=fact_id[:100], near=", ".join(near or list(facts.facts)[:3]))
    return fact


def list_facts(
    on: date, lang: str, topic: str | None = None, operator: str | None = None, facts: Facts | None = None
) -> list[FactLine]:
    """The facts of a topic of law or of an operator, or all, by pack, topic and place in the file.

    An operator's list ends with what is said of all operators. WrongInput ``bad-choice`` for a topic or an
    operator that no pack has.
    """
    facts = facts or load_facts()
    chosen = list(facts.facts.values())
    if topic is not None:
        chosen = _chosen(chosen, topic, "--topic")
    if operator is not None:
        _check_choice(operator, facts.operators, "--operator")
        own = [fact for fact in chosen if fact.pack == "operators" and fact.topic == operator]
        chosen = own + [fact for fact in chosen if fact.pack == "operators" and fact.topic == "all"]
    return [_line(fact, on, lang) for fact in chosen]


def check_facts(on: date, facts: Facts | None = None) -> list[Finding]:
    """What is doubtful in the packs, errors first; in English, for those who keep the packs."""
    return run(facts or load_facts(), on)


def stale_facts(on: date, lang: str = "en", facts: Facts | None = None) -> list[StaleLine]:
    """The facts in the order in which to confirm them: what most plans rest on, weak and long unconfirmed."""
    from simoff.desk.freshness.urgency import urgent

    return [
        StaleLine(
            id=one.stale.fact.id,
            weakness=one.stale.weakness,
            disputed=one.stale.disputed,
            confirmed_on=one.stale.confirmed_on,
            attempted_on=one.stale.attempted_on,
            days=one.stale.days,
            question=_say(one.stale.fact.question, lang),
            plans=one.plans,
            of=one.of,
            points=one.points,
        )
        for one in urgent(facts or load_facts(), on)
    ]


def _chosen(facts: list[Fact], topic: str, option: str) -> list[Fact]:
    _check_choice(topic, {fact.topic for fact in facts}, option)
    return [fact for fact in facts if fact.topic == topic]


def _check_choice(word: str, known: Collection[str], option: str) -> None:
    if word not in known:
        raise WrongInput("bad-choice", option=option, value=word, allowed=", ".join(sorted(known)))


def _line(fact: Fact, on: date, lang: str) -> FactLine:
    found = state(fact, on)
    values = _standing(found)
    days = [day for value in values if (day := value.confirmed_on()) is not None]
    return FactLine(
        id=fact.id,
        pack=fact.pack,
        topic=fact.topic,
        state=_WORDS[type(found)],
        confidence=values[0].confidence if values else None,
        texts=tuple(value.text.in_(lang) for value in values),
        confirmed_on=max(days, default=None),
    )


def _standing(found: State) -> tuple[Value, ...]:
    """The values a state rests on; a rumour is none."""
    if isinstance(found, Disputed):
        return found.sides
    return (found.value,) if isinstance(found, Known | Ended) else ()


def _value_page(value: Value, found: State, on: date, lang: str) -> ValuePage:
    return ValuePage(
        text=value.text.in_(lang),
        stands=_stands(value, found, on),
        start=_start(value),
        ended=value.ended,
        confidence=value.confidence,
        doubt=_say(value.doubt, lang),
        reference=value.reference,
        letter=value.letter,
        number=value.number,
        unit=value.unit,
        data=value.data,
        sources=value.sources,
        confirmed=value.confirmed,
        confirmed_on=value.confirmed_on(),
        attempted_on=value.attempted_on,
    )


def _stands(value: Value, found: State, on: date) -> Literal["now", "earlier", "later", "rumour"]:
    if value.start is not None and value.start > on:
        return "later"
    if value.confidence == "rumour":
        return "rumour"
    return "now" if any(value is standing for standing in _standing(found)) else "earlier"


def _start(value: Value) -> str:
    if value.start is None:
        return "undated"
    return value.start.isoformat()[:7] if value.start_month_only else value.start.isoformat()


def _say(text: Text | None, lang: str) -> str | None:
    return None if text is None else text.in_(lang)
