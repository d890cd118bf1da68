"""Read a case and change it: one place where a decision meets the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct

from simoff.case.decisions import Answer, Refused
from simoff.case.events import Event, Opaque, decode, encode
from simoff.case.folding import fold
from simoff.case.state import CaseState
from simoff.desk import clock
from simoff.desk.case.index import index_of
from simoff.desk.case.refusing import refusal_of
from simoff.desk.errors import WrongInput
from simoff.record.faults import ChangedMeanwhile
from simoff.record.interface import CaseEntry, Recorded, Store

ACTOR = "me"
TRIES = 2
"""A decision that was overtaken is made once more on what is there by then."""

Decide = Callable[[CaseState], Answer]
"""Looks at a case and answers with events or with why not."""


class Kept(Struct, frozen=True):
    """A case as it is kept: its id, what was recorded, the events of that, and the state they amount to."""

    id: str
    recorded: tuple[Recorded, ...]
    events: tuple[Event | Opaque, ...]
    state: CaseState


class Changed(Struct, frozen=True):
    """A change that was made: the state before and after it, and the events written."""

    before: CaseState
    after: CaseState
    events: tuple[Event, ...]


def read(record: Store, case_id: str) -> Kept:
    """The case; RecordError ``no-case`` or ``forgotten`` where there is none to read."""
    recorded = record.read(case_id)
    events = tuple(decode(one.event) for one in recorded)
    return Kept(case_id, recorded, events, fold(events))


def change(record: Store, case_id: str, decide: Decide, environment: Mapping[str, str]) -> Changed:
    """Decide on a case and write what follows.

    When somebody else was first the case is read and decided on once more, so that the decision always looked at
    what it is written after; then RecordError ``changed-meanwhile``. What the decision refuses is a Refusal.
    Where nothing follows nothing is written.
    """
    for left in reversed(range(TRIES)):
        kept = read(record, case_id)
        answer = decide(kept.state)
        if isinstance(answer, Refused):
            raise refusal_of(answer)
        if not answer:
            return Changed(kept.state, kept.state, ())
        after = fold(answer, kept.state)
        index = index_of(after, environment, clock.today())
        encoded = [encode(event) for event in answer]
        try:
            record.append(case_id, kept.state.length, encoded, clock.now(), ACTOR, index)
        except ChangedMeanwhile:
            if not left:
                raise
        else:
            return Changed(kept.state, after, answer)
    raise AssertionError("unreachable")


def the_case(record: Store, stated: str | None) -> str:
    """The case that is meant: the one stated, else the only one that is not closed or forgotten.

    WrongInput ``case-none`` or ``case-which`` where nothing was stated and there is no such only one.
    """
    if stated:
        return stated
    there = [entry for entry in entries(record) if entry.status != "closed" and entry.forgotten_at is None]
    if len(there) == 1:
        return there[0].case_id
    if not there:
        raise WrongInput("case-none")
    raise WrongInput("case-which", cases=", ".join(entry.case_id for entry in there[:10]), n=len(there))


def entries(record: Store, status: str | None = None, due_by: date | None = None) -> list[CaseEntry]:
    """All lines of the list, by next due date."""
    found: list[CaseEntry] = []
    after: str | None = None
    while True:
        page = record.cases(status=status, due_by=due_by, after=after)
        found += page.cases
        after = page.next
        if after is None:
            return found
