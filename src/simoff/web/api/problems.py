"""Errors as RFC 9457 problems: what, why, what to do, with the id of the refusal."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from litestar import Response
from litestar.exceptions import HTTPException
from litestar.openapi import ResponseSpec
from msgspec import Struct

from simoff.desk.errors import CouldNotCheck, Refusal, WrongInput
from simoff.web.failing import noted, refusal_texts
from simoff.web.view import AnyRequest, View, asked_language

PREFIX: Final = "/api/"
MEDIA_TYPE: Final = "application/problem+json"


class Problem(Struct, frozen=True):
    """A problem. ``type`` is ``about:blank``: what went wrong is told by ``id``, and to people by ``detail``.

    ``next``: what to do; ``lines``: single faults of what was sent, in words.
    """

    title: str
    status: int
    id: str
    detail: str
    type: str = "about:blank"
    next: str = ""
    lines: tuple[str, ...] = ()


class Said(Exception):
    """A problem of the API itself: its status, its id, and headers to go with it."""

    def __init__(self, status: int, id_: str, **headers: str) -> None:
        super().__init__(id_)
        self.status, self.id = status, id_
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


_STATUS: Final = {
    "record-no-case": 404,
    "record-forgotten": 410,
    "record-no-file": 404,
    "record-too-large": 413,
    "file-too-large": 413,
    "record-changed-meanwhile": 412,
    "unknown-fact": 404,
}
_LAYERS: Final = ((WrongInput, 422), (CouldNotCheck, 503), (Refusal, 409))
_IDS: Final = {
    400: "malformed",
    401: "no-token",
    403: "not-allowed",
    404: "no-such-place",
    405: "no-such-method",
    408: "too-slow",
    413: "too-large",
    415: "wrong-media-type",
    429: "too-often",
}


def is_api(request: AnyRequest) -> bool:
    """Whether a program asks: it gets a problem, never a page."""
    return request.url.path.startswith(PREFIX)


def on_refusal(request: AnyRequest, fault: Refusal) -> Response[Any]:
    """What the desk refused."""
    status = _STATUS.get(fault.id) or next(code for kind, code in _LAYERS if isinstance(fault, kind))
    texts = refusal_texts(_view(request), fault)
    return _answer(status, fault.id, texts["what"], next_=texts["next"], lines=tuple(texts["lines"]))


def on_said(request: AnyRequest, fault: Said) -> Response[Any]:
    """What the API itself refused."""
    return _answer(fault.status, fault.id, _view(request).say(f"web.api.{fault.id}"), headers=fault.headers)


def on_http(request: AnyRequest, fault: HTTPException) -> Response[Any]:
    """Malformed, not found, not allowed: the fields at fault are named, never what stood in them."""
    view, status = _view(request), fault.status_code
    extra = fault.extra if isinstance(fault.extra, dict) else {}
    id_ = str(extra.get("why") or _IDS.get(status, "refused"))
    lines = tuple(sorted({_place(each) for each in fault.extra})) if isinstance(fault.extra, list) else ()
    headers = dict(fault.headers or {})
    if status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="simoff"'
    return _answer(status, id_, view.say(f"web.api.{id_}"), lines=lines, headers=headers)


def on_anything(request: AnyRequest, fault: Exception) -> Response[Any]:
    """A fault of simoff itself."""
    noted(fault)
    return _answer(500, "fault", _view(request).say("web.error.500"))


def _place(each: object) -> str:
    return str(each.get("key") or each.get("source") or "?")[:60] if isinstance(each, dict) else "?"


def _view(request: AnyRequest) -> View:
    return View(request, asked_language(request))


def _answer(
    status: int,
    id_: str,
    detail: str,
    *,
    next_: str = "",
    lines: tuple[str, ...] = (),
    headers: dict[str, str] | None = None,
) -> Response[Any]:
    problem = Problem(HTTPStatus(status).phrase, status, id_, detail, next=next_, lines=lines)
    return Response(problem, status_code=status, media_type=MEDIA_TYPE, headers=headers or {})


def _spec(status: int) -> ResponseSpec:
    phrase = HTTPStatus(status).phrase
    return ResponseSpec(Problem, generate_examples=False, description=phrase, media_type=MEDIA_TYPE)


READING: Final = {status: _spec(status) for status in (400, 401, 403, 404, 409, 410, 422, 429, 503)}
"""What an answer can be instead, for what only reads."""
ASKING: Final = {**READING, **{status: _spec(status) for status in (408, 413, 415)}}
"""The same for what is asked with a body."""
WRITING: Final = {**ASKING, **{status: _spec(status) for status in (412, 428)}}
"""The same for what writes."""
