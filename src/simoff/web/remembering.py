"""Pages that were made stand ready for as long as nothing that they show has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any, Final

from litestar import MediaType, Response
from litestar.response import Template
from litestar.response.base import ASGIResponse
from litestar.utils.scope.state import ScopeState

from simoff.desk.bundle import load_facts
from simoff.desk.clock import today
from simoff.record.interface import Head
from simoff.web.view import AnyRequest

MOST: Final = 40
"""Pages that are kept; each has at most 100 kB."""


class Pages:
    """The pages made last, by all that they depend on."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Hashable) -> Response[bytes] | None:
        """The page as an answer, or None."""
        with self._lock:
            body = self._pages.get(key)
            if body is None:
                return None
            self._pages.move_to_end(key)
        return Response(body, media_type=MediaType.HTML)

    def keep(self, key: Hashable, body: bytes) -> None:
        """Remember it; the one not asked for the longest is forgotten."""
        with self._lock:
            self._pages[key] = body
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)


class Made(Template):
    """A page of a case that is kept once it was made."""

    def __init__(self, template: Template, pages: Pages, key: Hashable) -> None:
        super().__init__(template.template_name, context=template.context, status_code=template.status_code or 200)
        self._pages, self._key = pages, key

    def to_asgi_response(self, *args: Any, **options: Any) -> ASGIResponse:  # noqa: ANN401 - as Litestar has it
        """The page, remembered."""
        answer = super().to_asgi_response(*args, **options)
        self._pages.keep(self._key, bytes(answer.body))
        return answer


def key_of(request: AnyRequest, lang: str, head: Head) -> Hashable:
    """All that a page of a case depends on: the address, the reader, the day, the facts, and what was recorded."""
    facts = load_facts(environment=request.app.state.settings.environment).version
    form = ScopeState.from_scope(request.scope).csrf_token
    return (request.url.path, request.url.query, form, lang, today(), facts, head.seq, head.hash)
