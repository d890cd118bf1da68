"""How a step is made: a draft by its maker, then its dependencies decide whether it is blocked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from simoff.plan.model import Message, Question, Route, Step, sayable
from simoff.plan.situation import Situation
from simoff.plan.steps.draft import Draft
from simoff.plan.steps.in_case import in_case

__all__ = ["Draft", "Maker", "Work", "make_steps", "not_needed"]


class Work(Struct):
    """What the steps are made from: the situation, the ways and questions, and the steps made so far."""

    s: Situation
    routes: tuple[Route, ...]
    best: Route | None
    questions: tuple[Question, ...]
    made: dict[str, Step]


Maker = Callable[[Work], Draft | None]
"""Makes a draft; None where the step cannot be judged yet (a wish or the kind of holder is missing)."""


def not_needed(why: Message) -> Draft:
    """A step whose condition does not hold, with the reason."""
    return Draft((), why, "not_needed")


def make_steps(work: Work, table: tuple[tuple[str, str, Maker], ...]) -> tuple[Step, ...]:
    """All steps of the table in order, those that need an unfinished step marked blocked."""
    s, made = work.s, work.made
    for id_, phase, maker in table:
        draft = maker(work)
        if draft is not None:
            known = draft if s.case is None else in_case(s, id_, phase, draft)
            step = _settle(work, id_, phase, known)
            if step is not None:
                made[id_] = step
    return tuple(made.values())


def _settle(work: Work, id_: str, phase: str, draft: Draft) -> Step | None:
    """The step; None where all it could say rests on rules that are not in force."""
    status = draft.status
    if status == "not_needed":
        return _idle(work.s, id_, phase, draft.why)
    body, why, cites = _said(work.s, draft)
    if not body:
        return None
    needs, unfinished = _needs(work.made, draft.needs) if draft.needs else ((), False)
    if unfinished and status == "now":
        status = "blocked"
    start = work.s.as_of if status == "now" and draft.start is None else draft.start
    return Step(id_, phase, status, body, why, cites, start, draft.due, needs, draft.due_after)


def _idle(s: Situation, id_: str, phase: str, why: Message) -> Step:
    """A step that is not needed; made once a day for each reason."""
    step = s.ground.idle.get((id_, why.id))
    if step is None:
        _, why, cites = _said(s, Draft((), why))
        step = s.ground.idle[id_, why.id] = Step(id_, phase, "not_needed", (), why, cites, None, None, ())
    return step


def _needs(made: Mapping[str, Step], wanted: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Those steps that there are, and whether one of them is unfinished."""
    found, unfinished = [], False
    for id_ in wanted:
        step = made.get(id_)
        if step is not None and step.status != "not_needed":
            found.append(id_)
            unfinished = unfinished or step.status != "done"
    return tuple(found), unfinished


def _said(s: Situation, draft: Draft) -> tuple[tuple[Message, ...], Message, tuple[str, ...]]:
    """Body and reason without what is not in force, and the facts of both, each once."""
    body = draft.body
    why = draft.why if draft.why.grounded else s.say("step.rule-not-yet")
    found: tuple[str, ...] = ()
    for message in body:
        if not message.grounded:
            body = sayable(body)
        elif message.cites:
            found += message.cites
    found += why.cites
    return body, why, tuple(dict.fromkeys(found)) if len(found) > 1 else found
