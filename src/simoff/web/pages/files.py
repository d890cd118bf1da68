"""Files of a case: attach a scan or photo, look at what is kept, and close the case with its proof."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body, FromPath
from litestar.response import Redirect, Template

from simoff.case.events.opening import Outcome
from simoff.case.events.papers import FileKind
from simoff.desk.case.attaching import attach_to
from simoff.desk.case.closing import close_case
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput
from simoff.web.casework import line_of, page
from simoff.web.entering import may_write
from simoff.web.pages.start import Form
from simoff.web.record import check_seen, the_record
from simoff.web.threads import threaded
from simoff.web.uploads import kept_for_now
from simoff.web.view import AnyRequest, View

KINDS: tuple[FileKind, ...] = get_args(FileKind)
LARGEST = 100 * 1024 * 1024
_SHOWN = {"application/pdf", "image/png", "image/jpeg", "text/plain"}
"""Media types that are handed to the browser as they are; everything else is only a download."""
WithFile = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)]


@get("/cases/{case_id:str}/files")
@threaded
def show(request: AnyRequest, case_id: FromPath[str]) -> Template:
    """What is kept, and a form to attach more."""
    return page(request, case_id, "files.html", kinds=KINDS)


@post("/cases/{case_id:str}/files", guards=[may_write], status_code=303, request_max_body_size=LARGEST + 1_000_000)
@threaded
def attach(request: AnyRequest, case_id: FromPath[str], data: WithFile) -> Redirect:
    """Keep a file and say what it proves, whatever happened to the case meanwhile: nobody uploads it twice."""
    upload = data.get("file")
    if not isinstance(upload, UploadFile) or not upload.filename:
        raise WrongInput("web-choose", what="file")
    kind: FileKind = next((each for each in KINDS if each == data.get("kind")), "other")
    environment = request.app.state.settings.environment
    with kept_for_now(upload, LARGEST) as path, the_record(request) as record:
        attach_to(
            record, case_id, path, environment, on=today(), kind=kind, proves=line_of(data, "proves")
        )
    return Redirect(f"/cases/{case_id}/files", status_code=303)


@get("/cases/{case_id:str}/files/{sha256:str}")
@threaded
def fetch(request: AnyRequest, case_id: FromPath[str], sha256: FromPath[str]) -> Response[bytes]:
    """A kept file, as it is; a name of ours, and never as a page of this site."""
    with the_record(request) as record:
        refs = {ref.sha256: ref for ref in record.files(case_id)}
        if sha256 not in refs:
            raise NotFoundException
        content = b"".join(record.open(case_id, sha256))
    media = refs[sha256].media_type
    shown = media in _SHOWN
    headers = {
        "content-disposition": f"{'inline' if shown else 'attachment'}; filename=simoff-{sha256[:12]}",
        "content-security-policy": "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'",
    }
    return Response(content, media_type=media if shown else "application/octet-stream", headers=headers)


@post("/cases/{case_id:str}/close", guards=[may_write], status_code=303)
@threaded
def closing(request: AnyRequest, case_id: FromPath[str], data: Form) -> Redirect:
    """Close the case: ended with its proof, or kept with a reason. Its page then offers the dossier."""
    outcome: Outcome = "kept" if data.get("outcome") == "kept" else "ended"
    environment, lang = request.app.state.settings.environment, View(request).lang
    with the_record(request) as record:
        check_seen(record, case_id, data)
        close_case(record, case_id, environment, lang, on=today(), outcome=outcome, note=line_of(data, "note"))
    return Redirect(f"/cases/{case_id}", status_code=303)


HANDLERS = (show, attach, fetch, closing)
