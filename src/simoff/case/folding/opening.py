"""The case itself: opened, stated, answered, closed."""

from __future__ import annotations

from typing import Final

from simoff.case.events import (
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CircumstanceStated,
    CircumstanceWithdrawn,
    PackAdopted,
    QuestionAnswered,
)
from simoff.case.events.base import Event
from simoff.case.folding.draft import Draft, Handler
from simoff.case.state import Claim

_BALANCE: Final = "money.balance"


def opened(draft: Draft, event: CaseOpened) -> str | None:
    """The case begins; it begins once."""
    if draft.number:
        return "opened-twice"
    draft.number, draft.label = event.number, event.label
    draft.opened_on, draft.facts_version = event.on, event.facts_version
    draft.facts_sha256 = event.facts_sha256 or ""
    return None


def stated(draft: Draft, event: CircumstanceStated) -> str | None:
    """The last word on a key counts."""
    draft.claims.pop(event.key, None)
    draft.claims[event.key] = Claim(event.value, event.said_by, event.on)
    if event.key == _BALANCE:
        draft.balance_from = "claim"
    return None


def withdrawn(draft: Draft, event: CircumstanceWithdrawn) -> str | None:
    """The key is unknown again."""
    return None if draft.claims.pop(event.key, None) else "not-stated"


def answered(draft: Draft, event: QuestionAnswered) -> str | None:
    """The last answer counts."""
    draft.answers[event.question] = event
    return None


def adopted(draft: Draft, event: PackAdopted) -> str | None:
    """The case is planned with other facts from here on."""
    draft.facts_version, draft.facts_sha256 = event.version_after, event.sha256_after or ""
    return None


def closed(draft: Draft, event: CaseClosed) -> str | None:
    """The case is over."""
    draft.closed = event
    return None


def reopened(draft: Draft, event: CaseReopened) -> str | None:
    """The case goes on."""
    if draft.closed is None:
        return "not-closed"
    draft.closed = None
    draft.reopened += 1
    return None


HANDLERS: Final[dict[type[Event], Handler]] = {
    CaseOpened: opened,
    CircumstanceStated: stated,
    CircumstanceWithdrawn: withdrawn,
    QuestionAnswered: answered,
    PackAdopted: adopted,
    CaseClosed: closed,
    CaseReopened: reopened,
}
