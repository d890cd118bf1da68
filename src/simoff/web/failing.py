"""What a person sees when something did not work: what, why, what to do; nothing about the program's inside."""

from __future__ import annotations

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from simoff.desk.errors import CouldNotCheck, Refusal, WrongInput
from simoff.web.record import ChangedMeanwhile, the_record
from simoff.web.sent import in_words
from simoff.web.view import View

LOG = logging.getLogger("simoff.web")
_STATUS = {WrongInput: 400, CouldNotCheck: 503, Refusal: 409}


def on_refusal(request: Request[Any, Any, Any], fault: Refusal) -> Response[Any]:
    """The desk said no: its reason in the person's language, with the way back."""
    status = next(code for kind, code in _STATUS.items() if isinstance(fault, kind))
    view = View(request)
    return _page(view, status, refusal_texts(view, fault))


def on_changed(request: Request[Any, Any, Any], fault: ChangedMeanwhile) -> Response[Any]:
    """Somebody else was first: what was sent is shown and can be sent again."""
    view = View(request)
    with the_record(request) as record:
        seq = record.head(fault.case_id).seq
    title = view.say("web.changed.heading")
    told = tuple(in_words(view, fault.sent))
    made: Response[Any] = view.render(
        "changed.html", status=409, title=title, sent=fault.sent, told=told, seq=seq, case_id=fault.case_id
    )
    return made


def refusal_texts(view: View, fault: Refusal) -> dict[str, Any]:
    """What the desk refused, in words: of the pages where they have their own, else those of the command line."""
    from simoff.desk.bundle import catalogue

    words = view.words if f"error.{fault.id}.what" in view.words else catalogue("cli", view.lang)
    args: dict[str, Any] = dict(fault.facts)
    if fault.id == "not-mobile":
        args["kind"] = catalogue("cli", view.lang).say(f"number.kind.{args['kind']}")
    key = f"error.{fault.id}.what"
    what = words.say(key, args) if key in words else view.say("web.error.unknown")
    next_ = words.say(f"error.{fault.id}.next", args) if f"error.{fault.id}.next" in words else ""
    return {"what": what, "next": next_, "lines": fault.lines}


def on_http(request: Request[Any, Any, Any], fault: HTTPException) -> Response[Any]:
    """Not found, not allowed, too large, too often: one page for all, in the person's language."""
    view = View(request)
    key = f"web.error.{fault.status_code}"
    extra = fault.extra if isinstance(fault.extra, dict) else {}
    if extra.get("why") in ("read-only", "incognito"):
        key = f"web.error.{extra['why']}"
    what = view.say(key) if view.says(key) else view.say("web.error.other", code=fault.status_code)
    return _page(view, fault.status_code, {"what": what, "next": "", "lines": ()})


def on_anything(request: Request[Any, Any, Any], fault: Exception) -> Response[Any]:
    """A fault of simoff itself."""
    noted(fault)
    return _page(View(request), 500, {"what": View(request).say("web.error.500"), "next": "", "lines": ()})


def noted(fault: Exception) -> None:
    """Log a fault of simoff itself: its kind and place, nothing of what was typed."""
    place = fault.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = "" if place is None else f"{place.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{place.tb_lineno}"
    LOG.error("fault %s at %s", type(fault).__name__, where)


def _page(view: View, status: int, texts: dict[str, Any]) -> Response[Any]:
    made: Response[Any] = view.render("error.html", status=status, title=view.say("web.error.title"), **texts)
    return made
