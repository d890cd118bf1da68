"""The application: pages, API, and what stands around them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.stores.memory import MemoryStore
from litestar.template.config import TemplateConfig

from simoff.desk.errors import Refusal
from simoff.web.api import problems
from simoff.web.api.document import openapi, served
from simoff.web.api.problems import Said
from simoff.web.api.router import make_router
from simoff.web.api.writing import Remembered
from simoff.web.covering import without_sums
from simoff.web.entering import Entered, Entry, enter, forms
from simoff.web.failing import on_anything, on_changed, on_http, on_refusal
from simoff.web.jobs import Jobs
from simoff.web.pages import HANDLERS
from simoff.web.record import ChangedMeanwhile, Shelf
from simoff.web.remembering import Pages
from simoff.web.security import Door
from simoff.web.sessions import sessions
from simoff.web.settings import Settings
from simoff.web.sharing import Sharing
from simoff.web.tongues import Page
from simoff.web.view import AnyRequest

STATIC: Final = Path(__file__).parent / "static"
LARGEST_FORM: Final = 2 * 1024 * 1024
"""Bytes of an ordinary form; uploads state their own limit."""
REQUESTS_A_MINUTE: Final = 1200


def make_app(settings: Settings) -> Litestar:
    """The application with these settings; several may live in one process (tests do)."""
    jobs, shelf, sharing = Jobs(), Shelf(settings.environment), Sharing()
    app = Litestar(
        route_handlers=[enter, *HANDLERS, make_router(), served, _static()],
        middleware=[
            RateLimitConfig(("minute", REQUESTS_A_MINUTE), exclude=["^/static/"]).middleware,
            sessions(settings),
            Entered(),
            forms(settings),
        ],
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(_environment(settings))),
        exception_handlers=_handlers(),
        request_max_body_size=LARGEST_FORM,
        stores={"sessions": MemoryStore()},
        state=State(
            {
                "settings": settings,
                "entry": Entry(settings),
                "jobs": jobs,
                "shelf": shelf,
                "sharing": sharing,
                "pages": Pages(),
                "remembered": Remembered(),
            }
        ),
        on_shutdown=[jobs.close, sharing.close, shelf.close],
        openapi_config=openapi(),
        include_in_schema=False,
        logging_config=None,
    )
    app.asgi_handler = Door(app.asgi_handler, settings)
    return app


def _static() -> Router:
    return create_static_files_router("/static", [STATIC], opt={"open": True})


def _handlers() -> dict[Any, Any]:
    return {
        ChangedMeanwhile: on_changed,
        Said: problems.on_said,
        Refusal: _either(on_refusal, problems.on_refusal),
        HTTPException: _either(on_http, problems.on_http),
        Exception: _either(on_anything, problems.on_anything),
    }


def _either(page: Callable[..., Any], problem: Callable[..., Any]) -> Callable[..., Any]:
    """A page for people, a problem for programs."""

    def answer(request: AnyRequest, fault: Exception) -> Any:  # noqa: ANN401
        return (problem if problems.is_api(request) else page)(request, fault)

    return answer


def _environment(settings: Settings) -> Environment:
    environment = Environment(
        loader=PackageLoader("simoff.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=without_sums if settings.incognito else None,
    )
    environment.template_class = Page
    return environment
