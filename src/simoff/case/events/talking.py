"""Talk with the operator and others: contacts, refusals, replies, longer terms."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from msgspec import UNSET, UnsetType

from simoff.case.events.base import Event, Moment, Name, Sha256, Short, Text
from simoff.case.events.opening import SaidBy

Channel = Literal["call", "chat", "mail", "visit", "letter", "sms", "portal"]
Direction = Literal["out", "in"]
ReplyKind = Literal["received", "confirmed_end", "refused", "answered_claim", "refused_claim", "other"]


class ContactLogged(Event, frozen=True):
    """A talk, in whichever way. ``number``: who was called or wrote; ``reference``: what the other side gave."""

    ID: ClassVar[str] = "contact.logged"

    contact: Name
    channel: Channel
    direction: Direction
    with_whom: Short = ""
    number: Short = ""
    reference: Short = ""
    summary: Text = ""
    at: Moment | UnsetType = UNSET
    seconds: int | UnsetType = UNSET
    """How long a call lasted."""
    file: Sha256 | UnsetType = UNSET
    """The mail, the recording or the picture, attached before."""


class RefusalNoted(Event, frozen=True):
    """A clerk or hotline refused with known words. ``refusal``: id of the answer in the library."""

    ID: ClassVar[str] = "refusal.noted"

    refusal: Name
    said: Text = ""
    contact: Short = ""


class OperatorReplied(Event, frozen=True):
    """The operator answered. ``ends_on``: the day of the end, where it confirms one; ``in_writing``: on paper,
    by mail or SMS.
    """

    ID: ClassVar[str] = "operator.replied"

    reply: ReplyKind
    in_writing: bool
    ends_on: date | UnsetType = UNSET
    refusal: Short = ""
    reference: Short = ""
    file: Sha256 | UnsetType = UNSET
    note: Text = ""

    def __post_init__(self) -> None:
        if (self.reply == "confirmed_end") != (self.ends_on is not UNSET):
            raise ValueError("A confirmed end names its day, and nothing else does")


class DeadlineExtended(Event, frozen=True):
    """A term runs longer, or somebody set another day."""

    ID: ClassVar[str] = "deadline.extended"

    deadline: Name
    due: date
    why: Text
    said_by: SaidBy = "me"


EVENTS: tuple[type[Event], ...] = (ContactLogged, RefusalNoted, OperatorReplied, DeadlineExtended)
