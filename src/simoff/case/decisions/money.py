"""Money: what the line held, what is demanded, what comes, what is given up. The sums always add up."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from msgspec import UNSET, UnsetType

from simoff.case.decisions.answer import Answer, Refused, follow, not_open
from simoff.case.events import (
    CaseReopened,
    ChargeNoted,
    DebtDisputed,
    Event,
    MoneySnapshot,
    RefundDemanded,
    RefundReceived,
    RefundRefused,
    RefundSettled,
)
from simoff.case.events.base import MOST_ROUBLES
from simoff.case.events.money import RefundTo
from simoff.case.state import CaseState, Refund

NOTHING = Decimal("0.00")
_KOPECK = Decimal("0.01")


def _whole(amount: Decimal) -> Decimal | Refused:
    """The amount with two decimals, if it is one that can be paid."""
    if not amount.is_finite() or not -MOST_ROUBLES <= amount <= MOST_ROUBLES:
        return Refused("no-such-amount")
    try:
        rounded = amount.quantize(_KOPECK, ROUND_HALF_UP)
    except InvalidOperation:
        return Refused("no-such-amount")
    return rounded if rounded == amount else Refused("parts-of-a-kopeck", {"amount": amount})


def _payment(amount: Decimal) -> Decimal | Refused:
    whole = _whole(amount)
    if isinstance(whole, Refused):
        return whole
    return whole if whole > 0 else Refused("not-positive", {"amount": whole})


def take_snapshot(
    state: CaseState,
    *,
    on: date,
    balance: Decimal,
    source: str = "",
    at: datetime | UnsetType = UNSET,
    file: str | UnsetType = UNSET,
) -> Answer:
    """What the line held; negative is a debt."""
    whole = _whole(balance)
    if refused := not_open(state) or _no_file(state, file):
        return refused
    if isinstance(whole, Refused):
        return whole
    return follow(MoneySnapshot(on=on, balance=whole, source=source, at=at, file=file))


def _no_file(state: CaseState, file: str | UnsetType) -> Refused | None:
    return None if file is UNSET or file in state.files else Refused("no-such-file", {"sha256": file})


def demand_refund(
    state: CaseState,
    *,
    on: date,
    to: RefundTo,
    amount: Decimal | UnsetType = UNSET,
    basis: str = "",
    paper: str = "",
) -> Answer:
    """Demand the money: the whole sum, also when it is demanded again; never less than came already."""
    if refused := not_open(state):
        return refused
    if paper and paper not in state.papers:
        return Refused("no-such-paper", {"paper": paper, "known": tuple(state.papers)})
    whole = UNSET if amount is UNSET else _payment(amount)
    if isinstance(whole, Refused):
        return whole
    came = (state.refund or Refund()).received_sum
    if whole is not UNSET and whole < came:
        return Refused("less-than-received", {"received": came, "amount": whole})
    return follow(RefundDemanded(on=on, to=to, amount=whole, basis=basis, paper=paper))


def receive_refund(
    state: CaseState, *, on: date, amount: Decimal, reference: str = "", file: str | UnsetType = UNSET
) -> Answer:
    """Money came, all or a part; more than was demanded is refused with what was open."""
    if refused := not_open(state) or _no_file(state, file):
        return refused
    whole = _payment(amount)
    if isinstance(whole, Refused):
        return whole
    known = state.refund or Refund()
    if known.settled is not None:
        return Refused("settled-already", {"on": known.settled.on})
    if known.open_sum is not UNSET and whole > known.open_sum:
        return Refused("more-than-demanded", {"amount": whole, "open": known.open_sum})
    return follow(RefundReceived(on=on, amount=whole, reference=reference, file=file))


def refuse_refund(
    state: CaseState,
    *,
    on: date,
    why: str = "",
    refusal: str = "",
    in_writing: bool = False,
    file: str | UnsetType = UNSET,
) -> Answer:
    """The operator will not pay."""
    if refused := not_open(state) or _no_file(state, file):
        return refused
    if state.refund is not None and state.refund.is_settled:
        return Refused("nothing-open")
    return follow(RefundRefused(on=on, why=why, refusal=refusal, in_writing=in_writing, file=file))


def settle_refund(state: CaseState, *, on: date, why: str = "") -> Answer:
    """The matter is over: what is open is knowingly given up, and that needs a reason."""
    if refused := not_open(state):
        return refused
    known = state.refund or Refund()
    if known.settled is not None:
        return Refused("settled-already", {"on": known.settled.on})
    left = known.open_sum
    if left == NOTHING:
        return Refused("nothing-open")
    if not why.strip():
        return Refused("no-reason")
    return follow(RefundSettled(on=on, waived=left, why=why))


def note_charge(
    state: CaseState,
    *,
    on: date,
    amount: Decimal,
    what: str,
    disputed: bool = True,
    file: str | UnsetType = UNSET,
) -> Answer:
    """The operator charged something; after the case was closed that opens it again."""
    if not state.number:
        return Refused("not-opened")
    whole = _payment(amount)
    if refused := _no_file(state, file):
        return refused
    if isinstance(whole, Refused):
        return whole
    again: tuple[Event, ...] = () if state.closed is None else (CaseReopened(on=on, why="charged since"),)
    return follow(*again, ChargeNoted(on=on, amount=whole, what=what, disputed=disputed, file=file))


def dispute_debt(state: CaseState, *, on: date, amount: Decimal, paper: str) -> Answer:
    """A debt is disputed in writing: with a paper of this case that was handed in."""
    if refused := not_open(state):
        return refused
    found = state.papers.get(paper)
    if found is None:
        return Refused("no-such-paper", {"paper": paper, "known": tuple(state.papers)})
    if found.handed_in is None:
        return Refused("not-handed-in", {"paper": paper})
    whole = _payment(amount)
    return whole if isinstance(whole, Refused) else follow(DebtDisputed(on=on, amount=whole, paper=paper))
