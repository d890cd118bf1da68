"""Money. Whatever is taken in, demanded = received + waived + open holds afterwards."""

from __future__ import annotations

from typing import Final

from msgspec import UNSET
from msgspec.structs import replace

from simoff.case.events import (
    ChargeNoted,
    DebtDisputed,
    MoneySnapshot,
    RefundDemanded,
    RefundReceived,
    RefundRefused,
    RefundSettled,
)
from simoff.case.events.base import Event
from simoff.case.folding.draft import Draft, Handler
from simoff.case.state import Refund


def snapshot(draft: Draft, event: MoneySnapshot) -> str | None:
    """What the line held; it counts more than what was said before."""
    draft.snapshots.append(event)
    draft.balance_from = "snapshot"
    return None


def demanded(draft: Draft, event: RefundDemanded) -> str | None:
    """The whole sum demanded, now; a demand made again opens the matter again."""
    known = draft.refund or Refund()
    if event.amount is not UNSET and event.amount < known.received_sum:
        return "less-than-received"
    draft.refund = replace(
        known, demanded_on=event.on, to=event.to, amount=event.amount, basis=event.basis, settled=None
    )
    return None


def received(draft: Draft, event: RefundReceived) -> str | None:
    """Money came."""
    known = draft.refund or Refund()
    if known.settled is not None:
        return "settled-already"
    if known.open_sum is not UNSET and event.amount > known.open_sum:
        return "more-than-demanded"
    draft.refund = replace(known, received=(*known.received, event))
    return None


def refused(draft: Draft, event: RefundRefused) -> str | None:
    """They will not pay."""
    known = draft.refund or Refund()
    draft.refund = replace(known, refused=(*known.refused, event))
    return None


def settled(draft: Draft, event: RefundSettled) -> str | None:
    """What is open is given up; where nothing is, the matter is over."""
    known = draft.refund or Refund()
    if known.settled is not None:
        return "settled-already"
    if known.open_sum is not UNSET and event.waived != known.open_sum:
        return "sums-differ"
    draft.refund = replace(known, settled=event)
    return None


def charge(draft: Draft, event: ChargeNoted) -> str | None:
    """They charged something."""
    draft.charges.append(event)
    return None


def disputed(draft: Draft, event: DebtDisputed) -> str | None:
    """The last sum disputed counts."""
    draft.debts_disputed.append(event)
    return None


HANDLERS: Final[dict[type[Event], Handler]] = {
    MoneySnapshot: snapshot,
    RefundDemanded: demanded,
    RefundReceived: received,
    RefundRefused: refused,
    RefundSettled: settled,
    ChargeNoted: charge,
    DebtDisputed: disputed,
}
