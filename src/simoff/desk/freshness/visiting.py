"""One visit to a web page: bounded in time, size and redirects, and no way into this computer's own network."""

from __future__ import annotations

import ipaddress
import time
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from msgspec import Struct

TIMEOUT: Final = 20.0
"""Seconds to wait for the server to say something."""
LONGEST: Final = 60.0
"""Seconds a whole visit may take."""
LARGEST: Final = 5 * 1024 * 1024
REDIRECTS: Final = 5
AGENT: Final = "simoff-facts-watch"
_CHUNK = 64 * 1024
_GONE = (404, 410)
_MOVED = (301, 302, 303, 307, 308)


class Visit(Struct, frozen=True):
    """What came of it: ``got`` with a body, ``same`` (304), ``gone`` (404, 410), or ``failed`` with the reason."""

    state: str
    why: str = ""
    data: bytes = b""
    content_type: str = ""
    etag: str = ""
    address: str = ""
    """Where the redirects ended."""


class _NoRedirect(HTTPRedirectHandler):
    """Redirects are followed here, one by one, and counted."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        """Follow none."""


def plain_opener() -> OpenerDirector:
    """An opener that follows no redirect by itself, keeps no cookies and reads nothing but http and https."""
    return build_opener(_NoRedirect())


def visit(address: str, opener: OpenerDirector, etag: str = "", largest: int = LARGEST) -> Visit:
    """Fetch an address once. Never raises for what a server does; ``why`` is the id of a reason."""
    ends = time.monotonic() + LONGEST
    here, seen = address, {address}
    for _ in range(REDIRECTS + 1):
        found = _once(here, opener, etag if here == address else "", largest, ends)
        if found.state != "moved":
            return found
        here, why = _followed(address, here, found.address)
        if why:
            return Visit("failed", why)
        if here in seen:
            return Visit("failed", "redirect-loop")
        seen.add(here)
    return Visit("failed", "redirects")


def _once(address: str, opener: OpenerDirector, etag: str, largest: int, ends: float) -> Visit:
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity", **({"If-None-Match": etag} if etag else {})}
    try:
        with opener.open(Request(address, headers=headers), timeout=TIMEOUT) as answer:  # noqa: S310 - looked at
            return _read(answer, address, largest, ends)
    except HTTPError as error:
        error.close()
        return _said(error.code, error.headers, address)
    except (TimeoutError, URLError, OSError, HTTPException, ValueError) as error:
        slow = isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError)
        return Visit("failed", "timeout" if slow else "connection")


def _said(code: int, headers: Message, address: str) -> Visit:
    if code in _MOVED and headers.get("Location"):
        return Visit("moved", address=headers["Location"][:2000])
    if code == 304:
        return Visit("same", address=address)
    if code in _GONE:
        return Visit("gone", address=address)
    if code in (401, 403, 429, 451, 503):
        return Visit("failed", "refused")
    return Visit("failed", "server" if code >= 500 else "status")


def _read(answer: HTTPResponse, address: str, largest: int, ends: float) -> Visit:
    if answer.status != 200:
        return Visit("failed", "status")
    data = bytearray()
    while chunk := answer.read(_CHUNK):
        data += chunk
        if len(data) > largest:
            return Visit("failed", "too-large")
        if time.monotonic() > ends:
            return Visit("failed", "timeout")
    length = answer.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and len(data) < int(length):
        return Visit("failed", "connection")
    kind, etag = answer.headers.get("Content-Type", ""), answer.headers.get("ETag", "")
    return Visit("got", "", bytes(data), kind[:200], etag[:200], address)


def _followed(first: str, here: str, to: str) -> tuple[str, str]:
    """Where a redirect leads, and why it is not followed, if it is not."""
    try:
        there = urljoin(here, to)
        return there, _refused(first, there)
    except ValueError:
        return here, "redirect-scheme"


def _refused(first: str, here: str) -> str:
    """Another scheme, a private network, or the front page in place of the page."""
    before, after = urlsplit(first), urlsplit(here)
    if after.scheme not in ("http", "https") or (before.scheme == "https" and after.scheme == "http"):
        return "redirect-scheme"
    if _is_private(after.hostname or "") and after.hostname != before.hostname:
        return "redirect-private"
    if before.path.strip("/") and not after.path.strip("/") and not after.query:
        return "redirect-front-page"
    return ""


def _is_private(host: str) -> bool:
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")) or "." not in host:
        return ":" not in host or _is_private_address(host)
    return _is_private_address(host)


def _is_private_address(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False
