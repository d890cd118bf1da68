"""The plan as a pure function of a line, its circumstances, the facts, a calendar and a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from simoff.case import Circumstances
from simoff.deadlines import Calendar
from simoff.facts import Facts
from simoff.number import Line
from simoff.plan.deadlines import deadlines
from simoff.plan.gate import gate, opened
from simoff.plan.model import Deadline, Plan
from simoff.plan.questions import questions
from simoff.plan.routes import routes
from simoff.plan.schedule import feasible, ways_that_end
from simoff.plan.situation import Ground, Situation
from simoff.plan.steps import TABLE, Work, make_steps
from simoff.plan.summary import summary
from simoff.plan.warnings import warnings

if TYPE_CHECKING:
    from simoff.case.state import CaseState


class Planner:
    """Makes plans for one day: what the facts say that day is worked out once and shared."""

    def __init__(self, facts: Facts, calendar: Calendar, as_of: date) -> None:
        self._ground = Ground(facts, calendar, as_of)

    def is_for(self, facts: Facts, calendar: Calendar, as_of: date) -> bool:
        """Whether it was made for these very facts and calendar, and for that day."""
        ground = self._ground
        return ground.facts is facts and ground.calendar is calendar and ground.as_of == as_of

    def plan(self, line: Line, circumstances: Circumstances, case: CaseState | None = None) -> Plan:
        """The plan for one line, and, of a kept case, by what happened so far (then ``circumstances`` are its own,
        ``simoff.case.deriving.circumstances_of``). Same input, same day, same packs: the same plan.
        """
        s = Situation(self._ground, line, circumstances, case)
        ways = routes(s)
        asked = questions(s, ways)
        ending = ways_that_end(ways)
        steps = make_steps(Work(s, ways, ending[0] if ending else None, asked, {}), TABLE)
        answer = feasible(s, ending)
        dates = deadlines(s)
        checks = gate(s, ways, steps)
        steps = opened(steps, checks)
        return Plan(
            line=line,
            billing=s.billing,
            as_of=s.as_of,
            facts_version=self._ground.facts.version,
            feasible=answer,
            summary=summary(s, ways, ending, steps, answer),
            routes=ways,
            steps=steps,
            gate=checks,
            questions=asked,
            deadlines=dates,
            warnings=warnings(s, ways, any(map(_is_unconfirmed, dates))),
            last_filing_day=s.last_day,
            end_day=s.end_day,
        )


def _is_unconfirmed(deadline: Deadline) -> bool:
    return deadline.how.id.endswith("-unconfirmed")


_LAST: Final[list[Planner]] = []
"""The planner used last: nothing but saved work, its plans are those of a new one."""


def make_plan(
    line: Line,
    circumstances: Circumstances,
    facts: Facts,
    calendar: Calendar,
    as_of: date,
    case: CaseState | None = None,
) -> Plan:
    """One plan; for many plans of one day make a :class:`Planner` once."""
    planner = next((planner for planner in _LAST if planner.is_for(facts, calendar, as_of)), None)
    if planner is None:
        planner = Planner(facts, calendar, as_of)
        _LAST[:] = [planner]
    return planner.plan(line, circumstances, case)
