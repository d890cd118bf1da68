"""How long somebody may take to send: a slow or silent sender is cut off, so that it cannot keep others out."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import h11
from litestar.exceptions import ClientException
from litestar.types import Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS: Final = 10.0
"""For the line and the headers of a request."""
BODY_SECONDS: Final = 20.0
"""For a body, and a second more for every BODY_RATE bytes that came."""
BODY_RATE: Final = 64 * 1024


class Body:
    """Receives a request's body within its time; knows whether all of it came."""

    def __init__(self, scope: Scope, receive: Receive, seconds: float = BODY_SECONDS) -> None:
        headers = dict(scope["headers"])
        self.is_left = headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers
        self._receive, self._seconds = receive, seconds
        self._began = self._came = 0.0

    async def receive(self) -> Any:  # noqa: ANN401 - a message of one of ASGI's many kinds
        """The next piece; ClientException (408) when it does not come in time."""
        if not self.is_left:
            return await self._receive()
        loop = asyncio.get_running_loop()
        self._began = self._began or loop.time()
        until = self._began + self._seconds + self._came / BODY_RATE
        try:
            message = await asyncio.wait_for(self._receive(), until - loop.time())
        except TimeoutError:
            raise ClientException(status_code=408) from None
        self._came += len(message.get("body", b""))  # type: ignore[arg-type]
        self.is_left = bool(message.get("more_body")) and message["type"] == "http.request"
        return message

    def closing(self, send: Send) -> Send:
        """Ends the connection after an answer that was given before all of the body came."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and self.is_left:
                message["headers"] = [*message["headers"], (b"connection", b"close")]
            await send(message)

        return sending


class Punctual(H11Protocol):
    """Uvicorn's HTTP, with a limit on the time in which the head of a request has to come."""

    head_seconds = HEAD_SECONDS
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody connected: the time for the first head begins."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Something came: while no head is whole its time runs on, else it ends."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._watch()
        else:
            self._rest()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection ended."""
        self._rest()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(self.head_seconds, self._cut)

    def _rest(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _cut(self) -> None:
        self._late = None
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self.transport.close()
