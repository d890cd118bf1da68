"""The routes of the API, all behind its token."""

from __future__ import annotations

from litestar import Router

from simoff.web.api.document import PATH, TOKEN
from simoff.web.api.subjects import SUBJECTS
from simoff.web.entering import not_incognito, with_token


def make_router() -> Router:
    """All subjects behind the token."""
    subjects = [Router("/", route_handlers=subject.HANDLERS, tags=[name]) for name, subject in SUBJECTS]
    return Router(
        PATH,
        route_handlers=subjects,
        guards=[with_token, not_incognito],
        opt={"open": True},
        include_in_schema=True,
        security=[{TOKEN: []}],
    )
