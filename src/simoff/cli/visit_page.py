"""A visit as a page: the office, the best days, what to bring and take back, the papers, and what comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from simoff.cli.call import Call
from simoff.cli.document import Block, Document, Heading, Item, Items, Paragraph, Title


def visit_page(call: Call, found: Mapping[str, Any]) -> Document:
    """The page of one answer of the desk."""
    parts = (_office, _days, _things, _papers, _after)
    return Document(call.lang, tuple(block for part in parts for block in part(call, found)))


def _office(call: Call, found: Mapping[str, Any]) -> Iterator[Block]:
    office = found["office"]
    below = (office["address"] or call.say("office.no-address"), call.say(f"office.kind.{office['kind']}"))
    yield Title(office["name"], below)
    if office["kind"] == "dealer":
        yield Paragraph(call.say("visit.dealer"), "alarm")
    yield Paragraph(office["links"]["OpenStreetMap"], "quiet")


def _days(call: Call, found: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(call.say("visit.days"))
    if found["before"] is None:
        yield Paragraph(call.say("visit.no-last-day"))
    elif found["late"]:
        yield Paragraph(call.say("visit.late", day=date.fromisoformat(found["before"])), "alarm")
    else:
        yield Paragraph(call.say("visit.before", day=date.fromisoformat(found["before"]), spare=found["spare"]))
    if not found["hours_known"]:
        yield Paragraph(call.say("office.hours-unread", hours=found["office"]["hours"] or "-"), "strong")
    elif not found["days"]:
        yield Paragraph(call.say("visit.never-open"), "alarm")
    yield Items(tuple(_day(call, day) for day in found["days"]))


def _day(call: Call, day: Mapping[str, Any]) -> Item:
    head = f"{call.say('visit.weekday.' + str(day['weekday']))}, {', '.join(day['open'])}"
    left = call.say("visit.hours-left", hours=f"{day['hours_left']:g}")
    note = left if day["spare"] else f"{left}; {call.say('visit.no-spare')}"
    return Item(head, day["day"], note, weight="strong" if day["spare"] else "normal")


def _things(call: Call, found: Mapping[str, Any]) -> Iterator[Block]:
    if found["first"]:
        yield Heading(call.say("visit.first"))
        yield Items(tuple(Item(step["title"], "-", weight="normal") for step in found["first"]))
    for key in ("bring", "take_back"):
        if found[key] is not None:
            yield Heading(call.say(f"visit.{key.replace('_', '-')}"))
            yield Paragraph(found[key]["text"])
    if found["bring"] is None:
        yield Paragraph(call.say("visit.no-plan"), "quiet")


def _papers(call: Call, found: Mapping[str, Any]) -> Iterator[Block]:
    if not found["papers"]:
        return
    yield Heading(call.say("visit.papers"))
    items = []
    for paper in found["papers"]:
        missing = paper["status"] == "missing"
        said = call.say("visit.paper-missing", kind=paper["kind"])
        note = said if missing else call.say(f"case.paper.{paper['status'].replace('_', '-')}")
        items.append(Item(paper["name"], "!" if missing else "+", note, weight="normal"))
    yield Items(tuple(items))


def _after(call: Call, found: Mapping[str, Any]) -> Iterator[Block]:
    ahead = [visit for visit in found["planned"] if visit["status"] == "ahead"]
    if ahead:
        yield Heading(call.say("visit.planned"))
        yield Items(tuple(Item(visit["office"], visit["on"], _when(visit), weight="normal") for visit in ahead))
        yield Paragraph(call.say("visit.afterwards", visit=ahead[-1]["id"]))
    yield from (Paragraph(text, "quiet") for text in found["attribution"])


def _when(visit: Mapping[str, Any]) -> str:
    return ", ".join(part for part in (visit["id"], visit["starts"] or "", visit["address"]) if part)
