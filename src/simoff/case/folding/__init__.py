"""From events to the state of a case: ``fold`` all of them, or ``apply`` the next one. Never an error: what does
not fit is kept in ``odd``, what cannot be read in ``unread``, and neither changes anything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from simoff.case.events import CaseOpened, CaseReopened, FileAttached, Opaque, RecordAnchored
from simoff.case.events.base import Event
from simoff.case.folding import accounts, calendar, money, opening, steps, talking
from simoff.case.folding.draft import Draft, Handler, freeze, thaw
from simoff.case.state import CaseState, Odd, Unread

HANDLERS: Final[dict[type[Event], Handler]] = (
    opening.HANDLERS | talking.HANDLERS | accounts.HANDLERS | money.HANDLERS | steps.HANDLERS | calendar.HANDLERS
)
WHILE_CLOSED: Final = (CaseReopened, FileAttached, RecordAnchored)
"""What may happen to a closed case without opening it again, and the opening itself."""

EMPTY: Final = CaseState()
"""Before anything happened."""


def fold(events: Iterable[Event | Opaque], state: CaseState = EMPTY) -> CaseState:
    """The state after these events, on top of ``state``."""
    draft = thaw(state)
    for event in events:
        _take(draft, event)
    return freeze(draft)


def apply(state: CaseState, event: Event | Opaque) -> CaseState:
    """The state after one more event."""
    return fold((event,), state)


def _take(draft: Draft, event: Event | Opaque) -> None:
    draft.length += 1
    if isinstance(event, Opaque):
        draft.unread.append(Unread(draft.length, event.type, event.version, event.why))
        return
    what = _misfit(draft, event) or HANDLERS[type(event)](draft, event)
    if what is not None:
        draft.odd.append(Odd(draft.length, event.ID, what))


def _misfit(draft: Draft, event: Event) -> str | None:
    if not draft.number and not isinstance(event, CaseOpened):
        return "not-opened"
    if draft.closed is not None and not isinstance(event, WHILE_CLOSED):
        return "closed"
    return None


__all__ = ["EMPTY", "HANDLERS", "apply", "fold"]
