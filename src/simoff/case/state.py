"""The state of a case: what its events amount to. It is never stored; it is folded again each time.

*Claimed* is what somebody said; *derived* is what follows from other events (the inventory, the last balance).
They stay apart here; ``simoff.case.deriving`` lays the derived over the claimed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from simoff.case.events import (
    AccountFound,
    AccountsRechecked,
    AccountsScanned,
    CaseClosed,
    ChargeNoted,
    ContactLogged,
    DeadlineExtended,
    DebtDisputed,
    FileAttached,
    GatePassed,
    GivenEntry,
    LineObserved,
    MoneySnapshot,
    OperatorReplied,
    PaperDelivered,
    PaperHandedIn,
    PaperIssued,
    PaperReturned,
    QuestionAnswered,
    RecordAnchored,
    RefundReceived,
    RefundRefused,
    RefundSettled,
    RefusalNoted,
    TerminationFiled,
    VerdictRecorded,
    VisitHappened,
    VisitPlanned,
)
from simoff.case.events.base import Plain
from simoff.case.events.money import RefundTo
from simoff.case.events.opening import SaidBy


class Claim(Struct, frozen=True):
    """What somebody said of a circumstance: plain value, who, and on which day."""

    value: Plain
    said_by: SaidBy
    on: date


class Account(Struct, frozen=True):
    """An account. ``since``: the day it came to its status."""

    found: AccountFound
    status: Literal["open", "moved", "waived"]
    since: date
    reopened: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it still hangs on the number and nobody knowingly left it there."""
        return self.status == "open"


class Paper(Struct, frozen=True):
    """A paper and its way."""

    issued: PaperIssued
    handed_in: PaperHandedIn | None = None
    delivered: PaperDelivered | None = None
    returned: PaperReturned | None = None

    @property
    def status(self) -> Literal["issued", "handed_in", "delivered", "returned"]:
        """The last thing that happened to it."""
        if self.returned is not None:
            return "returned"
        if self.delivered is not None:
            return "delivered"
        return "issued" if self.handed_in is None else "handed_in"


class Visit(Struct, frozen=True):
    """A visit: planned, then happened or cancelled."""

    planned: VisitPlanned
    happened: VisitHappened | None = None
    cancelled: bool = False

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to come."""
        return self.happened is None and not self.cancelled


class Mark(Struct, frozen=True):
    """What the person said of a step."""

    status: Literal["done", "waived"]
    on: date
    words: str


class Refund(Struct, frozen=True):
    """The money back, in roubles. ``amount`` UNSET: the whole rest, without a figure. Money may come unasked:
    then ``demanded_on`` and ``to`` are UNSET.
    """

    demanded_on: date | UnsetType = UNSET
    to: RefundTo | UnsetType = UNSET
    amount: Decimal | UnsetType = UNSET
    basis: str = ""
    received: tuple[RefundReceived, ...] = ()
    refused: tuple[RefundRefused, ...] = ()
    settled: RefundSettled | None = None

    @property
    def received_sum(self) -> Decimal:
        """What came so far."""
        return sum((part.amount for part in self.received), Decimal("0.00"))

    @property
    def waived_sum(self) -> Decimal:
        """What was knowingly given up."""
        given_up = UNSET if self.settled is None else self.settled.waived
        return Decimal("0.00") if given_up is UNSET else given_up

    @property
    def open_sum(self) -> Decimal | UnsetType:
        """What is still to come: demanded = received + waived + open, always. UNSET without a figure."""
        return UNSET if self.amount is UNSET else self.amount - self.received_sum - self.waived_sum

    @property
    def is_settled(self) -> bool:
        """Whether nothing is to come any more: all came, or the rest was given up."""
        return self.settled is not None or self.open_sum == 0


class Unread(Struct, frozen=True):
    """An event that could not be read, by its place (1 is the first event), id and version, and why."""

    place: int
    type: str
    version: int
    why: str


class Odd(Struct, frozen=True):
    """An event that does not fit what went before, by its place and id; it changed nothing."""

    place: int
    type: str
    what: str


class CaseState(Struct, frozen=True):
    """All that is known of a case. Mappings keep the order in which things came up.

    ``length`` counts every event, read or not: it is the sequence the next one expects.
    """

    length: int = 0
    number: str = ""
    label: str = ""
    opened_on: date | None = None
    facts_version: str = ""
    facts_sha256: str = ""
    """The hash of the facts kept for this case; empty where none was noted."""
    claims: Mapping[str, Claim] = {}
    balance_from: Literal["claim", "snapshot"] = "claim"
    answers: Mapping[str, QuestionAnswered] = {}
    contacts: Mapping[str, ContactLogged] = {}
    refusals: tuple[RefusalNoted, ...] = ()
    replies: tuple[OperatorReplied, ...] = ()
    extensions: Mapping[str, DeadlineExtended] = {}
    files: Mapping[str, FileAttached] = {}
    papers: Mapping[str, Paper] = {}
    scans: tuple[AccountsScanned, ...] = ()
    accounts: Mapping[str, Account] = {}
    named: Mapping[str, str] = {}
    recheck_due: date | None = None
    rechecks: tuple[AccountsRechecked, ...] = ()
    snapshots: tuple[MoneySnapshot, ...] = ()
    charges: tuple[ChargeNoted, ...] = ()
    debts_disputed: tuple[DebtDisputed, ...] = ()
    refund: Refund | None = None
    marks: Mapping[str, Mark] = {}
    gate: GatePassed | None = None
    filed: TerminationFiled | None = None
    visits: Mapping[str, Visit] = {}
    calendar: Mapping[str, GivenEntry] = {}
    """What the person's calendar was given last, by id."""
    observations: tuple[LineObserved, ...] = ()
    verdict: VerdictRecorded | None = None
    sign_of_life: bool = False
    """Seen after the end, and no verdict of dead or newly confirmed end since."""
    anchors: tuple[RecordAnchored, ...] = ()
    closed: CaseClosed | None = None
    reopened: int = 0
    unread: tuple[Unread, ...] = ()
    odd: tuple[Odd, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it was opened and is not closed."""
        return bool(self.number) and self.closed is None

    @property
    def confirmed_end(self) -> date | None:
        """The end the operator confirmed last."""
        ends = [reply.ends_on for reply in self.replies if reply.ends_on is not UNSET]
        return ends[-1] if ends else None

    @property
    def end_in_writing(self) -> bool:
        """Whether the operator confirmed an end in writing."""
        return any(reply.reply == "confirmed_end" and reply.in_writing for reply in self.replies)

    @property
    def received_on(self) -> date | None:
        """The day the operator got the termination: the day of filing; by post the day of delivery, if known."""
        filed = self.filed
        if filed is None:
            return None
        if filed.route != "post":
            return filed.on
        paper = self.papers.get(filed.paper)
        return paper.delivered.on if paper is not None and paper.delivered is not None else None

    @property
    def end_day(self) -> date | None:
        """E: what the operator confirmed, else the day of receipt (``gk-450-1``); None before that."""
        return self.confirmed_end or self.received_on

    def open_accounts(self, *losses: str) -> tuple[Account, ...]:
        """Accounts that still hang on the number; of these losses only, where some are named."""
        return tuple(a for a in self.accounts.values() if a.is_open and (not losses or a.found.loss in losses))

    @property
    def proved_dead(self) -> bool:
        """Whether the last verdict is dead and no sign of life was seen since."""
        return self.verdict is not None and self.verdict.verdict == "dead" and not self.sign_of_life
