"""Steps done and waived, and visits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time
from typing import Final, Literal

from msgspec import UNSET, UnsetType

from simoff.case.decisions.answer import Answer, Refused, follow, next_id, not_open
from simoff.case.events import (
    StepDone,
    StepReopened,
    StepWaived,
    VisitCancelled,
    VisitHappened,
    VisitPlanned,
)
from simoff.case.state import CaseState

OWN_EVENT: Final = frozenset({"gate", "file-termination", "operator-notice", "test-line"})
"""Steps that no mark can do: they are events of their own."""
MOVING: Final = "move-accounts"
REFUND: Final = "await-refund"


def mark_done(
    state: CaseState, *, on: date, step: str, plan_steps: Collection[str], note: str = ""
) -> Answer:
    """A step is done, the person says. What other events show to be undone cannot be marked so."""
    if refused := _cannot_mark(state, step, plan_steps, "done"):
        return refused
    left = state.open_accounts("critical", "high") if step == MOVING else ()
    if left:
        return Refused("accounts-open", {"accounts": tuple(account.found.account for account in left)})
    if step == REFUND and state.refund is not None and not state.refund.is_settled:
        return Refused("refund-open")
    return follow(StepDone(on=on, step=step, note=note))


def waive_step(state: CaseState, *, on: date, step: str, plan_steps: Collection[str], why: str) -> Answer:
    """A step is knowingly left out; the reason is asked."""
    if not why.strip():
        return Refused("no-reason")
    return _cannot_mark(state, step, plan_steps, "waived") or follow(StepWaived(on=on, step=step, why=why))


def _cannot_mark(
    state: CaseState, step: str, plan_steps: Collection[str], status: Literal["done", "waived"]
) -> Refused | None:
    if refused := not_open(state):
        return refused
    if step not in plan_steps:
        return Refused("no-such-step", {"step": step, "known": tuple(plan_steps)})
    if step in OWN_EVENT:
        return Refused("own-event", {"step": step})
    mark = state.marks.get(step)
    if mark is not None and mark.status == status:
        return Refused("marked-already", {"step": step, "status": status, "on": mark.on})
    return None


def reopen_step(state: CaseState, *, on: date, step: str, why: str = "") -> Answer:
    """A step marked before has to be done again."""
    if refused := not_open(state):
        return refused
    if step not in state.marks:
        return Refused("not-marked", {"step": step})
    return follow(StepReopened(on=on, step=step, why=why))


def plan_visit(
    state: CaseState,
    *,
    on: date,
    today: date,
    office: str,
    address: str = "",
    starts: time | UnsetType = UNSET,
    ends: time | UnsetType = UNSET,
    zone: str = "",
    source: str = "",
    visit: str = "",
) -> Answer:
    """A visit on a day to come; ``visit`` names one that is planned anew."""
    if refused := not_open(state):
        return refused
    if on < today:
        return Refused("day-is-past", {"due": on})
    if not office.strip():
        return Refused("no-office")
    if visit and (visit not in state.visits or not state.visits[visit].is_ahead):
        return Refused("no-such-visit", {"visit": visit})
    if starts is not UNSET and ends is not UNSET and ends <= starts:
        return Refused("ends-before-it-starts")
    return follow(
        VisitPlanned(
            on=on,
            visit=visit or next_id("v", len(state.visits)),
            office=office,
            address=address,
            starts=starts,
            ends=ends,
            zone=zone,
            source=source,
        )
    )


def visit_happened(
    state: CaseState,
    *,
    on: date,
    visit: str,
    result: Literal["filed", "refused", "closed", "other"],
    summary: str = "",
) -> Answer:
    """What came of a planned visit."""
    return _not_ahead(state, visit) or follow(
        VisitHappened(on=on, visit=visit, result=result, summary=summary)
    )


def cancel_visit(state: CaseState, *, on: date, visit: str, why: str = "") -> Answer:
    """A planned visit will not take place."""
    return _not_ahead(state, visit) or follow(VisitCancelled(on=on, visit=visit, why=why))


def _not_ahead(state: CaseState, visit: str) -> Refused | None:
    if refused := not_open(state):
        return refused
    known = state.visits.get(visit)
    return None if known is not None and known.is_ahead else Refused("no-such-visit", {"visit": visit})
