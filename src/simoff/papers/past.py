"""What has happened so far: lines filled in from the person's own copies, or to write on."""

from __future__ import annotations

from datetime import date

import msgspec

from simoff.papers.letter import Field, Fields, Note
from simoff.papers.matter import Matter
from simoff.papers.wording import field, note, official_date

TEXTS = {"incoming", "claim_incoming", "answer"}
LINES = {"answer": 2}


def history(m: Matter, *names: str) -> Fields:
    """Labelled lines for some of the keys of ``[past]``; a day after the letter's own stays blank."""
    return Fields("shared.block.history", tuple(_row(m, name) for name in names), "body")


def past_day(m: Matter, name: str) -> date | None:
    """A day of ``[past]``, None where it is not given or still to come."""
    day = getattr(m.details.past, name)
    return day if isinstance(day, date) and day <= m.on else None


def notes_on_past(m: Matter) -> tuple[Note, ...]:
    """A day that cannot have been yet is told."""
    stated = msgspec.structs.asdict(m.details.past).values()
    late = max((day for day in stated if isinstance(day, date) and day > m.on), default=None)
    return () if late is None else (note("shared.note.day-to-come", day=late),)


def _row(m: Matter, name: str) -> Field:
    label = f"shared.past.{name.replace('_', '-')}"
    if name in TEXTS:
        return field(label, getattr(m.details.past, name), LINES.get(name, 1))
    day = past_day(m, name)
    return field(label, None if day is None else official_date(day))
