"""What a list of cases shows and sorts by: computed again at every change, never believed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from simoff.case.state import CaseState
from simoff.desk.case.citing import note_of
from simoff.desk.case.planning import plan_of
from simoff.plan import Plan
from simoff.record.interface import Index

_ENDED = frozenset({"done", "not_needed"})


def index_of(state: CaseState, environment: Mapping[str, str], on: date) -> Index:
    """Status ``open``, ``filed`` or ``closed``; the next date of the plan; the label, or else the number; and,
    while it is not closed, which facts the case cites.
    """
    label = state.label or state.number
    if state.closed is not None:
        return Index("closed", None, label)
    status = "open" if state.filed is None else "filed"
    plan = plan_of(state, environment, on).plan
    return Index(status, next_due(plan), label, note_of(plan, state))


def next_due(plan: Plan) -> date | None:
    """The first date of what is not done: of steps also one that has passed, of deadlines one to come."""
    steps = (step.due for step in plan.steps if step.status not in _ENDED)
    dates = (deadline.due for deadline in plan.deadlines if deadline.due and deadline.due >= plan.as_of)
    return min((day for day in (*steps, *dates) if day is not None), default=None)
