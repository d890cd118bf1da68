"""Cases: the list, opening one, and the case as a task list with what happened."""

from __future__ import annotations

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from simoff.desk.case.changing import adopt
from simoff.desk.case.keeping import read
from simoff.desk.case.marking import done, undo, waive
from simoff.desk.case.opening import open_for
from simoff.desk.case.showing import listed, shown
from simoff.desk.clock import today
from simoff.desk.plan import Asked
from simoff.web.casework import NOTHING
from simoff.web.entering import may_write
from simoff.web.pages.plan import plan_parts
from simoff.web.pages.start import Form
from simoff.web.record import check_seen, the_record
from simoff.web.remembering import Made, key_of
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View

A_PAGE = 100
"""Events on one page of the timeline."""


@get("/cases")
@threaded
def every(request: AnyRequest) -> Template:
    """The cases by next date."""
    with the_record(request) as record:
        return View(request).render("cases.html", cases=listed(record))


@post("/cases", guards=[may_write], status_code=303)
@threaded
def opening(request: AnyRequest, data: Form) -> Redirect:
    """Open a case for the number of this session, with what was answered; its address tells nothing about it."""
    quick: dict[str, Any] = request.session.get("quick") or {"number": data.get("number", ""), "settings": []}
    asked = Asked(number=quick["number"], settings=tuple(quick["settings"]))
    with the_record(request) as record:
        case_id = open_for(
            record, asked, request.app.state.settings.environment, label=data.get("label", "").strip()[:100]
        )
    return Redirect(f"/cases/{case_id}", status_code=303)


@get("/cases/{case_id:str}")
@threaded
def one(request: AnyRequest, case_id: FromPath[str]) -> Template | Response[bytes]:
    """The case: today, waiting, done, the gate, the questions, the sources."""
    view, pages = View(request), request.app.state.pages
    with the_record(request) as record:
        key = key_of(request, view.lang, record.readable(case_id))
        known: Response[bytes] | None = pages.find(key)
        if known is not None:
            return known
        kept = read(record, case_id)
    case = shown(kept, request.app.state.settings.environment, view.lang, today(), part=NOTHING)
    closed = kept.state.closed
    made = view.render(
        "case.html",
        case=case,
        plan=case["plan"],
        seq=len(kept.recorded),
        ended=closed is not None and closed.outcome == "ended",
        **plan_parts(case["plan"], view),
    )
    return Made(made, pages, key)


@get("/cases/{case_id:str}/timeline")
@threaded
def history(request: AnyRequest, case_id: FromPath[str], before: FromQuery[int] = 0) -> Template:
    """What happened, the last first, in the order in which it was recorded; ``before``: older than that event."""
    view = View(request)
    with the_record(request) as record:
        kept = read(record, case_id)
    last = min(before - 1, len(kept.recorded)) if before > 0 else len(kept.recorded)
    part = slice(max(last - A_PAGE, 0), max(last, 0))
    case = shown(kept, request.app.state.settings.environment, view.lang, today(), part=part)
    return view.render("timeline.html", case=case, older=part.start + 1 if part.start > 0 else None)


@post("/cases/{case_id:str}/steps/{step_id:str}", guards=[may_write], status_code=303)
@threaded
def mark(request: AnyRequest, case_id: FromPath[str], step_id: FromPath[str], data: Form) -> Redirect:
    """Mark a step done, take the mark back, or leave it out with a reason."""
    environment = request.app.state.settings.environment
    with the_record(request) as record:
        check_seen(record, case_id, data)
        if data.get("mark") == "waive":
            waive(record, case_id, [step_id], environment, on=today(), why=data.get("why", "")[:300])
        elif data.get("mark") == "undo":
            undo(record, case_id, [step_id], environment, on=today())
        else:
            done(record, case_id, [step_id], environment, on=today())
    return Redirect(f"/cases/{case_id}", status_code=303)


@post("/cases/{case_id:str}/facts", guards=[may_write], status_code=303)
@threaded
def newest_facts(request: AnyRequest, case_id: FromPath[str], data: Form) -> Redirect:
    """Plan the case with the newest facts from here on."""
    with the_record(request) as record:
        check_seen(record, case_id, data)
        adopt(record, case_id, request.app.state.settings.environment, today())
    return Redirect(f"/cases/{case_id}", status_code=303)


HANDLERS = (every, opening, one, history, mark, newest_facts)
