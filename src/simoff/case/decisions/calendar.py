"""Giving out the dates of a case as a calendar file."""

from __future__ import annotations

from datetime import date

from simoff.case.decisions.answer import Answer, follow, not_open
from simoff.case.events.calendar import CalendarGiven, GivenEntry
from simoff.case.state import CaseState


def give_calendar(state: CaseState, *, on: date, entries: tuple[GivenEntry, ...]) -> Answer:
    """Note what the file holds; nothing follows when it holds what was given out before."""
    if refused := not_open(state):
        return refused
    if {entry.entry: entry for entry in entries} == dict(state.calendar):
        return ()
    return follow(CalendarGiven(on=on, entries=entries))
