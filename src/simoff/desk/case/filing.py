"""Pass the gate and file the termination: the point of no return."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final, get_args

from msgspec import UNSET, Struct, UnsetType

from simoff.case.decisions import Answer, Refused, file_termination, pass_gate
from simoff.case.decisions.answer import not_open
from simoff.case.events import Event
from simoff.case.events.steps import Route
from simoff.case.state import CaseState
from simoff.desk.case.keeping import Decide, read
from simoff.desk.case.planning import plan_of
from simoff.desk.errors import WrongInput
from simoff.plan import Plan
from simoff.record.interface import Store

AskDigits = Callable[[], str | None]
"""Asks for the last four digits; None where nobody can be asked."""

ROUTES: Final[tuple[Route, ...]] = get_args(Route)
"""The ways by which a termination can be handed in."""
TERMINATION: Final = "termination"


class Filing(Struct, frozen=True):
    """How the termination was handed in. ``route`` UNSET: the best way of the plan."""

    on: date
    route: Route | UnsetType = UNSET
    registration: str = ""
    office: str = ""
    paper: str = ""
    copy: str | UnsetType = UNSET
    at: datetime | UnsetType = UNSET


def blocks(record: Store, case_id: str, environment: Mapping[str, str], on: date) -> tuple[str, ...]:
    """The steps the gate of a case waits for on a day."""
    return plan_of(read(record, case_id).state, environment, on).plan.gate.blocked_by


def through(
    environment: Mapping[str, str],
    digits: AskDigits,
    *,
    on: date,
    waivers: Mapping[str, str],
    filing: Filing | None,
) -> Decide:
    """Pass the gate, unless it is passed, and then file, unless ``filing`` is None: both or neither.

    ``waivers``: step -> why it is knowingly left out. NotYet ``case-gate-shut`` names what blocks, before anything
    is asked. The digits are asked for once; WrongInput ``case-digits-needed`` where nobody can be asked.
    """
    asked = _Once(digits)

    def decide(state: CaseState) -> Answer:
        if refused := not_open(state):
            return refused
        plan = plan_of(state, environment, on).plan
        gate: Answer = ()
        if state.gate is None or plan.gate.blocked_by or filing is None:
            gate = _gate(state, plan, asked, on, waivers)
        if isinstance(gate, Refused) or filing is None:
            return gate
        return _file(state, gate, plan, filing)

    return decide


class _Once:
    """Asks for the digits at most once, however often the case has to be read again."""

    def __init__(self, ask: AskDigits) -> None:
        self._ask = ask
        self._typed: str | None = None

    def digits(self) -> str:
        if self._typed is None:
            self._typed = self._ask()
        if self._typed is None:
            raise WrongInput("case-digits-needed")
        return self._typed


def _gate(state: CaseState, plan: Plan, asked: _Once, on: date, waivers: Mapping[str, str]) -> Answer:
    blocked = plan.gate.blocked_by
    shut = tuple(step for step in blocked if not waivers.get(step, "").strip())
    if shut:
        return Refused("gate-shut", {"blocked_by": shut})
    passed = state.gate is not None and not blocked
    return pass_gate(
        state, on=on, digits="" if passed else asked.digits(), blocked_by=blocked, waivers=waivers
    )


def _file(state: CaseState, gate: tuple[Event, ...], plan: Plan, filing: Filing) -> Answer:
    return file_termination(
        state,
        on=filing.on,
        route=filing.route if filing.route is not UNSET else _best(plan),
        blocked_by=plan.gate.blocked_by,
        registration=filing.registration,
        office=filing.office,
        paper=filing.paper or _paper(state),
        copy=filing.copy,
        at=filing.at,
        gate=gate,
    )


def _best(plan: Plan) -> Route:
    """The first way of the plan by which a termination can be filed."""
    for way in sorted(plan.routes, key=lambda way: way.rank):
        if way.verdict in ("possible", "unknown"):
            for route in ROUTES:
                if route == way.id:
                    return route
    raise WrongInput("case-route-needed", routes=", ".join(ROUTES))


def _paper(state: CaseState) -> str:
    """The termination made last, if one was."""
    made = [name for name, paper in state.papers.items() if paper.issued.kind == TERMINATION]
    return made[-1] if made else ""
