"""Where everything is kept: data, key and backups; a backup to take away; a dossier somebody handed over."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from litestar import get, post
from litestar.datastructures import UploadFile
from litestar.response import Stream, Template

from simoff.desk.doctor import examine
from simoff.desk.errors import WrongInput
from simoff.desk.record_backup import backup_name, hand_out_backup, lock_of
from simoff.desk.record_dossier import verify_dossier
from simoff.web.downloads import download
from simoff.web.entering import not_incognito
from simoff.web.pages.accounts import WithFile
from simoff.web.pages.start import Form
from simoff.web.proofs import in_words, problem_in_words
from simoff.web.record import the_record
from simoff.web.threads import threaded
from simoff.web.uploads import kept_for_now
from simoff.web.view import AnyRequest, View

LARGEST = 2 * 1024 * 1024 * 1024
"""Bytes of a dossier; simoff makes none that is larger."""
MOST = 20


@get("/record")
@threaded
def show(request: AnyRequest) -> Template:
    """Where data, key and backups lie and whether they are sound; forms for a backup and for a dossier."""
    return _page(View(request), None)


@post("/record/backup", guards=[not_incognito], status_code=200)
@threaded
def backup(request: AnyRequest, data: Form) -> Stream:
    """The whole record, locked with the passphrase typed twice; it is kept nowhere."""
    phrase = str(data.get("passphrase") or "")
    if not phrase or phrase != data.get("again"):
        raise WrongInput("backup-twice")
    file = cast("BinaryIO", TemporaryFile(prefix="simoff-"))  # noqa: SIM115 - closed when it was taken away
    try:
        with the_record(request) as record:
            hand_out_backup(file, record, lock_of((), phrase), noted=not request.app.state.settings.read_only)
    except BaseException:
        file.close()
        raise
    return download(file, backup_name(), "application/octet-stream")


@post("/record/dossier", status_code=200, request_max_body_size=LARGEST + 1_000_000)
@threaded
def check(request: AnyRequest, data: WithFile) -> Template:
    """Check a dossier: every byte, event, link and stamp. Nothing of it is kept."""
    view, upload = View(request), data.get("dossier")
    if not isinstance(upload, UploadFile) or not upload.filename:
        raise WrongInput("web-choose", what="dossier")
    with kept_for_now(upload, LARGEST) as path:
        found = verify_dossier(path, request.app.state.settings.environment, None)
    counted = {"case": found.case, "events": found.events, "files": found.files, "masked": found.masked}
    return _page(view, {**in_words(found, view), **counted})


def _page(view: View, found: dict[str, Any] | None) -> Template:
    report = examine(view.settings.environment)
    problems = [problem_in_words(one, view) for one in report.record.problems[:MOST]]
    return view.render("kept.html", report=report, problems=problems, found=found)


HANDLERS = (show, backup, check)
