"""Files of a case: attach one, see what is kept, get one back byte for byte."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated

from litestar import Response, get
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.openapi import ResponseSpec
from litestar.params import Body as Sending
from litestar.params import PathParameter
from msgspec import UNSET, Struct, UnsetType

from simoff.case.events.papers import FileKind
from simoff.desk.case.attaching import Attached, attach_to
from simoff.desk.case.keeping import read
from simoff.record.interface import Store
from simoff.web.api.fields import CaseId, Cursor, Limit, Text, day_or_today
from simoff.web.api.paging import page_of
from simoff.web.api.problems import READING
from simoff.web.api.writing import Sent, case_write, tag, write
from simoff.web.record import the_record
from simoff.web.threads import threaded
from simoff.web.uploads import PIECE, kept_for_now
from simoff.web.view import AnyRequest

BYTES = "application/octet-stream"
LARGEST = 100 * 1024 * 1024
Sha256 = Annotated[
    str, PathParameter(pattern="^[0-9a-f]{64}$", description="The SHA-256 of the file, hexadecimal.")
]


class KeptFile(Struct, frozen=True):
    """A kept file by the SHA-256 of its bytes."""

    sha256: str
    size: int
    media_type: str
    kind: str
    name: str
    proves: str
    on: date


class FilesPage(Struct, frozen=True):
    """Files in the order they came; ``next`` continues the list."""

    files: list[KeptFile]
    next: str | None


class FileAttached(Struct, frozen=True):
    """A file that was attached, and the number of the case's last event."""

    case: str
    events: int
    sha256: str
    size: int
    media_type: str


class FileForm(Struct, frozen=True, forbid_unknown_fields=True):
    """A file, what it is and what it proves."""

    file: UploadFile
    kind: FileKind = "other"
    proves: Text = ""
    on: date | UnsetType = UNSET


@get("/cases/{case_id:str}/files", responses=READING, operation_id="listFiles")
@threaded
def listed(request: AnyRequest, case_id: CaseId, limit: Limit = 50, cursor: Cursor = None) -> Response[FilesPage]:
    """What is kept for a case."""
    with the_record(request) as record:
        state = read(record, case_id).state
    files = [
        KeptFile(sha, file.size, file.media_type, file.kind, file.name, file.proves, file.on)
        for sha, file in state.files.items()
    ]
    entries, following = page_of(files, limit, cursor)
    return Response(FilesPage(entries, following), headers={"ETag": tag(state.length)})


@case_write("/cases/{case_id:str}/files", "attachFile", status_code=201, largest=LARGEST + 1_000_000)
@threaded
def attach(
    request: AnyRequest,
    case_id: CaseId,
    data: Annotated[FileForm, Sending(media_type=RequestEncodingType.MULTI_PART)],
    sent: NamedDependency[Sent],
) -> Response[FileAttached]:
    """Keep a file and say what it proves."""
    environment, on = request.app.state.settings.environment, day_or_today(data.on)
    with kept_for_now(data.file, LARGEST) as path:
        digest = hashlib.sha256(f"{data.kind}\n{on}\n{data.proves}\n".encode())
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)

        def work(store: Store) -> Attached:
            return attach_to(store, case_id, path, environment, on=on, kind=data.kind, proves=data.proves)

        def tell(attached: Attached, seq: int) -> FileAttached:
            ref = attached.file
            return FileAttached(case_id, seq, ref.sha256, ref.size, ref.media_type)

        return write(request, case_id, sent, digest.digest(), work, tell, status=201)


@get(
    "/cases/{case_id:str}/files/{sha256:str}",
    responses={
        200: ResponseSpec(bytes, generate_examples=False, description="The bytes.", media_type=BYTES),
        **READING,
    },
    media_type=BYTES,
    operation_id="getFile",
)
@threaded
def fetch(request: AnyRequest, case_id: CaseId, sha256: Sha256) -> Response[bytes]:
    """A kept file byte for byte; its media type stands in the list."""
    with the_record(request) as record:
        if sha256 not in {ref.sha256 for ref in record.files(case_id)}:
            raise NotFoundException
        content = b"".join(record.open(case_id, sha256))
    headers = {"content-disposition": f"attachment; filename=simoff-{sha256[:12]}"}
    return Response(content, media_type=BYTES, headers=headers)


HANDLERS = (listed, attach, fetch)
