"""How a step is made: a draft by its maker, then its dependencies decide whether it is blocked."""

from __future__ import annotations

from collections.abc import Callable

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
    for id_, phase, maker in table:
        draft = maker(work)
        if draft is not None:
            known = draft if work.s.case is None else in_case(work.s, id_, phase, draft)
            step = _settle(work, id_, phase, known)
            if step is not None:
                work.made[id_] = step
    return tuple(work.made.values())


def _settle(work: Work, id_: str, phase: str, draft: Draft) -> Step | None:
    """The step; None where all it could say rests on rules that are not in force."""
    body, why = sayable(draft.body), draft.why
    if draft.body and not body:
        return None
    if not why.grounded:
        why = work.s.say("step.rule-not-yet")
    made, status, unfinished = work.made, draft.status, False
    needs: list[str] = []
    for need in draft.needs:
        step = made.get(need)
        if step is not None and step.status != "not_needed":
            needs.append(need)
            unfinished = unfinished or step.status != "done"
    if status == "now" and unfinished:
        status = "blocked"
    start = work.s.as_of if draft.start is None and status == "now" else draft.start
    return Step(
        id_,
        phase,
        status,
        body,
        why,
        _cites(body, why),
        start,
        draft.due,
        tuple(needs),
        draft.due_after,
    )


def _cites(body: tuple[Message, ...], why: Message) -> tuple[str, ...]:
    """The facts of the body and of the reason, each once."""
    found = why.cites
    for message in reversed(body):
        if message.cites:
            found = message.cites + found
    return tuple(dict.fromkeys(found)) if len(found) > 1 else found
