"""``simoff doctor``: what is there on this computer and what is missing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from simoff.cli.arguments import Parser
from simoff.cli.call import Call
from simoff.cli.document import Document, Item, Items, Paragraph, Title
from simoff.cli.record_page import record_items
from simoff.desk.doctor import Report, examine

ATTENTION = 3


def run(call: Call, words: Sequence[str]) -> int:
    """Print the report; 3 when something is in the way of a plan or a letter."""
    Parser("doctor").read(words)
    report = examine(os.environ)
    if call.json:
        call.write_json(report)
    else:
        call.show(_page(call, report))
    return ATTENTION if report.needs_attention() else 0


def _page(call: Call, report: Report) -> Document:
    closing = call.say("doctor.bad" if report.needs_attention() else "doctor.good")
    items = Items(tuple(_items(call, report)))
    return Document(call.lang, (Title(call.say("doctor.title")), items, Paragraph(closing)))


def _items(call: Call, report: Report) -> Iterator[Item]:
    yield _good(call.say("doctor.version", version=report.version))
    yield _good(call.say("doctor.python", version=report.python))
    yield _folder(call, report)
    yield _registry(call, report)
    yield _facts(call, report)
    for one in report.facts.refused:
        why = call.say(f"error.{one.why}.what", **one.facts)
        yield _bad(call.say("packs.refused", file=one.file), why)
    if report.typst is None:
        yield _bad(call.say("doctor.typst-absent"))
    else:
        yield _good(call.say("doctor.typst", version=report.typst))
    if report.chinese_font is None:
        yield _good(call.say("doctor.font-absent"))
    else:
        yield _good(call.say("doctor.font", name=report.chinese_font))
    yield from record_items(call, report.record)


def _folder(call: Call, report: Report) -> Item:
    folder = report.data_folder
    head = call.say("doctor.folder", folder=folder.path)
    if folder.state == "closed":
        return _bad(head, call.say("doctor.folder-closed", why=folder.why))
    return _good(head, call.say(f"doctor.folder-{folder.state}"))


def _registry(call: Call, report: Report) -> Item:
    registry = report.registry
    if registry.state == "broken":
        return _bad(call.say("doctor.registry-broken", why=registry.why))
    if registry.rows is None:
        return _good(call.say("doctor.registry-absent"))
    rows = call.say("doctor.rows", n=registry.rows)
    if registry.date is None:
        return _good(call.say("doctor.registry-undated"), rows)
    return _good(call.say("doctor.registry", day=registry.date), rows)


def _facts(call: Call, report: Report) -> Item:
    days = report.facts.read_up_to.items()
    notes = [call.say("facts.read-up-to", pack=pack, day=day) for pack, day in days]
    body = tuple(Paragraph(note, "quiet") for note in notes)
    return Item(call.say("facts.title", version=report.facts.version), "+", body=body, weight="normal")


def _good(head: str, note: str = "") -> Item:
    return Item(head, "+", note, weight="normal")


def _bad(head: str, note: str = "") -> Item:
    return Item(head, "!", note, weight="alarm")
