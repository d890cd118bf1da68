"""Calls, chats, mails and visits, the answers they gave, and the operator's word."""

from __future__ import annotations

from functools import partial
from typing import get_args

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from simoff.case.decisions import log_contact, take_reply
from simoff.case.events.talking import Channel, ReplyKind
from simoff.desk.errors import WrongInput
from simoff.desk.talk import refusals_in
from simoff.web.casework import day_of, line_of, maybe_day, page, text_of, write
from simoff.web.entering import may_write
from simoff.web.pages.start import Form
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View

CHANNELS: tuple[Channel, ...] = get_args(Channel)
REPLIES: tuple[ReplyKind, ...] = get_args(ReplyKind)


@get("/cases/{case_id:str}/talk")
@threaded
def show(request: AnyRequest, case_id: FromPath[str]) -> Template:
    """The open questions with room for answers, and what was said so far."""
    known = dict(refusals_in(View(request).lang))
    return page(request, case_id, "talk.html", channels=CHANNELS, replies=REPLIES, refusals=known)


@post("/cases/{case_id:str}/talk", guards=[may_write], status_code=303)
@threaded
def log(request: AnyRequest, case_id: FromPath[str], data: Form) -> Redirect:
    """A talk with the answers it gave."""
    channel = next((each for each in CHANNELS if each == data.get("channel")), None)
    if channel is None:
        raise WrongInput("web-choose", what="channel")
    answers = {
        name.removeprefix("answer."): line_of(data, name)
        for name in data
        if name.startswith("answer.") and line_of(data, name)
    }
    decide = partial(
        log_contact,
        on=day_of(data),
        channel=channel,
        direction="in" if data.get("direction") == "in" else "out",
        with_whom=line_of(data, "with_whom"),
        number=line_of(data, "number"),
        reference=line_of(data, "reference"),
        summary=text_of(data, "summary"),
        answers=answers,
    )
    return write(request, case_id, data, decide, "/talk")


@post("/cases/{case_id:str}/reply", guards=[may_write], status_code=303)
@threaded
def reply(request: AnyRequest, case_id: FromPath[str], data: Form) -> Redirect:
    """The operator's word on the termination."""
    kind = next((each for each in REPLIES if each == data.get("reply")), None)
    if kind is None:
        raise WrongInput("web-choose", what="reply")
    decide = partial(
        take_reply,
        on=day_of(data),
        reply=kind,
        in_writing=data.get("in_writing") == "yes",
        ends_on=maybe_day(data, "ends_on"),
        reference=line_of(data, "reference"),
        note=text_of(data, "note"),
    )
    return write(request, case_id, data, decide, "/talk")


HANDLERS = (show, log, reply)
