"""A state in the making: what the handlers of events change before it is frozen again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from msgspec import Struct, field

from simoff.case.events import (
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
    QuestionAnswered,
    RecordAnchored,
    RefusalNoted,
    TerminationFiled,
    VerdictRecorded,
)
from simoff.case.state import Account, CaseState, Claim, Mark, Odd, Paper, Refund, Unread, Visit


class Draft(Struct):
    """The fields of CaseState, open to change."""

    length: int = 0
    number: str = ""
    label: str = ""
    opened_on: date | None = None
    facts_version: str = ""
    facts_sha256: str = ""
    claims: dict[str, Claim] = field(default_factory=dict)
    balance_from: Literal["claim", "snapshot"] = "claim"
    answers: dict[str, QuestionAnswered] = field(default_factory=dict)
    contacts: dict[str, ContactLogged] = field(default_factory=dict)
    refusals: list[RefusalNoted] = field(default_factory=list)
    replies: list[OperatorReplied] = field(default_factory=list)
    extensions: dict[str, DeadlineExtended] = field(default_factory=dict)
    files: dict[str, FileAttached] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    scans: list[AccountsScanned] = field(default_factory=list)
    accounts: dict[str, Account] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    recheck_due: date | None = None
    rechecks: list[AccountsRechecked] = field(default_factory=list)
    snapshots: list[MoneySnapshot] = field(default_factory=list)
    charges: list[ChargeNoted] = field(default_factory=list)
    debts_disputed: list[DebtDisputed] = field(default_factory=list)
    refund: Refund | None = None
    marks: dict[str, Mark] = field(default_factory=dict)
    gate: GatePassed | None = None
    filed: TerminationFiled | None = None
    visits: dict[str, Visit] = field(default_factory=dict)
    calendar: dict[str, GivenEntry] = field(default_factory=dict)
    observations: list[LineObserved] = field(default_factory=list)
    verdict: VerdictRecorded | None = None
    sign_of_life: bool = False
    anchors: list[RecordAnchored] = field(default_factory=list)
    closed: CaseClosed | None = None
    reopened: int = 0
    unread: list[Unread] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)


Handler = Callable[[Draft, Any], str | None]
"""Takes one event in; returns what does not fit, and has then changed nothing."""


def thaw(state: CaseState) -> Draft:
    """A draft to change; the state stays as it is."""
    return Draft(**{name: _open(getattr(state, name)) for name in CaseState.__struct_fields__})


def freeze(draft: Draft) -> CaseState:
    """The state of a draft, which must not be used any more."""
    return CaseState(**{name: _shut(getattr(draft, name)) for name in CaseState.__struct_fields__})


def _open(value: object) -> Any:  # noqa: ANN401 - one of the field types
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, MappingProxyType | dict) else value


def _shut(value: object) -> Any:  # noqa: ANN401 - one of the field types
    if isinstance(value, list):
        return tuple(value)
    return MappingProxyType(value) if isinstance(value, dict) else value
