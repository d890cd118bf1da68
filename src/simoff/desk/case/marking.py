"""Mark steps of the plan done or waived."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from simoff.case.decisions import Answer, Refused, mark_done, reopen_step, waive_step
from simoff.case.events import Event
from simoff.case.folding import fold
from simoff.case.state import CaseState
from simoff.desk.case.keeping import Changed, change
from simoff.desk.case.planning import plan_of
from simoff.record.interface import Store

Step = Callable[[CaseState, str], Answer]


def done(
    record: Store,
    case_id: str,
    steps: Sequence[str],
    environment: Mapping[str, str],
    *,
    on: date,
    note: str = "",
) -> Changed:
    """Mark steps of the plan done, all of them or none."""

    def one(state: CaseState, step: str) -> Answer:
        return mark_done(state, on=on, step=step, plan_steps=_steps(state, environment, on), note=note)

    return change(record, case_id, lambda state: _each(state, steps, one), environment)


def waive(
    record: Store, case_id: str, steps: Sequence[str], environment: Mapping[str, str], *, on: date, why: str
) -> Changed:
    """Knowingly leave steps of the plan out, all of them or none."""

    def one(state: CaseState, step: str) -> Answer:
        return waive_step(state, on=on, step=step, plan_steps=_steps(state, environment, on), why=why)

    return change(record, case_id, lambda state: _each(state, steps, one), environment)


def undo(
    record: Store,
    case_id: str,
    steps: Sequence[str],
    environment: Mapping[str, str],
    *,
    on: date,
    why: str = "",
) -> Changed:
    """Take marks back: the steps have to be done again."""

    def one(state: CaseState, step: str) -> Answer:
        return reopen_step(state, on=on, step=step, why=why)

    return change(record, case_id, lambda state: _each(state, steps, one), environment)


def _each(state: CaseState, steps: Sequence[str], one: Step) -> Answer:
    events: list[Event] = []
    for step in steps:
        answer = one(state, step)
        if isinstance(answer, Refused):
            return answer
        events += answer
        state = fold(answer, state)
    return tuple(events)


def _steps(state: CaseState, environment: Mapping[str, str], on: date) -> tuple[str, ...]:
    """The steps the plan of this case lists; none for a case never opened."""
    if not state.number:
        return ()
    return tuple(s.id for s in plan_of(state, environment, on).plan.steps if s.status != "not_needed")
