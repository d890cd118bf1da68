"""The case itself: opened, stated, answered, closed."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import UNSET, UnsetType

from simoff.case.events.base import E164, Event, Name, Plain, Sha256, Short, Text

SaidBy = Literal["me", "operator", "paper"]
"""Who says it: the person, the operator's agent, or something in writing."""
Outcome = Literal["ended", "kept"]


class CaseOpened(Event, frozen=True):
    """A case begins: one line, and the facts it is planned with: their version, and the hash of what is kept."""

    ID: ClassVar[str] = "case.opened"
    VERSION: ClassVar[int] = 2

    number: E164
    facts_version: Short
    label: Short = ""
    facts_sha256: Sha256 | UnsetType = UNSET


class CircumstanceStated(Event, frozen=True):
    """Somebody said how things are. ``value`` is plain: days and roubles are texts."""

    ID: ClassVar[str] = "circumstance.stated"

    key: Name
    value: Plain
    said_by: SaidBy = "me"


class CircumstanceWithdrawn(Event, frozen=True):
    """What was said does not hold, and what does is not known."""

    ID: ClassVar[str] = "circumstance.withdrawn"

    key: Name
    said_by: SaidBy = "me"


class QuestionAnswered(Event, frozen=True):
    """An answer to a question of the plan. ``contact`` is the id of the talk in which it was given, or empty."""

    ID: ClassVar[str] = "question.answered"

    question: Name
    answer: Text
    said_by: SaidBy = "me"
    contact: Short = ""


class PackAdopted(Event, frozen=True):
    """The case goes over to another version of the facts. ``touched``: ids of facts that differ and were cited."""

    ID: ClassVar[str] = "pack.adopted"
    VERSION: ClassVar[int] = 2

    version_before: Short
    version_after: Short
    touched: tuple[Name, ...] = ()
    sha256_after: Sha256 | UnsetType = UNSET


class CaseClosed(Event, frozen=True):
    """The case is over. ``outcome``: the line was ``ended``, or ``kept`` after all. ``proof``: what it rests on."""

    ID: ClassVar[str] = "case.closed"

    outcome: Outcome
    proof: tuple[Short, ...] = ()
    note: Text = ""


class CaseReopened(Event, frozen=True):
    """The case is taken up again."""

    ID: ClassVar[str] = "case.reopened"

    why: Text


EVENTS: tuple[type[Event], ...] = (
    CaseOpened,
    CircumstanceStated,
    CircumstanceWithdrawn,
    QuestionAnswered,
    PackAdopted,
    CaseClosed,
    CaseReopened,
)
