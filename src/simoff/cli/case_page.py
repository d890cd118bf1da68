"""A case as pages: the list, the case itself, what was just written, what blocks the gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from simoff.cli.call import Call
from simoff.cli.document import Block, Document, Heading, Item, Items, Paragraph, Title
from simoff.cli.facts_changes import changed_blocks, paper_words
from simoff.cli.plan_page import PlanPage
from simoff.desk.bundle import catalogue
from simoff.desk.case.keeping import Changed
from simoff.desk.case.timeline import details, line
from simoff.lang import Catalogue


def list_page(call: Call, found: Sequence[Mapping[str, Any]]) -> Document:
    """The cases, one a line."""
    if not found:
        return Document(call.lang, (Paragraph(call.say("case.none")),))
    items = tuple(
        Item(
            head=entry["label"] or entry["case"],
            label=entry["next_due"] or call.say("page.no-day"),
            note=f"{entry['case']}, {call.say('case.status.' + entry['status'])}",
            weight="normal",
        )
        for entry in found
    )
    return Document(call.lang, (Items(items),))


def case_page(call: Call, case: Mapping[str, Any], names: Catalogue, *, sources: bool) -> Document:
    """The plan of a case, what is open beside its steps, and what happened."""
    plan = PlanPage(case["plan"], call.words, names, sources=sources).document()
    first, *rest = plan.blocks
    told = tuple(changed_blocks(call, case["case"]["id"], case["changes"]))
    head = _title(call, case, first)
    return Document(call.lang, (head, *told, *rest, *_open(call, case), *_timeline(call, case)))


def _title(call: Call, case: Mapping[str, Any], first: Block) -> Block:
    if not isinstance(first, Title):
        return first
    about = case["case"]
    said = call.say("case.title", case=about["id"], status=call.say(f"case.status.{about['status']}"))
    more = (about["label"],) if about["label"] else ()
    return Title(first.text, (said, *more, *first.below))


def _open(call: Call, case: Mapping[str, Any]) -> Iterator[Block]:
    open_ = case["open"]
    missing = [call.say(f"case.missing.{name}") for name in open_["to_close"]]
    if missing and case["case"]["status"] == "filed":
        yield Heading(call.say("case.to-close"))
        yield Items(tuple(Item(text, "-", weight="normal") for text in missing))
    words = catalogue("case", call.lang)
    if open_["papers"]:
        yield Heading(call.say("case.papers"))
        yield Items(tuple(_paper(call, words, paper) for paper in open_["papers"]))
    if open_["accounts"]:
        yield Heading(call.say("case.accounts"))
        yield Items(
            tuple(
                Item(one["name"], one["id"], words.say(f"word.{one['loss']}"), weight="normal")
                for one in open_["accounts"]
            )
        )
    if case["unread"] or case["odd"]:
        yield Heading(call.say("case.unread"))
        lines = [f"{one['place']}: {one['type']}, {one['why']}" for one in case["unread"]]
        lines += [f"{one['place']}: {one['type']}, {one['what']}" for one in case["odd"]]
        yield Items(tuple(Item(text, "!", weight="alarm") for text in lines))


def _paper(call: Call, words: Catalogue, paper: Mapping[str, Any]) -> Item:
    return Item(*paper_words(call, words, paper["kind"], paper["id"], paper["status"]), weight="normal")


def _timeline(call: Call, case: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(call.say("case.timeline"))
    yield Items(tuple(map(_entry, case["timeline"])))


def _entry(entry: Mapping[str, Any]) -> Item:
    body = tuple(Paragraph(f"{one['field']}: {one['value']}", "quiet") for one in entry["details"])
    day = entry["on"] or datetime.fromisoformat(entry["recorded_at"]).date().isoformat()
    return Item(entry["text"], day, body=body, weight="normal")


def written_page(call: Call, case_id: str, changed: Changed, after: Sequence[str] = ()) -> Document:
    """The events just written, or that nothing was to be written; ``after`` is said below them, a line each."""
    if not changed.events:
        return Document(call.lang, (Paragraph(call.say("case.nothing-new", case=case_id)),))
    words = catalogue("case", call.lang)
    items = tuple(
        _entry(
            {
                "text": line(event, words),
                "on": event.on.isoformat(),
                "details": details(event, words),
            }
        )
        for event in changed.events
    )
    head = Paragraph(call.say("case.written", case=case_id), "strong")
    return Document(call.lang, (head, Items(items), *map(Paragraph, after)))


def shut_page(call: Call, blocks: Sequence[str], names: Catalogue) -> Document:
    """What stands before the gate, with the word that marks each."""
    items = tuple(Item(names.say(f"step.{step}.title"), step, weight="normal") for step in blocks)
    return Document(
        call.lang,
        (
            Paragraph(call.say("case.shut"), "alarm"),
            Items(items),
            Paragraph(call.say("case.shut-next")),
        ),
    )
