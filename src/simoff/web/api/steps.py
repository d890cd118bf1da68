"""Steps of a case: done, left out knowingly, taken back."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from litestar import Response
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import UNSET, Meta, UnsetType

from simoff.desk.case import marking
from simoff.web.api.fields import Body, CaseId, Id, Text, day_or_today
from simoff.web.api.writing import Sent, Written, case_write, write
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest

Steps = Annotated[list[Id], Meta(min_length=1, max_length=40)]


class StepsDone(Body, frozen=True, kw_only=True):
    """Steps of the plan that were done."""

    steps: Steps
    note: Text = ""
    on: date | UnsetType = UNSET


class StepsWaived(Body, frozen=True, kw_only=True):
    """Steps that are knowingly left out, and why."""

    steps: Steps
    why: Text
    on: date | UnsetType = UNSET


class StepsUndone(Body, frozen=True, kw_only=True):
    """Steps whose mark is taken back."""

    steps: Steps
    why: Text = ""
    on: date | UnsetType = UNSET


@case_write("/cases/{case_id:str}/steps/done", "markStepsDone")
@threaded
def done(
    request: AnyRequest, case_id: CaseId, data: JSONBody[StepsDone], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Mark steps done, all of them or none."""
    environment, on = request.app.state.settings.environment, day_or_today(data.on)
    return write(
        request,
        case_id,
        sent,
        data,
        lambda store: marking.done(store, case_id, data.steps, environment, on=on, note=data.note),
    )


@case_write("/cases/{case_id:str}/steps/waive", "waiveSteps")
@threaded
def waive(
    request: AnyRequest, case_id: CaseId, data: JSONBody[StepsWaived], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Knowingly leave steps out, all of them or none."""
    environment, on = request.app.state.settings.environment, day_or_today(data.on)
    return write(
        request,
        case_id,
        sent,
        data,
        lambda store: marking.waive(store, case_id, data.steps, environment, on=on, why=data.why),
    )


@case_write("/cases/{case_id:str}/steps/undo", "undoSteps")
@threaded
def undo(
    request: AnyRequest, case_id: CaseId, data: JSONBody[StepsUndone], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Take marks back, all of them or none."""
    environment, on = request.app.state.settings.environment, day_or_today(data.on)
    return write(
        request,
        case_id,
        sent,
        data,
        lambda store: marking.undo(store, case_id, data.steps, environment, on=on, why=data.why),
    )


HANDLERS = (done, waive, undo)
