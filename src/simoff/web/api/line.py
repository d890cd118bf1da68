"""Is the line dead? What was seen, and the verdict with its reasons."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import UNSET, Meta, Struct, UnsetType, field

from simoff.case.events.base import Moment
from simoff.desk import line as desk
from simoff.desk.case.keeping import read
from simoff.desk.case.line import Concluded, conclude, grave_accounts, signals_of
from simoff.desk.clock import now, today
from simoff.line import Signal
from simoff.web.api.fields import Body, CaseId, Id
from simoff.web.api.problems import READING
from simoff.web.api.writing import Sent, case_write, tag, write
from simoff.web.record import the_record
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, asked_language

Network = Annotated[str, Meta(pattern=r"^[0-9]{5,6}$")]


class SignalSeen(Body, frozen=True, kw_only=True):
    """An observation by its id, as ``simoff line signal`` has it; ``at``: when, with its time zone, else now."""

    signal: Id
    at: Moment | UnsetType = UNSET
    network: Network | UnsetType = UNSET
    end: date | UnsetType = UNSET


class SignalsSeen(Body, frozen=True, kw_only=True):
    """Observations; all are noted or none."""

    signals: Annotated[list[SignalSeen], Meta(max_length=100)] = field(default_factory=list)


class Because(Struct, frozen=True):
    """A signal and what it weighs."""

    signal: str
    points_to: str
    weight: str
    at: str


class LineVerdict(Struct, frozen=True):
    """The verdict, as ``simoff line verdict --json`` gives it, and in words."""

    verdict: Literal["dead", "alive", "suspended", "cannot_tell"]
    because: list[Because]
    next: list[str]
    said: str
    reason: str
    alarm: str | None


@get("/cases/{case_id:str}/line", responses=READING, operation_id="showVerdict")
@threaded
def show(request: AnyRequest, case_id: CaseId) -> Response[LineVerdict]:
    """The verdict on all the case knows of its line."""
    with the_record(request) as record:
        state = read(record, case_id).state
    judgement = desk.verdict_on(signals_of(state), today(), None if state.filed is None else state.filed.on)
    told = _told(Concluded(judgement, grave_accounts(state)), request)
    return Response(told, headers={"ETag": tag(state.length)})


@case_write("/cases/{case_id:str}/line", "noteSignals")
@threaded
def note(
    request: AnyRequest, case_id: CaseId, data: JSONBody[SignalsSeen], sent: NamedDependency[Sent]
) -> Response[LineVerdict]:
    """Note what was seen, and record the verdict on all of it."""
    signals = [_signal(seen, now()) for seen in data.signals]
    environment = request.app.state.settings.environment
    return write(
        request,
        case_id,
        sent,
        data,
        lambda store: conclude(store, case_id, signals, environment, today()),
        lambda found, _: _told(found, request),
    )


def _signal(seen: SignalSeen, moment: datetime) -> Signal:
    given: dict[str, Any] = {
        "network": None if seen.network is UNSET else seen.network,
        "end": None if seen.end is UNSET else seen.end,
    }
    return desk.signal_of(seen.signal, moment if seen.at is UNSET else seen.at, **given)


def _told(found: Concluded, request: AnyRequest) -> LineVerdict:
    return msgspec.convert(desk.verdict_json(found.judgement, asked_language(request), found.grave), LineVerdict)


HANDLERS = (show, note)
