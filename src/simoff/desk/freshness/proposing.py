"""What an operator answered in a case, as proposed facts of confidence "user report", without anything personal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from simoff.case.events import ContactLogged, QuestionAnswered
from simoff.case.state import CaseState
from simoff.desk.bundle import catalogue, load_facts
from simoff.desk.case.planning import plan_of
from simoff.desk.errors import WrongInput
from simoff.desk.freshness.patching import FORMAT
from simoff.desk.guard import mask_text
from simoff.facts.writing import quoted
from simoff.plan import Plan

LONGEST: Final = 2000
"""Characters of an answer that go into a proposal."""
_HIDDEN: Final = "[…]"
_NUMBERS: Final = re.compile(r"\d[\d\s.,/-]{3,}\d|\d{4,}")
"""Runs of five signs and more that begin and end with a digit, or four digits: sums, days, numbers of orders."""


class Proposed(Struct, frozen=True):
    """One answer as a proposed fact. ``facts``: those its question rests on; ``answer`` is masked."""

    question: str
    question_ru: str
    answer: str
    operator: str
    heard: str
    on: date
    facts: tuple[str, ...]
    masked: tuple[str, ...]


class Proposal(Struct, frozen=True):
    """The file, and what is in it."""

    name: str
    text: str
    proposed: tuple[Proposed, ...]


def propose(state: CaseState, environment: Mapping[str, str], on: date, only: Sequence[str] = ()) -> Proposal:
    """The operator's answers of a case as a file; of the questions in ``only`` alone, where some are named.

    The number, names, references and labels of the case are taken out of the words, then everything the guard
    knows as personal, then all longer figures. WrongInput ``propose-nothing`` where no operator answered.
    """
    plan = plan_of(replace(state, answers={}), environment, on).plan  # an answered question is asked no more
    unknown = [word for word in only if word not in state.answers]
    if unknown:
        known = ", ".join(state.answers)
        raise WrongInput("bad-choice", option="--only", value=unknown[0][:60], allowed=known or "-")
    answers = [
        one for one in state.answers.values() if one.said_by == "operator" and (not only or one.question in only)
    ]
    if not answers:
        raise WrongInput("propose-nothing")
    found = tuple(_proposed(one, plan, state) for one in answers)
    return Proposal("proposed-facts.toml", _text(found, state.facts_version), found)


def _proposed(answer: QuestionAnswered, plan: Plan, state: CaseState) -> Proposed:
    asked = next((one.text for one in plan.questions if one.id == answer.question), None)
    words = catalogue("plan", "ru")
    key = f"question.{answer.question}"
    contact = state.contacts.get(answer.contact)
    said, masked = _masked(answer.answer, state)
    return Proposed(
        question=answer.question,
        question_ru=words.say(key) if key in words and not words.placeholders(key) else "",
        answer=said,
        operator=plan.billing.id or "",
        heard="" if contact is None else contact.channel,
        on=answer.on,
        facts=() if asked is None else asked.cites,
        masked=masked,
    )


def _masked(text: str, state: CaseState) -> tuple[str, tuple[str, ...]]:
    """An answer without what the case knows of the person, what the guard knows as personal, and long figures."""
    text = " ".join(text.split())[:LONGEST]
    brands = _brands()
    own = [word for word in _known(state) if len(word) > 2 and word.casefold() not in brands]
    for word in sorted(own, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", _HIDDEN, text, flags=re.IGNORECASE)
    found = mask_text(text)
    without = _NUMBERS.sub(_HIDDEN, found.text)
    kinds: dict[str, None] = dict.fromkeys(mask.kind for mask in found.masks)
    if _HIDDEN in without:
        kinds["other"] = None
    return without, tuple(kinds)


def _known(state: CaseState) -> Iterator[str]:
    """Words of the case that name somebody or something of the person's."""
    yield from (state.number, state.number.removeprefix("+"), state.label)
    for contact in state.contacts.values():
        yield from _of_contact(contact)
    for reply in state.replies:
        yield reply.reference
    if state.filed is not None:
        yield state.filed.registration
    for paper in state.papers.values():
        if paper.handed_in is not None:
            yield from (paper.handed_in.to, paper.handed_in.registration, paper.handed_in.track)


def _of_contact(contact: ContactLogged) -> Iterator[str]:
    yield from (contact.number, contact.reference, contact.with_whom)
    yield from (word for word in contact.with_whom.replace(",", " ").split() if not word.islower())


def _brands() -> frozenset[str]:
    """The names of operators: they are nobody's own."""
    names = (brand.name for brand in load_facts().operators.values())
    return frozenset(text.casefold() for name in names for text in (name.zh, name.ru, name.en))


def _text(found: Sequence[Proposed], version: str) -> str:
    lines = [
        "# Answers an operator gave, proposed as facts. Read them before you send this file:",
        "# what is personal was taken out as well as a program can.",
        f"format = {quoted(FORMAT)}",
        'kind = "propose"',
        f"facts_version = {quoted(version)}",
    ]
    for one in found:
        lines += ["", "[[proposal]]", *(f"{key} = {_toml(value)}" for key, value in _plain(one).items())]
    return "\n".join(lines) + "\n"


def _plain(one: Proposed) -> dict[str, Any]:
    return {
        "question": one.question,
        "question_ru": one.question_ru,
        "facts": one.facts,
        "operator": one.operator,
        "confidence": "report",
        "heard": one.heard,
        "on": one.on,
        "answer": one.answer,
    }


def _toml(value: str | date | tuple[str, ...]) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return f"[{', '.join(map(quoted, value))}]" if isinstance(value, tuple) else quoted(value)
