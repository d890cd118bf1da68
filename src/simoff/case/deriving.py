"""Circumstances out of a case: as somebody claimed them, as other events show them, and both together."""

from __future__ import annotations

from collections.abc import Mapping

from simoff.case.circumstances import Circumstances
from simoff.case.faults import Refused
from simoff.case.plain import from_plain
from simoff.case.reading import circumstances_from
from simoff.case.state import CaseState

Values = dict[str, object]

_COUNTED = {"accounts.critical_unmoved": "critical", "accounts.high_unmoved": "high"}
_INVENTORY = "accounts.inventory"
_BALANCE = "money.balance"
_DISPUTED = "money.disputed"


def claimed(state: CaseState) -> Circumstances:
    """The circumstances as somebody said them; a claim that today's keys do not know is left out."""
    return circumstances_from(_claims(state))


def derived(state: CaseState) -> Mapping[str, object]:
    """What other events show, by key: counts of open accounts, an inventory begun, the last balance seen, debt
    disputed in writing.
    """
    found: Values = {}
    if state.accounts or state.scans:
        found |= {key: len(state.open_accounts(loss)) for key, loss in _COUNTED.items()}
    if state.scans and state.claims.get(_INVENTORY) is None:
        found[_INVENTORY] = "partial"
    if state.snapshots and state.balance_from == "snapshot":
        found[_BALANCE] = state.snapshots[-1].balance
    if state.debts_disputed:
        found[_DISPUTED] = state.debts_disputed[-1].amount
    return found


def circumstances_of(state: CaseState) -> Circumstances:
    """What the plan goes by: the claimed, and over it what other events show."""
    return circumstances_from({**_claims(state), **derived(state)})


def unusable_claims(state: CaseState) -> tuple[str, ...]:
    """Keys that were stated in a form or with a value that today's circumstances do not have."""
    usable = _claims(state)
    return tuple(key for key in state.claims if key not in usable)


def _claims(state: CaseState) -> Values:
    values: Values = {}
    for key, claim in state.claims.items():
        try:
            values[key] = from_plain(key, claim.value)
        except Refused:
            continue
    return values
