"""Talks with the answers they gave, and the operator's word on the termination."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated

from litestar import Response
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import UNSET, Meta, UnsetType, field

from simoff.case.decisions import log_contact, take_reply
from simoff.case.events.opening import SaidBy
from simoff.case.events.talking import Channel, Direction, ReplyKind
from simoff.web.api.fields import Body, CaseId, Id, Short, Text, day_or_today
from simoff.web.api.writing import Sent, Written, case_write, decided
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest


class Contact(Body, frozen=True, kw_only=True):
    """A call, chat, mail or visit. ``answers``: question of the plan -> what was said."""

    channel: Channel
    direction: Direction = "out"
    with_whom: Short = ""
    number: Short = ""
    reference: Short = ""
    summary: Text = ""
    answers: Annotated[dict[Id, Annotated[str, Meta(max_length=300)]], Meta(max_length=60)] = field(
        default_factory=dict
    )
    answered_by: SaidBy = "operator"
    on: date | UnsetType = UNSET


class Reply(Body, frozen=True, kw_only=True):
    """What the operator said of the termination; ``ends_on`` with a confirmed end, and only then."""

    reply: ReplyKind
    in_writing: bool
    ends_on: date | UnsetType = UNSET
    reference: Short = ""
    note: Text = ""
    on: date | UnsetType = UNSET


@case_write("/cases/{case_id:str}/contacts", "logContact", status_code=201)
@threaded
def log(
    request: AnyRequest, case_id: CaseId, data: JSONBody[Contact], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Note a talk."""
    decide = partial(
        log_contact,
        on=day_or_today(data.on),
        channel=data.channel,
        direction=data.direction,
        with_whom=data.with_whom,
        number=data.number,
        reference=data.reference,
        summary=data.summary,
        answers=data.answers,
        answered_by=data.answered_by,
    )
    return decided(request, case_id, sent, data, decide, status=201)


@case_write("/cases/{case_id:str}/replies", "noteReply", status_code=201)
@threaded
def reply(
    request: AnyRequest, case_id: CaseId, data: JSONBody[Reply], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Note the operator's word."""
    decide = partial(
        take_reply,
        on=day_or_today(data.on),
        reply=data.reply,
        in_writing=data.in_writing,
        ends_on=data.ends_on,
        reference=data.reference,
        note=data.note,
    )
    return decided(request, case_id, sent, data, decide, status=201)


HANDLERS = (log, reply)
