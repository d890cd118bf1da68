"""The accounts of a kept case: what a scan showed, what was moved, what is knowingly left.

Critical and high accounts that are open keep the gate shut; a message newer than the move opens one again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from msgspec import UNSET, Struct, UnsetType

from simoff.accounts.catalogue import LOSSES, TURNS, Services
from simoff.accounts.inventory import Account as Found
from simoff.accounts.model import Coverage
from simoff.accounts.rendering import render_change
from simoff.case.decisions import Answer, Refused, move_account, name_account, take_inventory, waive_account
from simoff.case.events import AccountFound, AccountReopened, AccountsScanned, Event
from simoff.case.events.accounts import Confidence, Loss, MovedTo
from simoff.case.folding import fold
from simoff.case.state import Account, CaseState
from simoff.desk.accounts import Scan
from simoff.desk.bundle import load_services
from simoff.desk.case.keeping import change, read
from simoff.record.interface import Store

SHORT = 200


class Settled(Struct, frozen=True):
    """What a scan changed in a case: ids of accounts that are new, and of those that are open again."""

    new: tuple[str, ...]
    reopened: tuple[str, ...]


def number_of(record: Store, case_id: str) -> str:
    """The number a case is about, as E.164."""
    return read(record, case_id).state.number


def keep_scan(record: Store, case_id: str, done: Scan, environment: Mapping[str, str], *, on: date) -> Settled:
    """Write what a scan showed into a case, all of it or nothing.

    Accounts for which only an advert or a bare entry speaks are not written: they would shut the gate.
    """
    share = done.inventory.unrecognised_share
    scans = [_scanned(coverage, share, on) for coverage in done.coverages if coverage.format]
    found = [_found(account, on) for account in done.inventory.accounts if account.counts]
    settled = Settled((), ())

    def decide(state: CaseState) -> Answer:
        nonlocal settled
        answer = take_inventory(state, scans=scans, found=found)
        if not isinstance(answer, Refused):
            settled = _settled(state, answer)
        return answer

    change(record, case_id, decide, environment)
    return settled


def _settled(before: CaseState, events: Sequence[Event]) -> Settled:
    seen = [event.account for event in events if isinstance(event, AccountFound)]
    back = [event.account for event in events if isinstance(event, AccountReopened)]
    return Settled(tuple(id_ for id_ in seen if id_ not in before.accounts), tuple(back))


def _scanned(coverage: Coverage, share: float | None, on: date) -> AccountsScanned:
    return AccountsScanned(
        on=on,
        format=coverage.format,
        messages=coverage.messages,
        first=UNSET if coverage.first is None else coverage.first.date(),
        last=UNSET if coverage.last is None else coverage.last.date(),
        unrecognised=round(1000 * (share or 0)),
    )


def _found(account: Found, on: date) -> AccountFound:
    return AccountFound(
        on=on,
        account=account.service.id,
        name=account.service.name.en[:SHORT],
        loss=account.service.loss,
        category=account.service.category,
        evidence=account.evidence,
        confidence=cast(Confidence, account.confidence),
        first_seen=account.first_seen or UNSET,
        last_seen=account.last_seen or UNSET,
        count=account.count,
        line=(account.line or "")[:SHORT],
    )


def move(
    record: Store,
    case_id: str,
    accounts: Sequence[str],
    environment: Mapping[str, str],
    *,
    on: date,
    to: MovedTo = "other_number",
    note: str = "",
) -> None:
    """Accounts no longer hang on the number: all of those named, or none."""

    def decide(state: CaseState) -> Answer:
        return _each(state, accounts, lambda now, id_: move_account(now, on=on, account=id_, to=to, note=note))

    change(record, case_id, decide, environment)


def waive(
    record: Store, case_id: str, accounts: Sequence[str], environment: Mapping[str, str], *, on: date, why: str
) -> None:
    """Accounts are knowingly left on the number, with the reason: all of those named, or none."""

    def decide(state: CaseState) -> Answer:
        return _each(state, accounts, lambda now, id_: waive_account(now, on=on, account=id_, why=why))

    change(record, case_id, decide, environment)


def name(
    record: Store,
    case_id: str,
    called: str,
    environment: Mapping[str, str],
    *,
    on: date,
    sender: str,
    loss: str,
) -> None:
    """Say whose messages a group is that nobody knew: it becomes an account, with an id of this case alone."""

    def decide(state: CaseState) -> Answer:
        return name_account(
            state,
            on=on,
            account=f"own-{1 + sum(id_.startswith('own-') for id_ in state.accounts)}",
            sender=sender,
            name=called,
            loss=cast(Loss, loss),
        )

    change(record, case_id, decide, environment)


def _each(state: CaseState, accounts: Sequence[str], one: Callable[[CaseState, str], Answer]) -> Answer:
    events: list[Event] = []
    for id_ in dict.fromkeys(accounts):
        answer = one(state, id_)
        if isinstance(answer, Refused):
            return answer
        events += answer
        state = fold(answer, state)
    return tuple(events)


def listed(record: Store, case_id: str, lang: str) -> dict[str, Any]:
    """The accounts of a case in the order of moving, open ones first, and how many keep the gate shut."""
    state, services = read(record, case_id).state, load_services()
    ordered = sorted(state.accounts.items(), key=lambda pair: _order(pair[0], pair[1], services))
    return {
        "case": case_id,
        "accounts": [_entry(id_, account, services, lang) for id_, account in ordered],
        "unmoved": {loss: len(state.open_accounts(loss)) for loss in ("critical", "high")},
    }


def _order(id_: str, account: Account, services: Services) -> tuple[bool, bool, int, int, str]:
    service = services.services.get(id_)
    turn = "rest" if service is None else service.turn
    waived = account.status == "waived"
    return not account.is_open, waived, TURNS.index(turn), LOSSES.index(account.found.loss), id_


def _entry(id_: str, account: Account, services: Services, lang: str) -> dict[str, Any]:
    found, service = account.found, services.services.get(id_)
    return {
        "id": id_,
        "name": found.name if service is None else service.name.in_(lang),
        "category": found.category,
        "loss": found.loss,
        "status": account.status,
        "since": account.since,
        "reopened": account.reopened,
        "evidence": _none(found.evidence),
        "confidence": found.confidence,
        "first_seen": _none(found.first_seen),
        "last_seen": _none(found.last_seen),
        "count": found.count,
        "line": found.line or None,
        "turn": "rest" if service is None else service.turn,
        "change": None if service is None else render_change(service, services, lang),
    }


def _none(value: object) -> object:
    return None if isinstance(value, UnsetType) else value
