"""The accounts. What comes back onto the number shuts the gate again, as long as nothing was filed."""

from __future__ import annotations

from typing import Final, Literal

from msgspec.structs import replace

from simoff.case.events import (
    AccountFound,
    AccountMoved,
    AccountNamed,
    AccountReopened,
    AccountsRechecked,
    AccountsScanned,
    AccountWaived,
    RecheckScheduled,
)
from simoff.case.events.base import Event
from simoff.case.folding.draft import Draft, Handler
from simoff.case.state import Account

GRAVE: Final = frozenset({"critical", "high"})
_MOVING: Final = "move-accounts"
_NO_ACCOUNT: Final = "no-such-account"


def scanned(draft: Draft, event: AccountsScanned) -> str | None:
    """An archive was read."""
    draft.scans.append(event)
    return None


def found(draft: Draft, event: AccountFound) -> str | None:
    """New, it is open; known, only what is known of it changes."""
    known = draft.accounts.get(event.account)
    if known is not None:
        draft.accounts[event.account] = replace(known, found=event)
        if known.is_open and event.loss in GRAVE and known.found.loss not in GRAVE:
            _back_to_moving(draft)
        return None
    draft.accounts[event.account] = Account(event, "open", event.on)
    if event.loss in GRAVE:
        _back_to_moving(draft)
    return None


def _back_to_moving(draft: Draft) -> None:
    draft.marks.pop(_MOVING, None)
    if draft.filed is None:
        draft.gate = None


def named(draft: Draft, event: AccountNamed) -> str | None:
    """The person knows who wrote."""
    draft.named[event.sender] = event.name
    return None


def moved(draft: Draft, event: AccountMoved) -> str | None:
    """Off the number."""
    return _settle(draft, event.account, "moved", event)


def waived(draft: Draft, event: AccountWaived) -> str | None:
    """Left on it, knowingly."""
    return _settle(draft, event.account, "waived", event)


def _settle(draft: Draft, account: str, status: Literal["moved", "waived"], event: Event) -> str | None:
    known = draft.accounts.get(account)
    if known is None:
        return _NO_ACCOUNT
    draft.accounts[account] = replace(known, status=status, since=event.on)
    return None


def reopened(draft: Draft, event: AccountReopened) -> str | None:
    """Still on the number."""
    known = draft.accounts.get(event.account)
    if known is None:
        return _NO_ACCOUNT
    draft.accounts[event.account] = replace(known, status="open", since=event.on, reopened=known.reopened + 1)
    if known.found.loss in GRAVE:
        _back_to_moving(draft)
    return None


def scheduled(draft: Draft, event: RecheckScheduled) -> str | None:
    """The last day set counts."""
    draft.recheck_due = event.due
    return None


def rechecked(draft: Draft, event: AccountsRechecked) -> str | None:
    """Looked at again."""
    draft.rechecks.append(event)
    return None


HANDLERS: Final[dict[type[Event], Handler]] = {
    AccountsScanned: scanned,
    AccountFound: found,
    AccountNamed: named,
    AccountMoved: moved,
    AccountWaived: waived,
    AccountReopened: reopened,
    RecheckScheduled: scheduled,
    AccountsRechecked: rechecked,
}
