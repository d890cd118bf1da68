"""Where to go, and is it open: the nearest offices to a town or a point, and taking offices out of a file.

The place is sent in a form, never in an address: where somebody is stays out of histories and logs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from litestar import get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Template

from simoff.desk import offices as desk
from simoff.desk.bundle import load_facts
from simoff.desk.errors import WrongInput
from simoff.offices import Wanted
from simoff.web.casework import line_of
from simoff.web.entering import may_write
from simoff.web.pages.start import Form
from simoff.web.threads import threaded
from simoff.web.uploads import kept_for_now, shown_name
from simoff.web.view import AnyRequest, View

LARGEST = 256 * 1024 * 1024
MOST = 10
WithFile = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)]


@get("/offices")
@threaded
def ask(request: AnyRequest) -> Template:
    """The form, and what was imported."""
    return _page(View(request), request, {})


@post("/offices", status_code=200)
@threaded
def search(request: AnyRequest, data: Form) -> Template:
    """The nearest offices that fit."""
    view = View(request)
    return _page(view, request, data, found=found_near(data, request, view))


@post("/offices/import", guards=[may_write], status_code=200, request_max_body_size=LARGEST + 1_000_000)
@threaded
def take_in(request: AnyRequest, data: WithFile) -> Template:
    """Take offices out of a file; nothing is fetched."""
    upload, view = data.get("file"), View(request)
    if not isinstance(upload, UploadFile) or not upload.filename:
        raise WrongInput("web-choose", what="file")
    environment, name = request.app.state.settings.environment, shown_name(upload)
    with kept_for_now(upload, LARGEST) as path:
        done = desk.import_offices(path, environment, view.lang, fresh=data.get("fresh") == "yes", name=name)
    return _page(view, request, {}, done=done, faults=desk.fault_lines(done.faults, view.lang))


def found_near(data: Mapping[str, Any], request: AnyRequest, view: View) -> dict[str, Any]:
    """The nearest offices for what a form says: ``place region operator own open on``."""
    place = desk.place_of(line_of(data, "place"), line_of(data, "region") or None)
    operator = line_of(data, "operator")
    wanted = Wanted(
        operator=operator if operator in load_facts().operators else None,
        kinds=("own",) if data.get("own") == "yes" else ("own", "unknown", "dealer"),
        open_at=desk.moment_of(_moment(data), place),
        most=MOST,
    )
    return desk.nearest(place, wanted, request.app.state.settings.environment, view.lang)


def _moment(data: Mapping[str, Any]) -> str | None:
    day, hour = line_of(data, "on"), line_of(data, "at")
    if day:
        return f"{day}T{hour}" if hour else day
    return "now" if data.get("open") == "yes" else None


def _page(view: View, request: AnyRequest, asked: Mapping[str, Any], **context: Any) -> Template:  # noqa: ANN401
    kept = desk.kept_offices(request.app.state.settings.environment)
    sources = desk.attributions(kept, view.lang)
    about = {"total": len(kept.offices), "sources": sources, "operators": view.operators()}
    shared = {"asked": asked, "found": None, "done": None, "faults": (), "action": "/offices"}
    return view.render("offices.html", **{**shared, **about, **context})


HANDLERS = (ask, search, take_in)
