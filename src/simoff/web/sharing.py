"""One sheet for a telephone in the same network: an own listener, only when asked, for one fetch and a few minutes.

The pages themselves are never reachable from outside. What is shared is a copy of one sheet under a path nobody can
guess; it goes over the local network in clear, as the page says before anybody asks for it.
"""

from __future__ import annotations

import hmac
import secrets
import socket
import threading
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any, Final

import uvicorn
from msgspec import Struct

from simoff.desk.clock import now
from simoff.desk.errors import Refusal
from simoff.web.patience import Punctual

MINUTES: Final = 10
_NOWHERE: Final = "192.0.2.1"
"""An address that is nobody's (RFC 5737): asked only by which way one would go there; nothing is sent."""
_HEADERS: Final = (
    (b"content-type", b"text/html; charset=utf-8"),
    (b"content-security-policy", b"sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"connection", b"close"),
)


class Shared(Struct, frozen=True):
    """What is shared: the page it was asked on, its address for the telephone, until when, whether it is over."""

    page: str
    address: str
    until: datetime
    state: str
    """``open``, ``fetched`` or ``over``."""


class Sharing:
    """At most one listener of a server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listener: _Listener | None = None

    def open(self, page: str, content: bytes) -> None:
        """Share the content in place of what was before. Refusal ``web-no-network`` outside a local network."""
        listener = _Listener(page, content, local_address())
        with self._lock:
            before, self._listener = self._listener, listener
        if before is not None:
            before.close()
        listener.start()

    def of(self, page: str) -> Shared | None:
        """What was shared on that page last."""
        with self._lock:
            listener = self._listener
        return None if listener is None or listener.page != page else listener.shared()

    def close(self) -> None:
        """Share nothing any more."""
        with self._lock:
            listener, self._listener = self._listener, None
        if listener is not None:
            listener.close()


def local_address() -> str:
    """This computer's address in its local network; Refusal ``web-no-network`` for none and for a public one."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((_NOWHERE, 9))
            address = str(probe.getsockname()[0])
    except OSError:
        raise Refusal("web-no-network") from None
    found = ip_address(address)
    if found.is_loopback or not found.is_private:
        raise Refusal("web-no-network")
    return address


class _Listener:
    """Gives one content once under one path; everything else is not found."""

    def __init__(self, page: str, content: bytes, host: str) -> None:
        self.page = page
        self._content, self._state = content, "open"
        self._socket = _bound(host)
        self._host = f"{host}:{self._socket.getsockname()[1]}"
        self._path = f"/{secrets.token_urlsafe(24)}"
        self._until = now() + timedelta(minutes=MINUTES)
        config = uvicorn.Config(
            self._answer,
            interface="asgi3",
            http=Punctual,
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=5,
            h11_max_incomplete_event_size=8 * 1024,
            limit_concurrency=20,
            lifespan="off",
        )
        self._server = uvicorn.Server(config)
        self._timer = threading.Timer(MINUTES * 60, self.close)
        self._timer.daemon = True

    def start(self) -> None:
        """Listen, in a thread of its own."""
        threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True).start()
        self._timer.start()

    def close(self) -> None:
        """Stop listening; what is being sent is sent to its end."""
        if self._state == "open":
            self._state = "over"
        self._timer.cancel()
        self._server.should_exit = True

    def shared(self) -> Shared:
        """How it stands."""
        return Shared(self.page, f"http://{self._host}{self._path}", self._until, self._state)

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
        if not self._is_wanted(scope):
            await _send(send, 404, b"There is nothing here.\n", ((b"content-type", b"text/plain"), *_HEADERS[1:]))
            return
        self._state = "fetched"  # before the first byte: nobody else gets it meanwhile
        try:
            await _send(send, 200, self._content, _HEADERS)
        finally:
            self.close()

    def _is_wanted(self, scope: Any) -> bool:  # noqa: ANN401 - ASGI
        if scope["type"] != "http" or scope["method"] != "GET" or self._state != "open":
            return False
        host = dict(scope["headers"]).get(b"host", b"")
        return host == self._host.encode() and hmac.compare_digest(scope["raw_path"], self._path.encode())


def _bound(host: str) -> socket.socket:
    """A socket at a free port of that address alone."""
    found = socket.socket()
    try:
        found.bind((host, 0))
    except OSError:
        found.close()
        raise Refusal("web-no-network") from None
    return found


async def _send(send: Any, status: int, body: bytes, headers: tuple[tuple[bytes, bytes], ...]) -> None:  # noqa: ANN401
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body, "more_body": False})
