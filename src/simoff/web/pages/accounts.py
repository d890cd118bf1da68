"""What hangs on the number: drop an archive, watch it being read, mark what was moved or is knowingly left."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated, Any, get_args

from litestar import get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body, FromPath
from litestar.response import Redirect, ServerSentEvent, Template

from simoff.case.events.accounts import MovedTo
from simoff.desk import account_case as desk
from simoff.desk.accounts import Asked, Scan, render_scan, scan
from simoff.desk.clock import today
from simoff.desk.errors import Refusal, WrongInput
from simoff.web.casework import line_of, load, maybe_day
from simoff.web.entering import may_write
from simoff.web.failing import refusal_texts
from simoff.web.jobs import Job, Report
from simoff.web.pages.start import Form
from simoff.web.record import check_seen, the_record
from simoff.web.threads import threaded
from simoff.web.uploads import PIECE, shown_name
from simoff.web.view import AnyRequest, View

LARGEST = 4 * 1024 * 1024 * 1024
WAYS: tuple[MovedTo, ...] = get_args(MovedTo)
WithFile = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)]


@get("/cases/{case_id:str}/accounts")
@threaded
def show(request: AnyRequest, case_id: FromPath[str]) -> Template:
    """The inventory in the order of moving, and a form to read an archive."""
    view = View(request)
    kept, case = load(request, case_id, view)
    with the_record(request) as record:
        found = desk.listed(record, case_id, view.lang)
    return view.render("accounts.html", case=case, seq=len(kept.recorded), found=found, ways=WAYS)


@post("/cases/{case_id:str}/accounts/scan", guards=[may_write], status_code=303, request_max_body_size=LARGEST)
@threaded
def read(request: AnyRequest, case_id: FromPath[str], data: WithFile) -> Redirect:
    """Take the archive in and begin to read it, whatever happened to the case meanwhile; then delete it."""
    upload = data.get("archive")
    if not isinstance(upload, UploadFile) or not upload.filename:
        raise WrongInput("web-choose", what="archive")
    with the_record(request) as record:
        number = desk.number_of(record, case_id)
    folder = Path(mkdtemp(prefix="simoff-"))
    path = folder / shown_name(upload).replace("/", "_")
    with path.open("wb") as file:
        while piece := upload.file.read(PIECE):
            file.write(piece)
    since = maybe_day(data, "since")
    asked = Asked(
        (path,),
        line=line_of(data, "line") or None,
        since=since if since else None,
        number=number,
        password=str(data.get("password") or "") or None,
    )
    view = View(request)
    environment = request.app.state.settings.environment

    def work(report: Report) -> Scan:
        try:
            done = scan(asked, view.lang, lambda name, at, whole: report(at, whole or path.stat().st_size))
            with the_record(request) as record:
                desk.keep_scan(record, case_id, done, environment, on=today())
            return done
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    job = request.app.state.jobs.start(case_id, work)
    return Redirect(f"/cases/{case_id}/accounts/scan/{job}", status_code=303)


@get("/cases/{case_id:str}/accounts/scan/{job_id:str}")
@threaded
def watch(request: AnyRequest, case_id: FromPath[str], job_id: FromPath[str]) -> Template:
    """How far the reading is; then what was found."""
    view = View(request)
    job = _job(request, case_id, job_id)
    _, case = load(request, case_id, view)
    found = render_scan(job.result, view.lang) if job.state == "done" else None
    fault = None
    if job.state == "failed":
        fault = (
            refusal_texts(view, job.fault)
            if isinstance(job.fault, Refusal)
            else {"what": view.say("web.error.500"), "next": "", "lines": ()}
        )
    return view.render("scan.html", case=case, job=job, job_id=job_id, found=found, fault=fault)


@get("/cases/{case_id:str}/accounts/scan/{job_id:str}/events", sync_to_thread=False)
def events(request: AnyRequest, case_id: FromPath[str], job_id: FromPath[str]) -> ServerSentEvent:
    """The percentage as server-sent events, until the job is over."""
    return ServerSentEvent(_progress(_job(request, case_id, job_id)))


async def _progress(job: Job) -> AsyncIterator[dict[str, str]]:
    last = -1
    while job.state in ("waiting", "running"):
        if job.percent != last:
            last = job.percent
            yield {"event": "progress", "data": str(last)}
        await asyncio.sleep(0.3)
    yield {"event": "over", "data": job.state}


def _job(request: AnyRequest, case_id: str, job_id: str) -> Job:
    job: Job | None = request.app.state.jobs.get(case_id, job_id)
    if job is None:
        raise NotFoundException
    return job


@post("/cases/{case_id:str}/accounts/{account_id:str}", guards=[may_write], status_code=303)
@threaded
def settle(request: AnyRequest, case_id: FromPath[str], account_id: FromPath[str], data: Form) -> Redirect:
    """An account was moved, or is knowingly left with a reason."""
    environment = request.app.state.settings.environment
    with the_record(request) as record:
        check_seen(record, case_id, data)
        if data.get("mark") == "waive":
            desk.waive(record, case_id, [account_id], environment, on=today(), why=line_of(data, "why"))
        else:
            way: MovedTo = next((each for each in WAYS if each == data.get("to")), "other_number")
            desk.move(record, case_id, [account_id], environment, on=today(), to=way)
    return Redirect(f"/cases/{case_id}/accounts#account-{account_id}", status_code=303)


HANDLERS = (show, read, watch, events, settle)
