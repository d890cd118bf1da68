"""Is this a trap? And a text without its personal data. Nothing is kept, no link is opened."""

from __future__ import annotations

from typing import Literal

import msgspec
from litestar import post
from litestar.params import JSONBody
from msgspec import UNSET, Struct, UnsetType

from simoff.desk import guard as desk
from simoff.web.api.fields import Body, Message, Short
from simoff.web.api.problems import ASKING
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, asked_language


class GuardAsked(Body, frozen=True, kw_only=True):
    """A message, and from whom and how it came."""

    text: Message
    sender: Short | UnsetType = UNSET
    channel: Literal["sms", "chat", "web", "call"] | UnsetType = UNSET


class MaskAsked(Body, frozen=True, kw_only=True):
    """A text with personal data."""

    text: Message


class Indicator(Struct, frozen=True):
    """A sign of a trap: what in the text, why, who says so, what to do."""

    id: str
    quote: str
    why: str
    source: str
    next: str


class NotChecked(Struct, frozen=True):
    """What could not be looked at."""

    what: str
    why: str


class Verdict(Struct, frozen=True):
    """The verdict on a message, as ``simoff guard check --json`` gives it."""

    verdict: Literal["scam", "suspicious", "nothing_found"]
    indicators: list[Indicator]
    not_checked: list[NotChecked]


class Mask(Struct, frozen=True):
    """What was covered, and where it stood in the text, in characters."""

    kind: str
    start: int
    end: int


class Masked(Struct, frozen=True):
    """A text without its personal data, as ``simoff guard mask --json`` gives it."""

    text: str
    masks: list[Mask]


@post("/guard/check", status_code=200, responses=ASKING, operation_id="checkMessage")
@threaded
def check(request: AnyRequest, data: JSONBody[GuardAsked]) -> Verdict:
    """Whether a message is a trap, with reasons."""
    asked = desk.Asked(
        text=data.text,
        sender=None if data.sender is UNSET else data.sender,
        channel=None if data.channel is UNSET else data.channel,
    )
    return msgspec.convert(desk.check(asked, asked_language(request)), Verdict)


@post("/guard/mask", status_code=200, responses=ASKING, operation_id="maskText")
@threaded
def mask(request: AnyRequest, data: JSONBody[MaskAsked]) -> Masked:
    """A text with its personal data covered."""
    return msgspec.convert(desk.masked_answer(desk.mask_text(data.text)), Masked)


HANDLERS = (check, mask)
