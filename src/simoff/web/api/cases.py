"""Cases: the list, opening, showing, what happened, what is stated, closing, opening again."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated, Any, Literal

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery, JSONBody, QueryParameter
from msgspec import UNSET, Struct, UnsetType, field

from simoff.case import decisions as do
from simoff.case.events.opening import SaidBy
from simoff.desk.bundle import catalogue
from simoff.desk.case.changing import adopt
from simoff.desk.case.keeping import read
from simoff.desk.case.opening import open_for
from simoff.desk.case.showing import page_listed, shown
from simoff.desk.case.stating import state_for
from simoff.desk.case.timeline import timeline
from simoff.desk.clock import today
from simoff.desk.plan import Asked
from simoff.record.interface import Store
from simoff.web.api.fields import (
    Body,
    CaseId,
    Circumstances,
    Cursor,
    Id,
    Limit,
    Numbers,
    Short,
    Text,
    day_or_today,
    settings_of,
)
from simoff.web.api.paging import make_cursor, page_of, read_cursor
from simoff.web.api.plans import Plan, plan_of
from simoff.web.api.problems import READING, WRITING
from simoff.web.api.writing import (
    IdempotencyKey,
    Sent,
    Written,
    case_write,
    decided,
    once,
    tag,
    write,
)
from simoff.web.entering import may_write
from simoff.web.record import the_record
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, asked_language

Status = Literal["open", "filed", "closed"]
_PLACE = r"[0-9]{4}-[0-9]{2}-[0-9]{2} [A-Za-z0-9._:-]{1,100}"


class CaseLine(Struct, frozen=True):
    """A case in the list."""

    case: str
    label: str
    status: Literal["open", "filed", "closed", "forgotten"]
    next_due: str | None
    events: int
    changed_at: str


class CasesPage(Struct, frozen=True):
    """Cases by next date, those without one last; ``next`` continues the list."""

    cases: list[CaseLine]
    next: str | None


class CaseAsked(Body, frozen=True, kw_only=True):
    """The number a case is about, what is known of it, and what it is called in lists."""

    number: Numbers
    circumstances: Circumstances = field(default_factory=dict)
    label: Short = ""
    on: date | UnsetType = UNSET


class CaseHead(Struct, frozen=True):
    """What a case is."""

    id: str
    number: str
    label: str
    status: Status
    opened_on: str | None
    filed_on: str | None
    ends_on: str | None
    closed_on: str | None
    events: int
    facts_version: str
    facts_differ: bool


class OpenAccount(Struct, frozen=True):
    """An account that still hangs on the number."""

    id: str
    name: str
    loss: str


class OpenPaper(Struct, frozen=True):
    """A paper that was made."""

    id: str
    kind: str
    status: str


class Refund(Struct, frozen=True):
    """Where the money stands, in roubles as text."""

    demanded: str | None
    received: str
    waived: str
    open: str | None
    settled: bool


class StillOpen(Struct, frozen=True):
    """What is not done yet, and what is missing to close the case."""

    steps: list[str]
    gate: list[str]
    questions: list[str]
    accounts: list[OpenAccount]
    papers: list[OpenPaper]
    visits: list[str]
    refund: Refund | None
    to_close: list[str]


class Claim(Struct, frozen=True):
    """A circumstance as it was stated."""

    value: bool | int | str
    said_by: SaidBy
    on: str


class Claims(Struct, frozen=True):
    """What was stated, what other events show, and what can no longer be used."""

    stated: dict[str, Claim]
    derived: dict[str, bool | int | str]
    unusable: list[str]


class Unread(Struct, frozen=True):
    """An event this version cannot read."""

    place: int
    type: str
    version: int
    why: str


class Odd(Struct, frozen=True):
    """An event that does not fit what went before."""

    place: int
    type: str
    what: str


class ToDo(Struct, frozen=True):
    """What to do about a change."""

    id: str
    text: str


class ChangedFact(Struct, frozen=True):
    """A fact that changed: how much that matters, what changed, and what of the case it touches."""

    id: str
    weight: str
    gone: bool
    changes: list[dict[str, Any]]
    said: list[str]
    steps: list[dict[str, Any]]
    dates: list[dict[str, Any]]
    routes: list[dict[str, Any]]
    papers: list[dict[str, Any]]
    todo: list[ToDo]


class Changes(Struct, frozen=True):
    """What newer facts change for a case; ``kept``: whether the facts it was planned with are still here."""

    from_: str = field(name="from")
    to: str
    kept: bool
    facts: list[ChangedFact]


class Case(Struct, frozen=True):
    """A case as it stands today. ``changes`` is null where no facts are newer."""

    case: CaseHead
    changes: Changes | None
    plan: Plan
    open: StillOpen
    claims: Claims
    unread: list[Unread]
    odd: list[Odd]


class Detail(Struct, frozen=True):
    """A field of an event and its value, in words."""

    field: str
    value: str


class Happened(Struct, frozen=True):
    """One event: its number, when it was recorded, the day it happened, and what it was."""

    seq: int
    recorded_at: str
    on: str | None
    type: str
    actor: str
    text: str
    details: list[Detail]


class Timeline(Struct, frozen=True):
    """Events in the order they were recorded; ``next`` continues the list."""

    events: list[Happened]
    next: str | None


class Stated(Body, frozen=True, kw_only=True):
    """Circumstances that are stated, and those that are taken back."""

    set: Circumstances = field(default_factory=dict)
    unset: Annotated[list[Id], msgspec.Meta(max_length=100)] = field(default_factory=list)
    said_by: SaidBy = "me"
    on: date | UnsetType = UNSET


class Adopting(Body, frozen=True, kw_only=True):
    """The day from which on."""

    on: date | UnsetType = UNSET


class Closing(Body, frozen=True, kw_only=True):
    """How a case ends: ``ended`` with its proof, ``kept`` with a reason in the note."""

    outcome: Literal["ended", "kept"] = "ended"
    note: Text = ""
    on: date | UnsetType = UNSET


class Reopening(Body, frozen=True, kw_only=True):
    """Why a closed case is opened again."""

    why: Text
    on: date | UnsetType = UNSET


@get("/cases", responses=READING, operation_id="listCases")
@threaded
def listed(
    request: AnyRequest,
    status: FromQuery[Status | None] = None,
    due_by: Annotated[date | None, QueryParameter(name="due_by", description="With a date up to this day.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> CasesPage:
    """A page of the cases."""
    after = None if cursor is None else read_cursor(cursor, _PLACE)
    with the_record(request) as record:
        lines, following = page_listed(record, status, due_by, after=after, limit=limit)
    shown_lines = msgspec.convert(lines, list[CaseLine])
    return CasesPage(shown_lines, None if following is None else make_cursor(following))


@post("/cases", status_code=201, guards=[may_write], responses=WRITING, operation_id="openCase")
@threaded
def opening(
    request: AnyRequest, data: JSONBody[CaseAsked], idempotency_key: IdempotencyKey = None
) -> Response[Written]:
    """Open a case."""

    def carried_out() -> Response[Any]:
        asked = Asked(number=data.number, settings=settings_of(data.circumstances))
        environment, on = request.app.state.settings.environment, day_or_today(data.on)
        with the_record(request) as record:
            case_id = open_for(record, asked, environment, label=data.label, on=on)
            seq = record.head(case_id).seq
        headers = {"ETag": tag(seq), "Location": f"/api/v1/cases/{case_id}"}
        return Response(Written(case_id, seq), status_code=201, headers=headers)

    return once(request, idempotency_key, data, carried_out)


@get("/cases/{case_id:str}", responses=READING, operation_id="showCase")
@threaded
def one(request: AnyRequest, case_id: CaseId, all_steps: FromQuery[bool] = False) -> Response[Case]:
    """A case: its plan, what is open, what was stated. Its ETag is the number of its last event."""
    with the_record(request) as record:
        kept = read(record, case_id)
    environment, lang = request.app.state.settings.environment, asked_language(request)
    found = shown(kept, environment, lang, today(), all_steps=all_steps, part=slice(0))
    rest = {name: found[name] for name in ("case", "changes", "open", "claims", "unread", "odd")}
    case = msgspec.convert({**rest, "plan": plan_of(found["plan"])}, Case)
    return Response(case, headers={"ETag": tag(len(kept.recorded))})


@get("/cases/{case_id:str}/timeline", responses=READING, operation_id="listEvents")
@threaded
def events(request: AnyRequest, case_id: CaseId, limit: Limit = 50, cursor: Cursor = None) -> Response[Timeline]:
    """What happened, in the order it was recorded."""
    with the_record(request) as record:
        kept = read(record, case_id)
    entries, following = page_of(timeline(kept, catalogue("case", asked_language(request))), limit, cursor)
    page = Timeline(msgspec.convert(entries, list[Happened]), following)
    return Response(page, headers={"ETag": tag(len(kept.recorded))})


@case_write("/cases/{case_id:str}/circumstances", "stateCircumstances")
@threaded
def state(
    request: AnyRequest, case_id: CaseId, data: JSONBody[Stated], sent: NamedDependency[Sent]
) -> Response[Written]:
    """State how things are, or take it back; all of it or nothing."""

    def work(store: Store) -> object:
        return state_for(
            store,
            case_id,
            request.app.state.settings.environment,
            on=day_or_today(data.on),
            settings=settings_of(data.set),
            unset=data.unset,
            said_by=data.said_by,
        )

    return write(request, case_id, sent, data, work)


@case_write("/cases/{case_id:str}/close", "closeCase")
@threaded
def closing(
    request: AnyRequest, case_id: CaseId, data: JSONBody[Closing], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Close a case; 409 with what is missing while its end is not proved."""
    decide = partial(do.close, on=day_or_today(data.on), outcome=data.outcome, note=data.note)
    return decided(request, case_id, sent, data, decide)


@case_write("/cases/{case_id:str}/reopen", "reopenCase")
@threaded
def reopening(
    request: AnyRequest, case_id: CaseId, data: JSONBody[Reopening], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Open a closed case again."""
    return decided(request, case_id, sent, data, partial(do.reopen, on=day_or_today(data.on), why=data.why))


@case_write("/cases/{case_id:str}/adopt", "adoptFacts")
@threaded
def adopting(
    request: AnyRequest, case_id: CaseId, data: JSONBody[Adopting], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Plan the case with the newest facts from here on; what they change stands in ``changes`` of the case."""
    environment, on = request.app.state.settings.environment, day_or_today(data.on)
    return write(request, case_id, sent, data, lambda store: adopt(store, case_id, environment, on))


HANDLERS = (listed, opening, one, events, state, adopting, closing, reopening)
