"""The plan of a kept case, with all it was made from: what the letter and the calendar take, too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from simoff.case.deriving import circumstances_of
from simoff.case.state import CaseState
from simoff.deadlines import russian_calendar
from simoff.desk.number import numbering_plan, one_line
from simoff.desk.packs.pinning import Pinned, pinned
from simoff.desk.plan import Made
from simoff.facts import Facts
from simoff.plan import make_plan


def keep_until(state: CaseState, environment: Mapping[str, str], on: date) -> date | None:
    """The day until which the records should be kept; None while the end is not known."""
    steps = {step.id: step for step in plan_of(state, environment, on).plan.steps}
    return steps["keep-records"].due


def pinned_for(state: CaseState, environment: Mapping[str, str]) -> Pinned:
    """The facts the case is planned with, and the newest."""
    return pinned(state.facts_version, state.facts_sha256, environment)


def plan_of(state: CaseState, environment: Mapping[str, str], on: date) -> Made:
    """The plan for a case on a day, by the facts it is pinned to. The case must have been opened."""
    return planned_with(pinned_for(state, environment).facts, state, environment, on)


def planned_with(facts: Facts, state: CaseState, environment: Mapping[str, str], on: date) -> Made:
    """The plan for a case on a day, by any facts."""
    in_use = numbering_plan(environment)
    line = one_line(state.number, in_use.plan)
    circumstances = circumstances_of(state)
    plan = make_plan(line, circumstances, facts, russian_calendar(), on, state)
    return Made(plan, line, circumstances, facts, on, in_use.fault)
