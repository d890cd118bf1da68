"""The visit of a case: choose an office, see the best days, plan it, and note what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from functools import partial
from typing import Any, Final, Literal, get_args

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template
from msgspec import UNSET, UnsetType

from simoff.case.decisions import cancel_visit, visit_happened
from simoff.desk import offices as desk
from simoff.desk.case.planning import plan_of
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput
from simoff.desk.visit import Appointment, plan_into, planned_visits, visit_answer
from simoff.web.casework import day_of, line_of, load, text_of, write
from simoff.web.entering import may_write
from simoff.web.pages.offices import found_near
from simoff.web.pages.start import Form
from simoff.web.record import check_seen, the_record
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View

Result = Literal["filed", "refused", "closed", "other"]
RESULTS: Final[tuple[Result, ...]] = get_args(Result)


@get("/cases/{case_id:str}/offices")
@threaded
def show(request: AnyRequest, case_id: FromPath[str]) -> Template:
    """The visits of the case, and the form to look for an office."""
    return _page(request, case_id, {})


@post("/cases/{case_id:str}/offices", status_code=200)
@threaded
def search(request: AnyRequest, case_id: FromPath[str], data: Form) -> Template:
    """The nearest offices that fit; nothing is written."""
    return _page(request, case_id, data, found=found_near(data, request, View(request)))


@post("/cases/{case_id:str}/offices/look", status_code=200)
@threaded
def look(request: AnyRequest, case_id: FromPath[str], data: Form) -> Template:
    """The best days for one office, what to bring and what to take back; nothing is written."""
    return _page(request, case_id, data, office=line_of(data, "office"))


@post("/cases/{case_id:str}/offices/plan", guards=[may_write], status_code=303)
@threaded
def plan(request: AnyRequest, case_id: FromPath[str], data: Form) -> Redirect:
    """Plan the visit in the case."""
    day, starts = _day(data), _time(data, "at")
    when = Appointment(day, starts, _time(data, "until"), line_of(data, "visit"))
    with the_record(request) as record:
        check_seen(record, case_id, data)
        plan_into(record, case_id, line_of(data, "office"), when, request.app.state.settings.environment)
    return Redirect(f"/cases/{case_id}/offices", status_code=303)


@post("/cases/{case_id:str}/offices/after", guards=[may_write], status_code=303)
@threaded
def after(request: AnyRequest, case_id: FromPath[str], data: Form) -> Redirect:
    """What came of a visit, or that it will not take place."""
    visit, on = line_of(data, "visit"), day_of(data)
    if data.get("result") == "cancelled":
        return write(request, case_id, data, partial(cancel_visit, on=on, visit=visit), "/offices")
    result = next((each for each in RESULTS if each == data.get("result")), None)
    if result is None:
        raise WrongInput("web-choose", what="result")
    decide = partial(visit_happened, on=on, visit=visit, result=result, summary=text_of(data, "summary"))
    return write(request, case_id, data, decide, "/offices")


def _day(data: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a date
    if not line_of(data, "day"):
        raise WrongInput("web-choose", what="day")
    return day_of(data, "day")


def _time(data: Mapping[str, Any], name: str) -> time | UnsetType:
    text = line_of(data, name)
    if not text:
        return UNSET
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise WrongInput("bad-choice", option=name, value=text[:20], allowed="09:30") from None


def _page(
    request: AnyRequest, case_id: str, asked: Mapping[str, Any], *, found: Any = None, office: str = ""  # noqa: ANN401
) -> Template:
    view, environment = View(request), request.app.state.settings.environment
    kept, case = load(request, case_id, view)
    visit = None
    if office:
        made = plan_of(kept.state, environment, today())
        visit = visit_answer(office, environment, view.lang, made=made, state=kept.state)
    return view.render(
        "offices_case.html",
        case=case,
        seq=len(kept.recorded),
        today=today(),
        asked=asked,
        found=found,
        visit=visit,
        visits=planned_visits(kept.state),
        total=len(desk.kept_offices(environment).offices),
        operators=view.operators(),
        stated=case["plan"]["number"]["operator"]["id"],
        results_of_visit=(*RESULTS, "cancelled"),
        action=f"/cases/{case_id}/offices",
    )


HANDLERS = (show, search, look, plan, after)
