"""A sheet on the telephone: by a QR code in the same network, only when somebody asks for it here."""

from __future__ import annotations

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template
from markupsafe import Markup

from simoff.desk.talk import talk_files
from simoff.web.casework import page
from simoff.web.entering import not_incognito
from simoff.web.pages.papers import SHEETS, talk_of
from simoff.web.pages.start import Form
from simoff.web.sharing import MINUTES, Shared
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View


@get("/cases/{case_id:str}/sheets/{name:str}/phone")
@threaded
def show(request: AnyRequest, case_id: FromPath[str], name: FromPath[str]) -> Template:
    """What sharing does, before it is asked for; the code while it is open; afterwards, what became of it."""
    if name not in SHEETS:
        raise NotFoundException
    shared: Shared | None = request.app.state.sharing.of(_path(case_id, name))
    code = _code(shared.address, View(request)) if shared is not None and shared.state == "open" else None
    return page(request, case_id, "phone.html", name=name, shared=shared, code=code, minutes=MINUTES)


@post("/cases/{case_id:str}/sheets/{name:str}/phone", guards=[not_incognito], status_code=303)
@threaded
def share(request: AnyRequest, case_id: FromPath[str], name: FromPath[str], data: Form) -> Redirect:
    """Open the way for one fetch, or shut it. Nothing is written."""
    if name not in SHEETS:
        raise NotFoundException
    if data.get("go") == "stop":
        request.app.state.sharing.close()
    else:
        content = talk_files(talk_of(request, case_id, name))[f"{name}.html"]
        request.app.state.sharing.open(_path(case_id, name), content)
    return Redirect(_path(case_id, name), status_code=303)


def _path(case_id: str, name: str) -> str:
    return f"/cases/{case_id}/sheets/{name}/phone"


def _code(address: str, view: View) -> Markup:
    import segno  # only here

    made = segno.make(address, micro=False)
    picture = made.svg_inline(scale=7, border=4, dark="#000", light="#fff", title=view.say("web.phone.code"))
    return Markup(picture)  # noqa: S704 - made by us of an address of ours


HANDLERS = (show, share)
