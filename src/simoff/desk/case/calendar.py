"""The calendar of a kept case: what was given out before moves, is renewed or cancelled, never doubled.

What the last file held is an event of the case (``calendar.given``): encrypted, backed up and forgotten with it.
Of each entry only its id, number, day and a digest are kept, no words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import date

import msgspec
from msgspec import Struct

from simoff.case.decisions import Answer, give_calendar
from simoff.case.events import GivenEntry
from simoff.case.state import CaseState
from simoff.desk.bundle import catalogue
from simoff.desk.calendar import Entry, Revised, calendar_bytes, discreet, entries
from simoff.desk.case.keeping import change, read
from simoff.desk.case.planning import plan_of
from simoff.desk.plan import rendered
from simoff.record.interface import Store


class Given(Struct, frozen=True):
    """A calendar file, and how many of its entries stand and how many are cancelled."""

    data: bytes
    events: int
    cancelled: int


def give(
    record: Store,
    case_id: str,
    environment: Mapping[str, str],
    lang: str,
    *,
    on: date,
    as_of: date,
    bare: bool = False,
) -> Given:
    """The dates of the case as a file, and a note in the case of what it holds, where that is new.

    ``bare``: titles that tell nobody anything. A closed case is given without a note.
    """

    def made(state: CaseState) -> tuple[Revised, ...]:
        found = entries(rendered(plan_of(state, environment, as_of), lang), lang, state)
        over = {f"visit-{name}" for name, visit in state.visits.items() if visit.happened is not None}
        return revised(discreet(found, lang) if bare else found, state.calendar, lang, as_of, over)

    def decide(state: CaseState) -> Answer:
        return give_calendar(state, on=on, entries=noted(made(state), state.calendar))

    state = read(record, case_id).state
    if state.is_open:
        state = change(record, case_id, decide, environment).before
    found = made(state)
    gone = sum(each.cancelled for each in found)
    return Given(calendar_bytes(found, state.number, as_of), len(found) - gone, gone)


def revised(
    found: Sequence[Entry],
    given: Mapping[str, GivenEntry],
    lang: str,
    as_of: date,
    over: Collection[str] = (),
) -> tuple[Revised, ...]:
    """The entries with their numbers: one more for each that changed; those that are no more come as cancelled.

    What has passed, and what is ``over``, stays in the person's calendar as it is.
    """
    now = tuple(Revised(entry, _sequence(entry, given.get(entry.id))) for entry in found)
    there = {entry.id for entry in found}
    title = catalogue("desk", lang).say("calendar.cancelled")
    gone = tuple(
        Revised(Entry(id_, before.day, title, ""), before.sequence + (not before.cancelled), cancelled=True)
        for id_, before in given.items()
        if id_ not in there and id_ not in over and (before.cancelled or before.day >= as_of)
    )
    return (*now, *gone)


def noted(found: Sequence[Revised], given: Mapping[str, GivenEntry]) -> tuple[GivenEntry, ...]:
    """What is kept of the entries, and of earlier ones that are in no file any more: numbers never fall back."""
    new = {each.entry.id: _noted(each, given.get(each.entry.id)) for each in found}
    return tuple((dict(given) | new).values())


def _noted(each: Revised, before: GivenEntry | None) -> GivenEntry:
    if each.cancelled and before is not None and before.cancelled:
        return before
    entry = each.entry
    return GivenEntry(
        entry=entry.id, sequence=each.sequence, day=entry.day, digest=digest(entry), cancelled=each.cancelled
    )


def digest(entry: Entry) -> str:
    """Sixteen digits that change when anything in the entry does."""
    return hashlib.sha256(msgspec.json.encode(entry)).hexdigest()[:16]


def _sequence(entry: Entry, before: GivenEntry | None) -> int:
    if before is None:
        return 0
    return before.sequence + (before.cancelled or before.digest != digest(entry))
