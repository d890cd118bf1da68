"""They refused: choose what they said or paste their message, see the Russian answer, note it, go to the letter."""

from __future__ import annotations

from functools import partial
from typing import Any

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from simoff.case.decisions import note_refusal
from simoff.desk import talk as desk
from simoff.web.casework import day_of, page, text_of, write
from simoff.web.entering import may_write
from simoff.web.pages.start import Form
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View

MOST = 3
"""Suggestions shown for a message: a fourth is a guess."""


@get("/cases/{case_id:str}/refusals")
@threaded
def every(request: AnyRequest, case_id: FromPath[str]) -> Template:
    """What they may have said, and a form for a message of theirs."""
    return _page(request, case_id)


@post("/cases/{case_id:str}/refusals", status_code=200)
@threaded
def suggest(request: AnyRequest, case_id: FromPath[str], data: Form) -> Template:
    """What the message may mean, with its words that say so: a suggestion. Nothing is kept yet."""
    said = text_of(data, "said")
    found = desk.suggested(said, View(request).lang)[:MOST]
    return _page(request, case_id, found=found, said=said)


@get("/cases/{case_id:str}/refusals/{refusal:str}")
@threaded
def one(request: AnyRequest, case_id: FromPath[str], refusal: FromPath[str]) -> Template:
    """One refusal with its answer."""
    return page(request, case_id, "refusal.html", one=_answered(request, refusal), said="")


@post("/cases/{case_id:str}/refusals/{refusal:str}", guards=[may_write], status_code=303)
@threaded
def note(request: AnyRequest, case_id: FromPath[str], refusal: FromPath[str], data: Form) -> Redirect:
    """Note that they refused with that; then back to the talks, or on to the letter that was asked for."""
    answered = _answered(request, refusal)
    letter = next((kind for kind in answered.letters if kind == data.get("letter")), None)
    back = "/talk" if letter is None else f"/papers/{letter}"
    decide = partial(note_refusal, on=day_of(data), refusal=refusal, said=text_of(data, "said"))
    written = write(request, case_id, data, decide, back)
    if letter == "claim" and answered.about is not None:
        typed = {**(request.session.get("details") or {}), "claim.about": answered.about}
        request.set_session({**request.session, "details": typed})
    return written


def _answered(request: AnyRequest, refusal: str) -> desk.Answered:
    found = desk.refusal_in(refusal, View(request).lang)
    if found is None:
        raise NotFoundException
    return found


def _page(
    request: AnyRequest, case_id: str, found: tuple[desk.Answered, ...] | None = None, said: str = ""
) -> Template:
    shown: dict[str, Any] = {"found": found, "said": said, "refusals": desk.refusals_in(View(request).lang)}
    return page(request, case_id, "refusals.html", longest=desk.LONGEST_SAID, **shown)


HANDLERS = (every, suggest, one, note)
