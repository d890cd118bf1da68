"""The dates of a plan as one calendar file, RFC 5545: entries with reminders, nothing personal in their titles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from msgspec import UNSET, Struct
from msgspec.structs import replace

from simoff import __version__
from simoff.deadlines import russian_calendar
from simoff.desk.bundle import catalogue
from simoff.desk.plan import Made, rendered
from simoff.lang import Catalogue

if TYPE_CHECKING:
    import icalendar

    from simoff.case.state import CaseState

FILE = "calendar.ics"
_OPEN = ("now", "waiting", "blocked", "optional")
_MORNING_BEFORE: Final = timedelta(hours=-15)
"""All-day entries begin at midnight: this is nine in the morning of the day before."""
_WEEK_BEFORE: Final = timedelta(days=-7, hours=9)
_FAR_AHEAD: Final = frozenset({"leave", "file-by"})
"""Dates that cannot be caught up with: they ring a week before, too."""
_TIMED: Final = (timedelta(days=-1), timedelta(hours=-2))
_VISIT: Final = timedelta(hours=1)


class Entry(Struct, frozen=True):
    """One entry: ``id`` stays the same when the date moves, ``day`` is a whole day without a time zone.

    ``starts``, ``ends``: aware moments of an entry that is no whole day. ``rings``: before its beginning.
    """

    id: str
    day: date
    title: str
    text: str
    place: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    rings: tuple[timedelta, ...] = (_MORNING_BEFORE,)


class Revised(Struct, frozen=True):
    """An entry with what became of it since it was first given out."""

    entry: Entry
    sequence: int = 0
    cancelled: bool = False


def calendar_files(made: Made, lang: str) -> dict[str, bytes]:
    """``calendar.ics`` with every dated step and deadline of the plan, in zh, ru or en."""
    return {FILE: calendar_bytes(entries(rendered(made, lang), lang), made.line.e164, made.as_of)}


def entries(plan: Mapping[str, Any], lang: str, state: CaseState | None = None) -> tuple[Entry, ...]:
    """The entries of a rendered plan, earliest first: deadlines, the open steps of each due day, the visits."""
    words = catalogue("desk", lang)
    visits = () if state is None else tuple(_visits(state, words))
    dates = [each for each in plan["deadlines"] if each["id"] != "visit" or not visits]
    found = (*_deadlines(dates, words), *_steps(plan["steps"], words), *visits)
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.id)))


def discreet(found: Sequence[Entry], lang: str) -> tuple[Entry, ...]:
    """The same dates with titles that tell nobody anything, without text and place."""
    words = catalogue("desk", lang)
    plain, visit = words.say("calendar.discreet.date"), words.say("calendar.discreet.visit")
    return tuple(
        replace(each, title=visit if each.id.startswith("visit-") else plain, text="", place="") for each in found
    )


def calendar_bytes(found: Sequence[Entry | Revised], e164: str, as_of: date) -> bytes:
    """The entries as a calendar. The same entries, number and day give the same bytes."""
    import icalendar  # costs a tenth of a second, so not at start-up

    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//simoff//{__version__}//")
    calendar.add("version", "2.0")
    stamp = datetime.combine(as_of, time(), UTC)
    for each in found:
        revised = each if isinstance(each, Revised) else Revised(each)
        calendar.add_component(_event(icalendar, revised, uid_of(revised.entry.id, e164), stamp))
    if any(component.get("dtstart").params.get("TZID") for component in calendar.walk("VEVENT")):
        calendar.add_missing_timezones(date(as_of.year, 1, 1), date(as_of.year + 5, 1, 1))
    return bytes(calendar.to_ical())


def _event(ical: Any, revised: Revised, uid: str, stamp: datetime) -> icalendar.Event:  # noqa: ANN401 - a module
    entry = revised.entry
    event: icalendar.Event = ical.Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("sequence", revised.sequence)
    event.add("dtstart", entry.starts or entry.day)
    event.add("dtend", entry.ends or entry.day + timedelta(days=1))
    event.add("summary", entry.title)
    if entry.text:
        event.add("description", entry.text)
    if entry.place:
        event.add("location", entry.place)
    event.add("transp", "OPAQUE" if entry.starts is not None else "TRANSPARENT")
    event.add("status", "CANCELLED" if revised.cancelled else "CONFIRMED")
    for before in () if revised.cancelled else entry.rings:
        alarm = ical.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event


def uid_of(id_: str, e164: str) -> str:
    """The UID of an entry: no word of what it is about, and of the number only sixteen bits of a digest, which tell
    a person's few numbers apart and fit thousands of others, too.
    """
    return f"{_digest(id_)[:12]}-{_digest(e164)[:4]}@simoff"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _deadlines(deadlines: Sequence[Mapping[str, Any]], words: Catalogue) -> Iterator[Entry]:
    for deadline in deadlines:
        if deadline["due"] is not None:
            id_, due = deadline["id"], date.fromisoformat(deadline["due"])
            key = f"calendar.deadline.{id_}"
            title = words.say(key if key in words else "calendar.deadline.other")
            text = "\n\n".join(part for part in (deadline["how"], _beyond(deadline, due, words)) if part)
            rings = (_MORNING_BEFORE, _WEEK_BEFORE) if id_ in _FAR_AHEAD else (_MORNING_BEFORE,)
            yield Entry(f"deadline-{id_}", due, title, text, rings=rings)


def _beyond(deadline: Mapping[str, Any], due: date, words: Catalogue) -> str:
    """What is to be said of a term of law that lies where working days are not decreed, or not known at all."""
    known = russian_calendar()
    if deadline.get("kind") != "term" or due <= known.confirmed_through:
        return ""
    if due <= known.covers_through:
        return words.say("calendar.not-decreed", {"year": str(known.confirmed_through.year)})
    return words.say("calendar.not-covered", {"year": str(known.covers_through.year)})


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


def _visits(state: CaseState, words: Catalogue) -> Iterator[Entry]:
    """The visits that lie ahead: at their hour in the office's time zone, else as whole days."""
    from zoneinfo import ZoneInfo

    for name, visit in state.visits.items():
        if not visit.is_ahead:
            continue
        planned = visit.planned
        title, place = words.say("calendar.visit"), ", ".join(p for p in (planned.office, planned.address) if p)
        entry = Entry(f"visit-{name}", planned.on, title, planned.office, place)
        if planned.starts is UNSET or not planned.zone:
            text = planned.office if planned.starts is UNSET else f"{planned.office}, {planned.starts:%H:%M}"
            yield replace(entry, text=text)
            continue
        starts = datetime.combine(planned.on, planned.starts, ZoneInfo(planned.zone))
        ends = starts + _VISIT
        if planned.ends is not UNSET:
            ends = datetime.combine(planned.on, planned.ends, starts.tzinfo)
        yield replace(entry, starts=starts, ends=ends, rings=_TIMED)
