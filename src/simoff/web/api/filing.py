"""The gate and the filing: the point of no return, with waivers and the last four digits."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import UNSET, Meta, Struct, UnsetType, field

from simoff.case.events.steps import Route
from simoff.desk.case.filing import Filing, blocks, through
from simoff.desk.clock import today
from simoff.web.api.fields import Body, CaseId, Digits, Id, Short, day_or_today
from simoff.web.api.problems import READING
from simoff.web.api.writing import Sent, Written, case_write, decided, tag
from simoff.web.record import the_record
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest


class Gate(Struct, frozen=True):
    """Whether the gate would open, and the steps that shut it."""

    open: bool
    blocked_by: list[str]


class HandedIn(Body, frozen=True, kw_only=True):
    """How the termination was handed in; without a route the best one of the plan."""

    route: Route | UnsetType = UNSET
    registration: Short = ""
    office: Short = ""
    on: date | UnsetType = UNSET


class PassGate(Body, frozen=True, kw_only=True):
    """The last four digits of the number, a reason for each step that is knowingly left out, and the filing if the
    termination was handed in.
    """

    digits: Digits
    waivers: Annotated[dict[Id, Annotated[str, Meta(min_length=1, max_length=300)]], Meta(max_length=40)] = field(
        default_factory=dict
    )
    filing: HandedIn | UnsetType = UNSET
    on: date | UnsetType = UNSET


@get("/cases/{case_id:str}/gate", responses=READING, operation_id="showGate")
@threaded
def show(request: AnyRequest, case_id: CaseId) -> Response[Gate]:
    """What shuts the gate today."""
    with the_record(request) as record:
        blocked = blocks(record, case_id, request.app.state.settings.environment, today())
        seq = record.head(case_id).seq
    return Response(Gate(not blocked, list(blocked)), headers={"ETag": tag(seq)})


@case_write("/cases/{case_id:str}/gate", "passGate")
@threaded
def go_through(
    request: AnyRequest, case_id: CaseId, data: JSONBody[PassGate], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Pass the gate and note the filing, both or neither; 409 ``case-gate-shut`` names what is not done."""
    on, filing = day_or_today(data.on), None
    if data.filing is not UNSET:
        handed = data.filing
        day = on if handed.on is UNSET else handed.on
        filing = Filing(day, handed.route, handed.registration, handed.office)
    environment = request.app.state.settings.environment
    decide = through(environment, lambda: data.digits, on=on, waivers=data.waivers, filing=filing)
    return decided(request, case_id, sent, data, decide)


HANDLERS = (show, go_through)
