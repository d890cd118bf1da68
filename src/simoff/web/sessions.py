"""Sessions: kept in memory for those who came in by the link, and for nobody else."""

from __future__ import annotations

from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.middleware import DefineMiddleware
from litestar.middleware.session.base import SessionMiddleware
from litestar.middleware.session.server_side import ServerSideSessionBackend, ServerSideSessionConfig
from litestar.types import Message, ScopeSession

from simoff.web.settings import Settings

HOURS: Final = 12


class Sessions(ServerSideSessionBackend):
    """Litestar's sessions, but an id that a browser brings counts only if it was given here, and a stranger's
    request leaves nothing behind: no cookie, no entry in memory.
    """

    async def store_in_message(
        self, scope_session: ScopeSession, message: Message, connection: ASGIConnection[Any, Any, Any, Any]
    ) -> None:
        """Keep the session under an id of ours and tell the browser; nothing for an empty one."""
        if not scope_session:
            return
        store = self.config.get_store_from_app(connection.app)
        if await self.get(self.get_session_id(connection), store=store) is None:
            connection.cookies.pop(self.config.key, None)
            connection._connection_state.session_id = self.generate_session_id()
        await super().store_in_message(scope_session, message, connection)


def sessions(settings: Settings) -> DefineMiddleware:
    """The middleware. The cookie's name holds the port: cookies of one computer are shared by all its ports."""
    config = ServerSideSessionConfig(
        key=f"simoff-{settings.port}",
        max_age=HOURS * 3600,
        samesite="strict",
        httponly=True,
        exclude=["^/api/", "^/static/"],
    )
    return DefineMiddleware(SessionMiddleware, backend=Sessions(config))
