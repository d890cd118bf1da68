"""The application: pages, API, and what stands around them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Litestar
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.middleware import DefineMiddleware
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.middleware.session.server_side import ServerSideSessionConfig
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.stores.memory import MemoryStore
from litestar.template.config import TemplateConfig

from simoff.desk.errors import Refusal
from simoff.web.entering import Entry, enter, inside
from simoff.web.failing import on_anything, on_changed, on_http, on_refusal
from simoff.web.jobs import Jobs
from simoff.web.pages import HANDLERS
from simoff.web.record import ChangedMeanwhile
from simoff.web.security import Door
from simoff.web.settings import Settings

STATIC: Final = Path(__file__).parent / "static"
LARGEST_FORM: Final = 2 * 1024 * 1024
"""Bytes of an ordinary form; uploads state their own limit."""
REQUESTS_A_MINUTE: Final = 1200


def make_app(settings: Settings) -> Litestar:
    """The application with these settings; several may live in one process (tests do)."""
    sessions = ServerSideSessionConfig(samesite="strict", httponly=True, key="simoff", max_age=12 * 3600)
    jobs = Jobs()
    return Litestar(
        route_handlers=[enter, *HANDLERS, create_static_files_router("/static", [STATIC], opt={"open": True})],
        guards=[inside],
        middleware=[
            DefineMiddleware(Door, settings=settings),
            RateLimitConfig(("minute", REQUESTS_A_MINUTE), exclude=["^/static/"]).middleware,
            sessions.middleware,
        ],
        csrf_config=CSRFConfig(settings.csrf_secret, cookie_samesite="strict", cookie_httponly=True),
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(_environment())),
        exception_handlers=_handlers(),
        request_max_body_size=LARGEST_FORM,
        stores={"sessions": MemoryStore()},
        state=State({"settings": settings, "entry": Entry(settings), "jobs": jobs}),
        on_shutdown=[jobs.close],
        openapi_config=None,
        logging_config=None,
    )


def _handlers() -> dict[Any, Any]:
    return {ChangedMeanwhile: on_changed, Refusal: on_refusal, HTTPException: on_http, Exception: on_anything}


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("simoff.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
