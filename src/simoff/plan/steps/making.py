"""How a step is made: a draft by its maker, then its dependencies decide whether it is blocked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from simoff.plan.model import Message, Question, Route, Status, Step
from simoff.plan.situation import Situation


class Work(Struct):
    """What the steps are made from: the situation, the ways and questions, and the steps made so far."""

    s: Situation
    routes: tuple[Route, ...]
    best: Route | None
    questions: tuple[Question, ...]
    made: dict[str, Step]


class Draft(Struct, frozen=True):
    """A step before its dependencies are looked at."""

    body: tuple[Message, ...]
    why: Message
    status: Status = "now"
    due: date | None = None
    due_after: Message | None = None
    start: date | None = None
    needs: tuple[str, ...] = ()


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
            work.made[id_] = _settle(work, id_, phase, draft)
    return tuple(work.made.values())


def _settle(work: Work, id_: str, phase: str, draft: Draft) -> Step:
    needs = tuple(n for n in draft.needs if n in work.made and work.made[n].status != "not_needed")
    status = draft.status
    if status == "now" and any(work.made[n].status != "done" for n in needs):
        status = "blocked"
    start = draft.start if draft.start is not None else (work.s.as_of if status == "now" else None)
    return Step(
        id=id_,
        phase=phase,
        status=status,
        body=draft.body,
        why=draft.why,
        cites=_cites(draft),
        start=start,
        due=draft.due,
        depends_on=needs,
        due_after=draft.due_after,
    )


def _cites(draft: Draft) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    for message in (*draft.body, draft.why):
        seen.update(dict.fromkeys(message.cites))
    return tuple(seen)
