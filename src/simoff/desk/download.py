"""Fetching one file from the network: only when asked, with limits of time and size, and taken up again."""

from __future__ import annotations

import os
import time
from datetime import date
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import OpenerDirector, Request

from msgspec import Struct

TIMEOUT = 30.0
"""Seconds to wait for the server to say something."""
LONGEST = 900.0
"""Seconds a whole download may take; what came until then is kept for the next time."""
_CHUNK = 64 * 1024


class DownloadError(Exception):
    """The file did not come whole; the message says what, where, why and what to do."""

    def __init__(self, id: str, what: str, where: str, next_step: str) -> None:
        self.id = id
        super().__init__(f"{id}: {what} ({where}). {next_step}")


class Downloaded(Struct, frozen=True):
    """The bytes of a file, and the day the server says it was last changed, if it says."""

    data: bytes
    changed_on: date | None


def download(address: str, part: Path, opener: OpenerDirector, limit: int) -> Downloaded:
    """Return the file at ``address``, of at most ``limit`` bytes. Raises `DownloadError`.

    What has come lies in ``part`` until the file is whole. A part is only taken up again if the server can
    show that the file is still the same one (its ETag or date, kept beside the part).
    """
    _check_address(address)
    part.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _fetch(address, part, opener, limit)
    except HTTPError as error:
        if error.code == 416:  # the part is longer than the file: it is of no use
            discard(part)
        raise DownloadError(
            "download.refused", f"the server answered {error.code}", _host(address), "Try again later."
        ) from error
    except (OSError, HTTPException) as error:
        kept = "What has come is kept; run it again to go on." if part.exists() else "Try again later."
        reason = type(error).__name__
        raise DownloadError(
            "download.broken", f"the connection failed: {reason}", _host(address), kept
        ) from error


def discard(part: Path) -> None:
    """Remove a part and what was noted about it."""
    part.unlink(missing_ok=True)
    _mark_of(part).unlink(missing_ok=True)


def _check_address(address: str) -> None:
    try:
        split = urlsplit(address)
    except ValueError:
        raise DownloadError("download.address", "this is no address", "address", "Give one.") from None
    local = split.hostname in ("127.0.0.1", "localhost", "::1")
    if split.scheme != "https" and not (split.scheme == "http" and local):
        raise DownloadError("download.address", "only https addresses are fetched", split.scheme, "Give one.")


def _fetch(address: str, part: Path, opener: OpenerDirector, limit: int) -> Downloaded:
    request = Request(address, headers={"User-Agent": "simoff", "Accept-Encoding": "identity"})  # noqa: S310
    have, mark = _what_is_there(part)
    if have:
        request.add_header("Range", f"bytes={have}-")
        request.add_header("If-Range", mark)
    with opener.open(request, timeout=TIMEOUT) as answer:
        if not _goes_on(answer, have):
            discard(part)
            have = 0
        _note_mark(part, answer)
        _append(answer, part, have, limit, _host(address))
        changed = _day(answer.headers.get("Last-Modified"))
    data = part.read_bytes()
    discard(part)
    return Downloaded(data, changed)


def _what_is_there(part: Path) -> tuple[int, str]:
    mark = _mark_of(part)
    if not part.is_file() or not mark.is_file():
        return 0, ""
    return part.stat().st_size, mark.read_text("utf-8").strip()


def _goes_on(answer: HTTPResponse, have: int) -> bool:
    content_range = str(answer.headers.get("Content-Range", ""))
    return have > 0 and answer.status == 206 and content_range.startswith(f"bytes {have}-")


def _note_mark(part: Path, answer: HTTPResponse) -> None:
    tag = answer.headers.get("ETag", "")
    mark = tag if tag.startswith('"') else answer.headers.get("Last-Modified", "")
    if mark:  # a weak tag does not vouch for the bytes
        _mark_of(part).write_text(mark, "utf-8")


def _append(answer: HTTPResponse, part: Path, have: int, limit: int, host: str) -> None:
    length = answer.headers.get("Content-Length", "")
    expected = have + int(length) if length.isascii() and length.isdigit() else None
    ends = time.monotonic() + LONGEST
    if expected is not None and expected > limit:
        raise _too_large(part, limit, host)
    with part.open("ab") as file:
        while chunk := answer.read(_CHUNK):
            have += len(chunk)
            if have > limit:
                raise _too_large(part, limit, host)
            file.write(chunk)
            if time.monotonic() > ends:
                raise TimeoutError
        file.flush()
        os.fsync(file.fileno())
    if expected is not None and have < expected:
        raise ConnectionError


def _too_large(part: Path, limit: int, host: str) -> DownloadError:
    discard(part)
    step = "This is not the file; check the address."
    return DownloadError("download.too-large", f"more than {limit} bytes", host, step)


def _day(stamp: str | None) -> date | None:
    try:
        return parsedate_to_datetime(stamp).date() if stamp else None
    except ValueError:
        return None


def _mark_of(part: Path) -> Path:
    return part.with_name(part.name + ".mark")


def _host(address: str) -> str:
    return urlsplit(address).hostname or "no host"
