"""What the person's calendar holds of this case."""

from __future__ import annotations

from typing import Final

from simoff.case.events.base import Event
from simoff.case.events.calendar import CalendarGiven
from simoff.case.folding.draft import Draft, Handler


def given(draft: Draft, event: CalendarGiven) -> str | None:
    """The last file counts: it names all entries."""
    draft.calendar = {entry.entry: entry for entry in event.entries}
    return None


HANDLERS: Final[dict[type[Event], Handler]] = {CalendarGiven: given}
