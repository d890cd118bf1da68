"""The plan for a number: sent in the body, so that no address holds it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from litestar import post
from litestar.params import JSONBody
from msgspec import UNSET, Struct, UnsetType, field

from simoff.desk import plan as desk
from simoff.web.api.fields import Body, Circumstances, Numbers, settings_of
from simoff.web.api.problems import ASKING
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, asked_language

Day = Annotated[str, msgspec.Meta(description="An ISO date.")]


class RangeHolder(Struct, frozen=True):
    """Who got the range of numbers."""

    id: str
    inn: str
    name: str


class Region(Struct, frozen=True):
    """A region, in Russian."""

    name: str


class Operator(Struct, frozen=True):
    """Who bills the line, and how that is known."""

    id: str | None
    name: str | None
    contract_party: str | None
    from_: Literal["stated", "plan", "unknown"] = field(name="from")


class NumberOfPlan(Struct, frozen=True):
    """The line."""

    e164: str
    national: str
    allocated: bool | Literal["unknown"]
    range_holder: RangeHolder | None
    region: Region | None
    source: Literal["registry", "codes"]
    registry_date: Day | None
    may_be_ported: bool
    operator: Operator


class Reason(Struct, frozen=True):
    """A sentence with the ids of the facts it rests on."""

    text: str
    cites: list[str]


class Days(Struct, frozen=True):
    """How long a way takes."""

    min: int
    max: int


class Route(Struct, frozen=True):
    """A way to end the line, or not to."""

    id: str
    verdict: Literal["possible", "impossible", "unknown", "not_advised"]
    rank: int
    because: list[Reason]
    days: Days | None


class Step(Struct, frozen=True):
    """A thing to do."""

    id: str
    phase: str
    status: Literal["now", "waiting", "blocked", "done", "optional", "not_needed"]
    title: str
    body: str
    why: str
    cites: list[str]
    start: Day | None
    due: Day | None
    depends_on: list[str]


class GateOfPlan(Struct, frozen=True):
    """The point of no return: open, or the steps that shut it."""

    open: bool
    blocked_by: list[str]


class Question(Struct, frozen=True):
    """What is not known, whom to ask, and how to ask it in Russian."""

    id: str
    ask: Literal["you", "operator", "gosuslugi", "other"]
    text: str
    text_ru: str


class Deadline(Struct, frozen=True):
    """A date that explains itself."""

    id: str
    kind: Literal["term", "reminder"]
    due: Day | None
    rule: str
    start: Day
    how: str
    cites: list[str]


class Trap(Struct, frozen=True):
    """A trap."""

    id: str
    text: str
    cites: list[str]


class SourceOfPlan(Struct, frozen=True):
    """A fact the plan rests on."""

    text: str
    source: str
    in_force_since: str
    confirmed_on: Day | None
    confidence: str
    reference: str | None


class Plan(Struct, frozen=True):
    """A plan, as ``simoff plan --json`` gives it."""

    number: NumberOfPlan
    as_of: Day
    facts_version: str
    lang: Literal["zh", "ru", "en"]
    feasible: Literal["yes", "no", "unknown", "no_date"]
    summary: list[str]
    routes: list[Route]
    steps: list[Step]
    gate: GateOfPlan
    questions: list[Question]
    deadlines: list[Deadline]
    warnings: list[Trap]
    sources: dict[str, SourceOfPlan]


class PlanAsked(Body, frozen=True, kw_only=True):
    """One Russian mobile number in any spelling, what is known of the case, and the day of the plan."""

    number: Numbers
    circumstances: Circumstances = field(default_factory=dict)
    as_of: date | UnsetType = UNSET
    all_steps: bool = False


def plan_of(rendered: dict[str, Any]) -> Plan:
    """A plan in words as its type."""
    return msgspec.convert(rendered, Plan)


@post("/plan", status_code=200, responses=ASKING, operation_id="makePlan")
@threaded
def plan(request: AnyRequest, data: JSONBody[PlanAsked]) -> Plan:
    """A plan for a number; nothing is kept."""
    as_of = None if data.as_of is UNSET else data.as_of
    asked = desk.Asked(number=data.number, settings=settings_of(data.circumstances), as_of=as_of)
    made = desk.make(asked, request.app.state.settings.environment)
    return plan_of(desk.rendered(made, asked_language(request), all_steps=data.all_steps))


HANDLERS = (plan,)
