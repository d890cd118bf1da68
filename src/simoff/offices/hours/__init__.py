"""Opening hours: the values shops use in OpenStreetMap, and Russian free text.

``parse_hours`` gives hours or says why it cannot; ``state_at`` answers open, closed or unknown for a moment on
the shop's own clock. What cannot be read is never "open".
"""

import re

from simoff.offices.hours.evaluate import Timetable, spans_on, state_at
from simoff.offices.hours.model import Hours, Span, State, Unreadable
from simoff.offices.hours.osm import parse_osm
from simoff.offices.hours.russian import parse_russian

__all__ = ["Hours", "Span", "State", "Timetable", "Unreadable", "parse_hours", "spans_on", "state_at"]

_CYRILLIC = re.compile("[а-яё]", re.I)
LONGEST = 1_000
"""Characters of a value; longer ones are not read."""


def parse_hours(text: str) -> Hours | Unreadable:
    """The hours of a value: OpenStreetMap's notation, else Russian words, else why neither reads it."""
    value = " ".join(text.split())
    if not value:
        return Unreadable(text, "empty", "")
    if len(value) > LONGEST:
        return Unreadable("", "too-long", str(len(value)))
    found = parse_osm(value)
    if isinstance(found, Hours):
        return found
    russian = parse_russian(value)
    return russian if isinstance(russian, Hours) or _CYRILLIC.search(value) else found
