"""Runs the application on this computer alone until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from simoff.desk.record import Ask
from simoff.web.app import make_app
from simoff.web.patience import Punctual
from simoff.web.settings import Settings


class PortTaken(OSError):
    """Another program listens there."""


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or any free one for 0; PortTaken when it is in use."""
    with socket.socket() as probe:
        try:
            probe.bind((host, wanted))
        except OSError as fault:
            raise PortTaken(fault.errno, fault.strerror) from None
        return int(probe.getsockname()[1])


def serve(settings: Settings, started: Callable[[], None], ask: Ask | None = None) -> None:
    """Serve until Ctrl-C; ``started`` is called once the first page can be fetched.

    With ``ask`` the record is opened first, with the passphrase it gives; Refusal where that is not the one.
    """
    app = make_app(settings)
    if ask is not None:
        app.state.shelf.record(ask)
    config = uvicorn.Config(
        app,
        http=Punctual,
        host=settings.host,
        port=settings.port,
        log_level="critical",
        access_log=False,
        server_header=False,
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=64 * 1024,
        limit_concurrency=200,
        lifespan="on",
    )
    server = _Server(config, started)
    with suppress(KeyboardInterrupt):  # Ctrl-C, raised again by uvicorn once everything is put away
        server.run()


class _Server(uvicorn.Server):
    """Says when it has begun to listen."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._say_started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._say_started()
