"""Money: what the line held, what was demanded back, what came. Roubles with two decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from msgspec import UNSET, UnsetType

from simoff.case.events.base import Event, Moment, Sha256, Short, Text, roubles

RefundTo = Literal["bank_account", "other_number", "cash", "card", "none"]
_KOPECK = Decimal("0.01")


class MoneySnapshot(Event, frozen=True):
    """What the line held at a moment; negative is a debt. ``source``: app, USSD, bill, clerk."""

    ID: ClassVar[str] = "money.snapshot"

    balance: Decimal
    at: Moment | UnsetType = UNSET
    source: Short = ""
    file: Sha256 | UnsetType = UNSET

    def __post_init__(self) -> None:
        roubles(self.balance, least=None)


class RefundDemanded(Event, frozen=True):
    """The money was demanded in writing. ``amount``: the whole sum demanded, also when it is demanded again;
    not given where the whole rest was demanded without a figure.
    """

    ID: ClassVar[str] = "refund.demanded"

    to: RefundTo
    amount: Decimal | UnsetType = UNSET
    basis: Text = ""
    paper: Short = ""

    def __post_init__(self) -> None:
        if self.amount is not UNSET:
            roubles(self.amount, least=_KOPECK)


class RefundReceived(Event, frozen=True):
    """Money came, all of it or a part."""

    ID: ClassVar[str] = "refund.received"

    amount: Decimal
    reference: Short = ""
    file: Sha256 | UnsetType = UNSET

    def __post_init__(self) -> None:
        roubles(self.amount, least=_KOPECK)


class RefundRefused(Event, frozen=True):
    """The operator will not pay, or not all of it."""

    ID: ClassVar[str] = "refund.refused"

    why: Text = ""
    refusal: Short = ""
    in_writing: bool = False
    file: Sha256 | UnsetType = UNSET


class RefundSettled(Event, frozen=True):
    """The matter is over. ``waived``: what the person knowingly gives up, 0.00 where all came; not given where
    nobody knows how much it was.
    """

    ID: ClassVar[str] = "refund.settled"

    waived: Decimal | UnsetType = UNSET
    why: Text = ""

    def __post_init__(self) -> None:
        if self.waived is not UNSET:
            roubles(self.waived)


class ChargeNoted(Event, frozen=True):
    """The operator charged something. ``disputed``: the person does not accept it."""

    ID: ClassVar[str] = "charge.noted"

    amount: Decimal
    what: Text
    disputed: bool = True
    file: Sha256 | UnsetType = UNSET

    def __post_init__(self) -> None:
        roubles(self.amount, least=_KOPECK)


class DebtDisputed(Event, frozen=True):
    """A debt was disputed in writing. ``paper``: id of the paper that does it."""

    ID: ClassVar[str] = "debt.disputed"

    amount: Decimal
    paper: Short = ""

    def __post_init__(self) -> None:
        roubles(self.amount, least=_KOPECK)


EVENTS: tuple[type[Event], ...] = (
    MoneySnapshot,
    RefundDemanded,
    RefundReceived,
    RefundRefused,
    RefundSettled,
    ChargeNoted,
    DebtDisputed,
)
