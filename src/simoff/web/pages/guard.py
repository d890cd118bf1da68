"""Is this a trap? Paste a message or drop a picture; and a text without its personal data."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Template

from simoff.desk import guard as desk
from simoff.web.pages.start import Form
from simoff.web.threads import threaded
from simoff.web.uploads import kept_for_now
from simoff.web.view import AnyRequest, View

LONGEST = 200_000
LARGEST_PICTURE = 10 * 1024 * 1024
WithPicture = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)]


@get("/guard")
@threaded
def ask(request: AnyRequest) -> Template:
    """The form."""
    return View(request).render("guard.html", found=None, masked=None, text="", sender="")


@post("/guard/check", status_code=200, request_max_body_size=LARGEST_PICTURE + 1_000_000)
@threaded
def check(request: AnyRequest, data: WithPicture) -> Template:
    """The verdict with its reasons; nothing is kept and no link is opened."""
    view = View(request)
    text = str(data.get("text") or "")[:LONGEST]
    sender = str(data.get("sender") or "").strip()[:100] or None
    picture = data.get("picture")
    if isinstance(picture, UploadFile) and picture.filename:
        with kept_for_now(picture, LARGEST_PICTURE) as path:
            found = desk.check(desk.Asked(picture=path, sender=sender), view.lang)
    else:
        found = desk.check(desk.Asked(text=text, sender=sender), view.lang)
    return view.render("guard.html", found=found, masked=None, text=text, sender=sender or "")


@post("/guard/mask", status_code=200)
@threaded
def mask(request: AnyRequest, data: Form) -> Template:
    """The text with its personal data covered."""
    view = View(request)
    text = data.get("text", "")[:LONGEST]
    masked = desk.mask_text(text)
    return view.render("guard.html", found=None, masked=masked, text=text, sender="")


HANDLERS = (ask, check, mask)
