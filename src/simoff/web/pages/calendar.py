"""The dates of a case as a file for the person's own calendar, with titles that tell all or nothing."""

from __future__ import annotations

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Template

from simoff.desk.calendar import FILE
from simoff.desk.case.calendar import give
from simoff.desk.clock import today
from simoff.web.casework import page
from simoff.web.entering import may_write
from simoff.web.pages.start import Form
from simoff.web.record import the_record
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View


@get("/cases/{case_id:str}/calendar")
@threaded
def show(request: AnyRequest, case_id: FromPath[str]) -> Template:
    """What the file holds, and how its titles are to be."""
    return page(request, case_id, "calendar.html")


@post("/cases/{case_id:str}/calendar", guards=[may_write], status_code=200)
@threaded
def download(request: AnyRequest, case_id: FromPath[str], data: Form) -> Response[bytes]:
    """The file as the case is now, so that nothing could be overtaken; the case notes what was given out.

    Incognito the titles tell nothing.
    """
    settings = request.app.state.settings
    bare = settings.incognito or data.get("titles") != "plain"
    with the_record(request) as record:
        given = give(
            record, case_id, settings.environment, View(request).lang, on=today(), as_of=today(), bare=bare
        )
    headers = {"content-disposition": f"attachment; filename={FILE}"}
    return Response(given.data, media_type="text/calendar", headers=headers)


HANDLERS = (show, download)
