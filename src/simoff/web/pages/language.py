"""Another language, at once, on the same page."""

from __future__ import annotations

from typing import Annotated

from litestar import post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from simoff.lang import LANGS
from simoff.web.view import AnyRequest


@post("/language", sync_to_thread=False, status_code=303)
def change(
    request: AnyRequest, data: Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]
) -> Redirect:
    """Keep the choice in the session and go back to where the person was."""
    if data.get("lang") in LANGS:
        request.set_session({**request.session, "lang": data["lang"]})
    return Redirect(local_path(data.get("back", "/")), status_code=303)


def local_path(text: str) -> str:
    """A path of this site; anything that could lead elsewhere becomes the start."""
    safe = text.startswith("/") and not text.startswith(("//", "/\\")) and "\\" not in text and text.isprintable()
    return text if safe else "/"


HANDLERS = (change,)
