"""The dates of a plan as one calendar file, RFC 5545: all-day entries with a reminder, nothing personal in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from simoff import __version__
from simoff.desk.bundle import catalogue
from simoff.desk.plan import Made, rendered
from simoff.lang import Catalogue

if TYPE_CHECKING:
    import icalendar

FILE = "calendar.ics"
_OPEN = ("now", "waiting", "blocked", "optional")
_REMIND = timedelta(hours=-15)
"""All-day entries begin at midnight: this is nine in the morning of the day before."""


class Entry(Struct, frozen=True):
    """One entry: ``id`` stays the same when the date moves, ``day`` is a whole day without a time zone."""

    id: str
    day: date
    title: str
    text: str


def calendar_files(made: Made, lang: str) -> dict[str, bytes]:
    """``calendar.ics`` with every dated step and deadline of the plan, in zh, ru or en."""
    return {FILE: calendar_bytes(entries(rendered(made, lang), lang), made.line.e164, made.as_of)}


def entries(plan: Mapping[str, Any], lang: str) -> tuple[Entry, ...]:
    """The entries of a rendered plan, earliest first: a deadline each, and the open steps of each due day."""
    words = catalogue("desk", lang)
    found = (*_deadlines(plan["deadlines"], words), *_steps(plan["steps"], words))
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.id)))


def calendar_bytes(found: Sequence[Entry], e164: str, as_of: date) -> bytes:
    """The entries as a calendar. The same entries, number and day give the same bytes."""
    import icalendar  # costs a tenth of a second, so not at start-up

    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//simoff//{__version__}//")
    calendar.add("version", "2.0")
    stamp = datetime.combine(as_of, time(), UTC)
    for entry in found:
        calendar.add_component(_event(icalendar, entry, f"{entry.id}-{_tag(e164)}@simoff", stamp))
    return bytes(calendar.to_ical())


def _event(ical: Any, entry: Entry, uid: str, stamp: datetime) -> icalendar.Event:  # noqa: ANN401 - a module
    event: icalendar.Event = ical.Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("sequence", 0)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("transp", "TRANSPARENT")
    alarm = ical.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", _REMIND)
    event.add_component(alarm)
    return event


def _tag(e164: str) -> str:
    """Sixteen bits of a digest: tells a person's few numbers apart and fits thousands of others, too."""
    return hashlib.sha256(e164.encode()).hexdigest()[:4]


def _deadlines(deadlines: Sequence[Mapping[str, Any]], words: Catalogue) -> Iterator[Entry]:
    for deadline in deadlines:
        if deadline["due"] is not None:
            id_ = deadline["id"]
            key = f"calendar.deadline.{id_}"
            title = words.say(key if key in words else "calendar.deadline.other")
            yield Entry(f"deadline-{id_}", date.fromisoformat(deadline["due"]), title, deadline["how"])


def _steps(steps: Sequence[Mapping[str, Any]], words: Catalogue) -> Iterator[Entry]:
    by_day: dict[str, list[Mapping[str, Any]]] = {}
    for step in steps:
        if step["due"] is not None and step["status"] in _OPEN:
            by_day.setdefault(step["due"], []).append(step)
    for due, those in by_day.items():
        titles = [step["title"] for step in those]
        first = titles[0]
        title = first if len(titles) == 1 else words.say("calendar.steps", {"first": first, "n": len(titles) - 1})
        text = "\n\n".join(f"{step['title']}\n{step['body']}" for step in those)
        yield Entry(f"steps-{those[0]['id']}", date.fromisoformat(due), title, text)
