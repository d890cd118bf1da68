"""The first page: type a number, see what it is, and go on."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect, Template

from simoff.desk.number import numbers_in
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View

LONGEST_TEXT = 2_000
Form = Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/")
@threaded
def start(request: AnyRequest) -> Template:
    """Ask for the number; nothing else is needed for a first plan."""
    return View(request).render("start.html", entries=None, text="")


@post("/number", status_code=200)
@threaded
def look(request: AnyRequest, data: Form) -> Template | Redirect:
    """Say what was typed; one Russian mobile number can go on to its plan."""
    view = View(request)
    text = data.get("number", "")[:LONGEST_TEXT].strip()
    entries: list[dict[str, Any]] = numbers_in([text], request.app.state.settings.environment)
    mobile = [entry for entry in entries if entry["kind"] == "mobile_ru"]
    if len(mobile) == 1:
        request.set_session({**request.session, "quick": {"number": mobile[0]["e164"], "settings": []}})
    return view.render("start.html", entries=entries, text=text, mobile=mobile)


HANDLERS = (start, look)
