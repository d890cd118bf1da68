"""Who may come in: the link's token works once and leaves a session; without one, every page is shut."""

from __future__ import annotations

import hmac
from typing import Any

from litestar import Request, get
from litestar.config.csrf import CSRFConfig
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.middleware import ASGIMiddleware, DefineMiddleware
from litestar.middleware.csrf import CSRFMiddleware
from litestar.params import FromQuery
from litestar.response import Redirect
from litestar.types import ASGIApp, Receive, Scope, Send

from simoff.web.settings import Settings

INSIDE = "inside"


class Entry:
    """The one-time token of this start. Used up by the first that comes with it."""

    def __init__(self, settings: Settings) -> None:
        self._token: str | None = settings.entry_token

    def use(self, token: str) -> bool:
        """Whether the token opens the door; it does so once."""
        if self._token is None or not hmac.compare_digest(token.encode(), self._token.encode()):
            return False
        self._token = None
        return True


@get("/enter", opt={"open": True}, sync_to_thread=False)
def enter(request: Request[Any, Any, Any], token: FromQuery[str] = "") -> Redirect:
    """Take the token of the link, begin a session, and leave the token out of the address."""
    if request.session.get(INSIDE) is not True:
        if not request.app.state.entry.use(token):
            raise PermissionDeniedException
        request.set_session({INSIDE: True, "lang": request.app.state.settings.lang})
    return Redirect("/")


class Entered(ASGIMiddleware):
    """Around every page: a session that came in by the link, before anything that was sent is read."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Let the request in, or NotAuthorizedException; what is marked ``open`` is for everybody."""
        is_open = scope["route_handler"].opt.get("open") is True
        if not is_open and ASGIConnection[Any, Any, Any, Any](scope).session.get(INSIDE) is not True:
            raise NotAuthorizedException
        await next_app(scope, receive, send)


def forms(settings: Settings) -> DefineMiddleware:
    """Around every page: a form counts only with the hidden token of the page it stood on."""
    config = CSRFConfig(
        settings.csrf_secret,
        cookie_name=f"simoff-form-{settings.port}",
        cookie_samesite="strict",
        cookie_httponly=True,
        exclude=["^/api/", "^/static/"],
    )
    return DefineMiddleware(CSRFMiddleware, config=config)


def with_token(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Guard of the API: ``Authorization: Bearer`` with the token of this start. No cookie counts here, so that no
    page of another site can make a browser write.
    """
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    expected: str = connection.app.state.settings.api_token
    if scheme.lower() != "bearer" or not hmac.compare_digest(token.encode(), expected.encode()):
        raise NotAuthorizedException


def not_incognito(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Guard of the API and of files to take away: they cover nothing, so they are shut where that is asked for."""
    if connection.app.state.settings.incognito:
        raise PermissionDeniedException(extra={"why": "incognito"})


def may_write(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Guard of everything that writes: shut when the server was started read-only."""
    if connection.app.state.settings.read_only:
        raise PermissionDeniedException(extra={"why": "read-only"})
