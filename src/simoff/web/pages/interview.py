"""A short interview about a case: a page a subject, each thing asked once, with why."""

from __future__ import annotations

from typing import Any

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from simoff.desk.case.keeping import read
from simoff.desk.case.showing import shown
from simoff.desk.case.stating import state_for
from simoff.desk.clock import today
from simoff.web.casework import NOTHING
from simoff.web.entering import may_write
from simoff.web.interview import NAMES, Known, after, asked
from simoff.web.pages.start import Form
from simoff.web.record import check_seen, the_record
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View

LONGEST = 500


@get("/cases/{case_id:str}/ask/{group:str}")
@threaded
def ask(request: AnyRequest, case_id: FromPath[str], group: FromPath[str]) -> Template:
    """The questions of one subject, filled in with what was stated."""
    if group not in NAMES:
        raise NotFoundException
    view = View(request)
    with the_record(request) as record:
        kept = read(record, case_id)
        case = shown(kept, request.app.state.settings.environment, view.lang, today(), part=NOTHING)
    known = known_of(case)
    return view.render(
        "interview.html",
        case=case,
        seq=len(kept.recorded),
        group=group,
        groups=NAMES,
        questions=asked(group, known),
        known=known,
        operators=view.operators(),
    )


@post("/cases/{case_id:str}/ask/{group:str}", guards=[may_write], status_code=303)
@threaded
def answer(request: AnyRequest, case_id: FromPath[str], group: FromPath[str], data: Form) -> Redirect:
    """Keep what was answered, take back what was emptied, and go on to the next subject."""
    if group not in NAMES:
        raise NotFoundException
    environment = request.app.state.settings.environment
    with the_record(request) as record:
        check_seen(record, case_id, data)
        before = known_of(shown(read(record, case_id), environment, "en", today(), part=NOTHING))
        questions = [key.name for key in asked(group, before) if key.name in data]
        given = {name: data[name].strip()[:LONGEST] for name in questions}
        news = {name: value for name, value in given.items() if value and value != before.get(name)}
        settings = [f"{name}={_value(value)}" for name, value in news.items()]
        unset = [name for name, value in given.items() if not value and name in before]
        if settings or unset:
            state_for(record, case_id, environment, on=today(), settings=settings, unset=unset)
        known = known_of(shown(read(record, case_id), environment, "en", today(), part=NOTHING))
    following = after(group, known) if data.get("go", "on") == "on" else None
    where = f"/cases/{case_id}/ask/{following}" if following else f"/cases/{case_id}"
    return Redirect(where, status_code=303)


def known_of(case: dict[str, Any]) -> Known:
    """What was stated, as text."""
    return {key: _text(claim["value"]) for key, claim in case["claims"]["stated"].items()}


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _value(text: str) -> str:
    """A text for ``key=value``: on one line; control characters would end it."""
    return " ".join(text.split())


HANDLERS = (ask, answer)
