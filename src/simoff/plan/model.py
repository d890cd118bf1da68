"""The values of this room. A plan carries message ids and arguments; words come at rendering."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from msgspec import Struct

from simoff.number.model import Line

Verdict = Literal["possible", "impossible", "unknown", "not_advised"]
Status = Literal["now", "waiting", "blocked", "done", "optional", "not_needed"]
Feasible = Literal["yes", "no", "unknown", "no_date"]
Ask = Literal["you", "operator", "gosuslugi", "other"]

PHASES = ("prepare", "accounts", "money", "contact", "visit", "file", "confirm", "refund", "after")


class Message(Struct, frozen=True, gc=False):
    """A text to be said: its id in the catalogue, what to fill in, and the facts it rests on."""

    id: str
    args: dict[str, Any] = {}
    cites: tuple[str, ...] = ()
    grounded: bool = True
    """False where every fact it rests on is still to come or has ended, so that it may not be said."""


def sayable(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """Those messages that rest on something in force, or need no fact."""
    for message in messages:
        if not message.grounded:
            return tuple(each for each in messages if each.grounded)
    return messages


class Route(Struct, frozen=True, gc=False):
    """One way to end the contract, or not to. ``days`` is (shortest, longest), only for possible ones."""

    id: str
    verdict: Verdict
    rank: int
    because: tuple[Message, ...]
    days: tuple[int, int] | None


class Step(Struct, frozen=True, gc=False):
    """One thing to do. ``body`` says how, ``why`` says why; start and due are dates or not computable."""

    id: str
    phase: str
    status: Status
    body: tuple[Message, ...]
    why: Message
    cites: tuple[str, ...]
    start: date | None
    due: date | None
    depends_on: tuple[str, ...]
    due_after: Message | None = None
    """What stands in place of a date that is not computable yet ("30 days after the contract ends")."""


class Gate(Struct, frozen=True, gc=False):
    """The checks before the point of no return."""

    open: bool
    blocked_by: tuple[str, ...]


class Question(Struct, frozen=True, gc=False):
    """Something not known that the plan depends on, and whom to ask."""

    id: str
    ask: Ask
    text: Message


class Deadline(Struct, frozen=True, gc=False):
    """A date with its rule. ``rule`` is a fact id or ``ours``."""

    id: str
    kind: Literal["term", "reminder"]
    due: date | None
    rule: str
    start: date | None
    how: Message
    cites: tuple[str, ...]


class Billing(Struct, frozen=True, gc=False):
    """Who bills the person: operator id or None, and how it is known."""

    id: str | None
    from_: Literal["stated", "plan", "unknown"]


class Plan(Struct, frozen=True, gc=False):
    """What to do about one number, on one day."""

    line: Line
    billing: Billing
    as_of: date
    facts_version: str
    feasible: Feasible
    summary: tuple[Message, ...]
    routes: tuple[Route, ...]
    steps: tuple[Step, ...]
    gate: Gate
    questions: tuple[Question, ...]
    deadlines: tuple[Deadline, ...]
    warnings: tuple[Message, ...]
    last_filing_day: date | None
    end_day: date | None
