"""The accounts: found, named, moved, waived, looked at again. A message after the move opens an account again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import UNSET
from msgspec.structs import replace

from simoff.case.decisions.answer import Answer, Refused, follow, not_open
from simoff.case.events import (
    AccountFound,
    AccountMoved,
    AccountNamed,
    AccountReopened,
    AccountsRechecked,
    AccountsScanned,
    AccountWaived,
    CaseReopened,
    Event,
    RecheckScheduled,
)
from simoff.case.events.accounts import Loss, MovedTo
from simoff.case.state import Account, CaseState

SEEN_SINCE = "seen since"
"""Why an account is open again, in the record; faces say it in words."""


def take_inventory(
    state: CaseState, *, scans: Iterable[AccountsScanned] = (), found: Iterable[AccountFound] = ()
) -> Answer:
    """What an archive showed. Accounts moved or waived that were written to later are open again; so is a closed
    case then. Nothing for what is known just so.
    """
    if not state.number:
        return Refused("not-opened")
    events: list[Event] = list(scans)
    back = False
    for seen in found:
        known = state.accounts.get(seen.account)
        merged = seen if known is None else _merged(known.found, seen)
        if known is None or _differs(known.found, merged):
            events.append(merged)
        if known is not None and _seen_since(known, seen):
            back = True
            events.append(
                AccountReopened(on=seen.on, account=seen.account, why=SEEN_SINCE, seen_on=seen.last_seen)
            )
    if state.closed is not None and events:
        if not back:
            return Refused("closed", {"on": state.closed.on})
        events.insert(0, CaseReopened(on=events[-1].on, why=SEEN_SINCE))
    return follow(*events)


def _merged(known: AccountFound, seen: AccountFound) -> AccountFound:
    """What both archives show: the earliest and the latest message, the larger count."""
    firsts = [day for day in (known.first_seen, seen.first_seen) if day is not UNSET]
    lasts = [day for day in (known.last_seen, seen.last_seen) if day is not UNSET]
    return replace(
        seen,
        first_seen=min(firsts, default=UNSET),
        last_seen=max(lasts, default=UNSET),
        count=max(known.count, seen.count),
    )


def _differs(known: AccountFound, seen: AccountFound) -> bool:
    return any(
        getattr(known, name) != getattr(seen, name) for name in AccountFound.__struct_fields__ if name != "on"
    )


def _seen_since(known: Account, seen: AccountFound) -> bool:
    return known.status == "moved" and seen.last_seen is not UNSET and seen.last_seen > known.since


def name_account(
    state: CaseState, *, on: date, account: str, sender: str, name: str, loss: Loss, category: str = ""
) -> Answer:
    """The person says whose messages an unknown group is, and what its loss would mean."""
    if refused := not_open(state):
        return refused
    if not name.strip():
        return Refused("no-name")
    if account in state.accounts:
        return Refused("account-known", {"account": account})
    return follow(
        AccountNamed(on=on, account=account, sender=sender, name=name),
        AccountFound(on=on, account=account, name=name, loss=loss, category=category),
    )


def move_account(
    state: CaseState, *, on: date, account: str, to: MovedTo = "other", note: str = ""
) -> Answer:
    """An account no longer hangs on the number."""
    if refused := _not_open_account(state, account):
        return refused
    return follow(AccountMoved(on=on, account=account, to=to, note=note))


def waive_account(state: CaseState, *, on: date, account: str, why: str) -> Answer:
    """An account is knowingly left on the number; the reason is asked, so that nobody does it by a slip."""
    if not why.strip():
        return Refused("no-reason")
    return _not_open_account(state, account) or follow(AccountWaived(on=on, account=account, why=why))


def _not_open_account(state: CaseState, account: str) -> Refused | None:
    if refused := not_open(state):
        return refused
    known = state.accounts.get(account)
    if known is None:
        return Refused("no-such-account", {"account": account, "known": tuple(state.accounts)})
    return None if known.is_open else Refused("account-settled", {"account": account, "status": known.status})


def reopen_account(state: CaseState, *, on: date, account: str, why: str) -> Answer:
    """An account hangs on the number after all."""
    if refused := not_open(state):
        return refused
    known = state.accounts.get(account)
    if known is None:
        return Refused("no-such-account", {"account": account, "known": tuple(state.accounts)})
    if known.is_open:
        return Refused("account-open", {"account": account})
    return follow(AccountReopened(on=on, account=account, why=why))


def schedule_recheck(state: CaseState, *, on: date, due: date) -> Answer:
    """Look at the accounts again on a day to come."""
    if refused := not_open(state):
        return refused
    if due < on:
        return Refused("day-is-past", {"due": due})
    return follow(RecheckScheduled(on=on, due=due))


def recheck_accounts(state: CaseState, *, on: date, left: tuple[str, ...] = (), note: str = "") -> Answer:
    """The accounts were looked at again after the end; those left are open again."""
    if refused := not_open(state):
        return refused
    unknown = [account for account in left if account not in state.accounts]
    if unknown:
        return Refused("no-such-account", {"account": unknown[0], "known": tuple(state.accounts)})
    if state.end_day is None or on < state.end_day:
        return Refused("not-ended-yet", {"end": state.end_day})
    back = [account for account in dict.fromkeys(left) if not state.accounts[account].is_open]
    reopened = (AccountReopened(on=on, account=account, why=note or SEEN_SINCE) for account in back)
    return follow(AccountsRechecked(on=on, left=left, note=note), *reopened)
