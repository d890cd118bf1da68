"""Which facts the plan and the papers of a case cite, and where: so that a change finds the cases it touches."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from simoff.case.state import CaseState
from simoff.plan import Plan
from simoff.plan.model import Message

LARGEST_NOTE = 64 * 1024


class Cited(Struct, frozen=True, array_like=True):
    """What is noted beside the list of cases: the facts a case is pinned to, and the ids it cites, sorted."""

    version: str
    sha256: str
    ids: tuple[str, ...]


class Places(Struct):
    """Where one fact is cited: ids of steps, dates, routes, papers; ``elsewhere`` for questions and warnings."""

    steps: dict[str, None] = {}
    dates: dict[str, None] = {}
    routes: dict[str, None] = {}
    papers: dict[str, None] = {}
    elsewhere: dict[str, None] = {}


def places_of(plan: Plan, state: CaseState) -> dict[str, Places]:
    """By fact id: where the plan cites it, and which papers rest on it. What is not needed is left out."""
    found: dict[str, Places] = {}

    def note(kind: str, id_: str, cites: Iterable[str]) -> None:
        for fact in cites:
            getattr(found.setdefault(fact, Places()), kind)[id_] = None

    for step in plan.steps:
        if step.status != "not_needed":
            note("steps", step.id, (*step.cites, *step.why.cites, *_cites(step.body)))
    for deadline in plan.deadlines:
        rule = () if deadline.rule == "ours" else (deadline.rule,)
        note("dates", deadline.id, (*rule, *deadline.cites, *deadline.how.cites))
    for route in plan.routes:
        note("routes", route.id, _cites(route.because))
    for message in (*plan.summary, *plan.warnings, *(question.text for question in plan.questions)):
        note("elsewhere", message.id, message.cites)
    for name, paper in state.papers.items():
        note("papers", name, paper.issued.grounds)
    return found


def note_of(plan: Plan, state: CaseState) -> bytes:
    """The note about a case: which facts it is pinned to and which it cites."""
    return msgspec.msgpack.encode(
        Cited(state.facts_version, state.facts_sha256, tuple(sorted(places_of(plan, state))))
    )


def cited_in(note: bytes) -> Cited | None:
    """What a note says; None for one that says nothing or cannot be read."""
    if not note:
        return None
    try:
        return msgspec.msgpack.decode(note, type=Cited)
    except msgspec.DecodeError:
        return None


def _cites(messages: Iterable[Message]) -> tuple[str, ...]:
    return tuple(fact for message in messages for fact in message.cites)
