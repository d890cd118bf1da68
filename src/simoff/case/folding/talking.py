"""Talk, files and papers."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from simoff.case.events import (
    ContactLogged,
    DeadlineExtended,
    FileAttached,
    OperatorReplied,
    PaperDelivered,
    PaperHandedIn,
    PaperIssued,
    PaperReturned,
    RefusalNoted,
)
from simoff.case.events.base import Event
from simoff.case.folding.draft import Draft, Handler
from simoff.case.state import Paper

_NO_PAPER: Final = "no-such-paper"


def contact(draft: Draft, event: ContactLogged) -> str | None:
    """A talk; each has its own id."""
    if event.contact in draft.contacts:
        return "contact-twice"
    draft.contacts[event.contact] = event
    return None


def refusal(draft: Draft, event: RefusalNoted) -> str | None:
    """A clerk refused."""
    draft.refusals.append(event)
    return None


def reply(draft: Draft, event: OperatorReplied) -> str | None:
    """The operator's word; a confirmed end answers a sign of life before it."""
    draft.replies.append(event)
    if event.reply == "confirmed_end":
        draft.sign_of_life = False
    return None


def extended(draft: Draft, event: DeadlineExtended) -> str | None:
    """The last day set counts."""
    draft.extensions[event.deadline] = event
    return None


def file(draft: Draft, event: FileAttached) -> str | None:
    """The same file twice is one file; what was said of it last counts."""
    draft.files[event.sha256] = event
    return None


def issued(draft: Draft, event: PaperIssued) -> str | None:
    """A paper; each has its own id."""
    if event.paper in draft.papers:
        return "paper-twice"
    draft.papers[event.paper] = Paper(event)
    return None


def handed_in(draft: Draft, event: PaperHandedIn) -> str | None:
    """The paper is with the operator, or on its way."""
    paper = draft.papers.get(event.paper)
    if paper is None:
        return _NO_PAPER
    draft.papers[event.paper] = Paper(paper.issued, event)
    return None


def delivered(draft: Draft, event: PaperDelivered) -> str | None:
    """The paper has arrived."""
    paper = draft.papers.get(event.paper)
    if paper is None or paper.handed_in is None:
        return _NO_PAPER
    draft.papers[event.paper] = replace(paper, delivered=event)
    return None


def returned(draft: Draft, event: PaperReturned) -> str | None:
    """The paper came back."""
    paper = draft.papers.get(event.paper)
    if paper is None or paper.handed_in is None:
        return _NO_PAPER
    draft.papers[event.paper] = replace(paper, returned=event)
    return None


HANDLERS: Final[dict[type[Event], Handler]] = {
    ContactLogged: contact,
    RefusalNoted: refusal,
    OperatorReplied: reply,
    DeadlineExtended: extended,
    FileAttached: file,
    PaperIssued: issued,
    PaperHandedIn: handed_in,
    PaperDelivered: delivered,
    PaperReturned: returned,
}
