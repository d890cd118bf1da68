"""Files and papers: attached, issued, handed in, delivered, returned."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import UNSET, UnsetType

from simoff.case.events.base import Count, Event, Name, Sha256, Short, Text

FileKind = Literal[
    "scan", "photo", "screenshot", "recording", "mail", "letter", "receipt", "bill", "statement", "export", "other"
]
Genuine = Literal["verified", "not_verified", "could_not_check", "not_mail"]
How = Literal["counter", "post", "courier", "portal", "mail", "chat"]


class FileAttached(Event, frozen=True):
    """A file is kept. ``proves``: what it is good for, in the person's words; ``name`` is never the path."""

    ID: ClassVar[str] = "file.attached"

    sha256: Sha256
    size: Count
    media_type: Short
    kind: FileKind = "other"
    name: Short = ""
    proves: Text = ""
    dkim: Genuine = "not_mail"
    dkim_domain: Short = ""


class PaperIssued(Event, frozen=True):
    """A paper was made. ``kind``: the kind of letter; ``grounds``: ids of the facts it rests on."""

    ID: ClassVar[str] = "paper.issued"

    paper: Name
    kind: Name
    files: tuple[Sha256, ...] = ()
    grounds: tuple[Name, ...] = ()
    facts_version: Short = ""


class PaperHandedIn(Event, frozen=True):
    """A paper was given away. ``copy``: scan of the stamped copy; ``track``: number of the registered letter."""

    ID: ClassVar[str] = "paper.handed_in"

    paper: Name
    how: How
    to: Short = ""
    registration: Short = ""
    track: Short = ""
    copy: Sha256 | UnsetType = UNSET


class PaperDelivered(Event, frozen=True):
    """A paper sent has arrived."""

    ID: ClassVar[str] = "paper.delivered"

    paper: Name
    proof: Sha256 | UnsetType = UNSET


class PaperReturned(Event, frozen=True):
    """A paper sent came back. Unclaimed counts as delivered with the risk on the addressee; the case says so."""

    ID: ClassVar[str] = "paper.returned"

    paper: Name
    why: Literal["unclaimed", "wrong_address", "refused", "other"]
    proof: Sha256 | UnsetType = UNSET


EVENTS: tuple[type[Event], ...] = (FileAttached, PaperIssued, PaperHandedIn, PaperDelivered, PaperReturned)
