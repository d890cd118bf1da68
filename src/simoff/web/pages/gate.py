"""The point of no return: what is not done, waivers one by one, then the last four digits."""

from __future__ import annotations

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template
from msgspec import UNSET

from simoff.desk.bundle import catalogue
from simoff.desk.case.filing import ROUTES, Filing, through
from simoff.web.casework import day_of, line_of, page, write
from simoff.web.entering import may_write
from simoff.web.pages.start import Form
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View


@get("/cases/{case_id:str}/gate")
@threaded
def show(request: AnyRequest, case_id: FromPath[str]) -> Template:
    """What shuts the gate, and the form that opens it."""
    words = catalogue("plan", View(request).lang)
    names = {route: words.say(f"route.{route}.name") for route in ROUTES}
    return page(request, case_id, "gate.html", titles=words, routes=names)


@post("/cases/{case_id:str}/gate", guards=[may_write], status_code=303)
@threaded
def go_through(request: AnyRequest, case_id: FromPath[str], data: Form) -> Redirect:
    """Pass with the waivers typed, and note the filing when the termination was handed in."""
    on = day_of(data)
    waivers = {
        name.removeprefix("waive."): line_of(data, name)
        for name in data
        if name.startswith("waive.") and line_of(data, name)
    }
    filing = None
    if data.get("filed") == "yes":
        route = next((each for each in ROUTES if each == data.get("route")), UNSET)
        filing = Filing(on, route, line_of(data, "registration"), line_of(data, "office"))
    digits = line_of(data, "digits")
    decide = through(
        request.app.state.settings.environment, lambda: digits or None, on=on, waivers=waivers, filing=filing
    )
    return write(request, case_id, data, decide, "/gate")


HANDLERS = (show, go_through)
