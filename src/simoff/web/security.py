"""The outermost door: whose name was called, from where a form comes, and what a page may load.

It stands around the whole application, so that no page can forget it. What it refuses is answered in plain text
without a word about the person.
"""

from __future__ import annotations

from typing import Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from simoff.web.patience import Body
from simoff.web.settings import Settings

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

_HEADERS: Final = tuple(
    (name.encode("ascii"), value.encode("ascii"))
    for name, value in {
        "content-security-policy": POLICY,
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
    }.items()
)
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Door:
    """Around the whole application: checks Host and Origin, limits the time a body may take, and sets the headers
    of every answer, also of those for addresses that there are not.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._hosts = settings.hosts
        self._origins = frozenset(f"http://{host}" for host in settings.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer 400 (another name) or 403 (another origin)."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if headers.get(b"host", "").lower() not in self._hosts:
            await _refuse(send, 400, b"This address is not served here.\n")
        elif scope["method"] not in _SAFE and not self._is_ours(headers):
            await _refuse(send, 403, b"This came from another site and was not carried out.\n")
        else:
            body = Body(scope, receive)
            await self._app(scope, body.receive, body.closing(_with_headers(send)))

    def _is_ours(self, headers: dict[bytes, str]) -> bool:
        """A browser says where a form comes from; a program that says nothing needs the API's token anyway."""
        if headers.get(b"sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origin = headers.get(b"origin")
        return origin is None or origin.lower() in self._origins


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            there = {name.lower() for name, _ in message["headers"]}
            fresh = [(name, value) for name, value in _HEADERS if name not in there]
            if b"cache-control" not in there:
                fresh.append((b"cache-control", b"no-store"))
            message["headers"] = [*message["headers"], *fresh]
        await send(message)

    return sending


async def _refuse(send: Send, status: int, body: bytes) -> None:
    kind = (b"content-type", b"text/plain; charset=utf-8")
    headers = [kind, (b"content-length", str(len(body)).encode()), *_HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
