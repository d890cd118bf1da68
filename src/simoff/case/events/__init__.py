"""The catalogue of events: what can happen to a case. Each has a stable id, a schema and a version.

``encode`` and ``decode`` bring them to plain values and back; ``CATALOGUE`` lists them.
"""

from simoff.case.events.accounts import (
    AccountFound,
    AccountMoved,
    AccountNamed,
    AccountReopened,
    AccountsRechecked,
    AccountsScanned,
    AccountWaived,
    RecheckScheduled,
)
from simoff.case.events.base import Event, Opaque
from simoff.case.events.calendar import CalendarGiven, GivenEntry
from simoff.case.events.catalogue import CATALOGUE, Entry
from simoff.case.events.coding import decode, encode
from simoff.case.events.line import LineObserved, RecordAnchored, VerdictRecorded
from simoff.case.events.money import (
    ChargeNoted,
    DebtDisputed,
    MoneySnapshot,
    RefundDemanded,
    RefundReceived,
    RefundRefused,
    RefundSettled,
)
from simoff.case.events.opening import (
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CircumstanceStated,
    CircumstanceWithdrawn,
    PackAdopted,
    QuestionAnswered,
)
from simoff.case.events.papers import FileAttached, PaperDelivered, PaperHandedIn, PaperIssued, PaperReturned
from simoff.case.events.steps import (
    GatePassed,
    StepDone,
    StepReopened,
    StepWaived,
    TerminationFiled,
    VisitCancelled,
    VisitHappened,
    VisitPlanned,
)
from simoff.case.events.talking import ContactLogged, DeadlineExtended, OperatorReplied, RefusalNoted

__all__ = [
    "CATALOGUE",
    "AccountFound",
    "AccountMoved",
    "AccountNamed",
    "AccountReopened",
    "AccountWaived",
    "AccountsRechecked",
    "AccountsScanned",
    "CalendarGiven",
    "CaseClosed",
    "CaseOpened",
    "CaseReopened",
    "ChargeNoted",
    "CircumstanceStated",
    "CircumstanceWithdrawn",
    "ContactLogged",
    "DeadlineExtended",
    "DebtDisputed",
    "Entry",
    "Event",
    "FileAttached",
    "GatePassed",
    "GivenEntry",
    "LineObserved",
    "MoneySnapshot",
    "Opaque",
    "OperatorReplied",
    "PackAdopted",
    "PaperDelivered",
    "PaperHandedIn",
    "PaperIssued",
    "PaperReturned",
    "QuestionAnswered",
    "RecheckScheduled",
    "RecordAnchored",
    "RefundDemanded",
    "RefundReceived",
    "RefundRefused",
    "RefundSettled",
    "RefusalNoted",
    "StepDone",
    "StepReopened",
    "StepWaived",
    "TerminationFiled",
    "VerdictRecorded",
    "VisitCancelled",
    "VisitHappened",
    "VisitPlanned",
    "decode",
    "encode",
]
