"""The record of a case: what happened last, whether all of it is whole, its time-stamp and its dossier."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Stream, Template

from simoff.desk.errors import CouldNotCheck
from simoff.desk.record_anchor import AUTHORITY, anchor_cases, roots_of
from simoff.desk.record_dossier import dossier_into, dossier_name
from simoff.record.stamps import prove
from simoff.web.casework import page
from simoff.web.downloads import download
from simoff.web.entering import may_write, not_incognito
from simoff.web.pages.start import Form
from simoff.web.proofs import in_words, reason_in_words
from simoff.web.record import check_seen, the_record
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View

LAST = 5
"""Events shown here; the page of the timeline has all."""


@get("/cases/{case_id:str}/record")
@threaded
def show(request: AnyRequest, case_id: FromPath[str]) -> Template:
    """What happened last, and what can be done with the record of the case."""
    return _page(request, case_id, None)


@post("/cases/{case_id:str}/record/verify", status_code=200)
@threaded
def verify(request: AnyRequest, case_id: FromPath[str], data: Form) -> Template:
    """Check every event, link, file and time-stamp; nothing is written."""
    environment = request.app.state.settings.environment
    with the_record(request) as record:
        proof = prove(record, case_id, roots_of(environment, None))
    view = View(request)
    found = in_words(proof, view)
    if proof.problems:  # what is broken may not be readable as a case any more
        return view.render("record_broken.html", proof=found)
    return _page(request, case_id, found)


@post("/cases/{case_id:str}/record/anchor", guards=[may_write], status_code=303)
@threaded
def anchor(request: AnyRequest, case_id: FromPath[str], data: Form) -> Redirect:
    """Have the end of the case stamped from outside. Uses the network, as the page says."""
    environment = request.app.state.settings.environment
    with the_record(request) as record:
        check_seen(record, case_id, data)
        done = anchor_cases(record, [case_id], environment)[0]
    if done.state == "failed":
        raise CouldNotCheck("web-no-stamp", why=reason_in_words(done.why, View(request)))
    return Redirect(f"/cases/{case_id}/record", status_code=303)


@post("/cases/{case_id:str}/record/dossier", guards=[not_incognito], status_code=200)
@threaded
def dossier(request: AnyRequest, case_id: FromPath[str], data: Form) -> Stream:
    """The case as one file that others can check without simoff."""
    file = cast("BinaryIO", TemporaryFile(prefix="simoff-"))  # noqa: SIM115 - closed when it was taken away
    try:
        with the_record(request) as record:
            dossier_into(
                file,
                record,
                case_id,
                request.app.state.settings.environment,
                View(request).lang,
                redact=data.get("redact") == "yes",
            )
    except BaseException:
        file.close()
        raise
    return download(file, dossier_name(case_id), "application/zip")


def _page(request: AnyRequest, case_id: str, proof: dict[str, Any] | None) -> Template:
    authority = request.app.state.settings.environment.get(AUTHORITY)
    part = slice(-LAST, None)
    return page(request, case_id, "record.html", part=part, proof=proof, authority=authority)


HANDLERS = (show, verify, anchor, dossier)
