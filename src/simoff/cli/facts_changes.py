"""What changed in facts, as lines of a page: for ``facts diff``, ``facts update`` and a case's own changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simoff.cli.call import Call
from simoff.cli.document import Block, Heading, Item, Items, Paragraph, Title
from simoff.desk.bundle import catalogue
from simoff.desk.packs.wording import lines
from simoff.lang import Catalogue


def differences_page(call: Call, found: Mapping[str, Any]) -> Iterator[Block]:
    """The differences of two versions (the JSON of ``facts diff``)."""
    yield Title(call.say("packs.diff-title", before=found["from"], after=found["to"]))
    for kind in ("added", "removed"):
        if found[kind]:
            yield Heading(call.say(f"packs.{kind}", n=len(found[kind])))
            yield Items(tuple(_whole(call, fact) for fact in found[kind]))
    if found["changed"]:
        yield Heading(call.say("packs.changed", n=len(found["changed"])))
        yield Items(tuple(_changed(call, fact) for fact in found["changed"]))
    if found["operators"]:
        yield Heading(call.say("packs.operators"))
        yield Items(
            tuple(Item(brand["id"], body=change_lines(call, brand["changes"])) for brand in found["operators"])
        )
    if not any(found[kind] for kind in ("added", "removed", "changed", "operators")):
        yield Paragraph(call.say("packs.same"))


def change_lines(call: Call, changes: Sequence[Mapping[str, Any]]) -> tuple[Paragraph, ...]:
    """Single changes, one line each."""
    return tuple(Paragraph(line) for line in lines(changes, call.lang))


def _whole(call: Call, fact: Mapping[str, Any]) -> Item:
    return Item(fact["id"], body=tuple(Paragraph(text[call.lang]) for text in fact["texts"]))


def _changed(call: Call, fact: Mapping[str, Any]) -> Item:
    return Item(
        fact["id"], note=call.say(f"packs.weight.{fact['weight']}"), body=change_lines(call, fact["changes"])
    )


def changed_blocks(call: Call, case_id: str, found: Mapping[str, Any] | None) -> Iterator[Block]:
    """What changed for a case since it was planned: by fact, what it touches and what to do."""
    if found is None:
        return
    said = {"before": found["from"], "after": found["to"], "case": case_id}
    if not found["kept"]:
        yield Paragraph(call.say("changed.not-kept", **said), "alarm")
    elif not found["facts"]:
        yield Paragraph(call.say("changed.nothing", **said), "quiet")
    else:
        yield Heading(call.say("changed.title", **said))
        yield Paragraph(call.say("changed.pinned", **said), "strong")
        words = catalogue("case", call.lang)
        yield Items(tuple(_touched(call, words, fact) for fact in found["facts"]))


def paper_words(call: Call, words: Catalogue, kind: str, paper: str, status: str) -> tuple[str, str, str]:
    """What a paper is called, its id, and how far it has come."""
    key = f"word.{kind}"
    name = words.say(key) if key in words else kind
    return name, paper, call.say(f"case.paper.{status.replace('_', '-')}")


def _touched(call: Call, words: Catalogue, fact: Mapping[str, Any]) -> Item:
    lines = [call.say("changed.gone")] if fact["gone"] else []
    lines += [_step(call, step) for step in fact["steps"]]
    lines += [_date(call, one) for one in fact["dates"]]
    lines += [call.say("changed.route", title=one["title"]) for one in fact["routes"]]
    for one in fact["papers"]:
        name, paper, status = paper_words(call, words, one["kind"], one["paper"], one["status"])
        lines.append(call.say("changed.paper", name=name, paper=paper, status=status))
    told = tuple(Paragraph(line, "quiet") for line in lines)
    todo = tuple(Paragraph(f"→ {one['text']}", "strong") for one in fact["todo"])
    note = call.say(f"packs.weight.{fact['weight']}")
    return Item(fact["id"], note=note, body=(*change_lines(call, fact["changes"]), *told, *todo))


def _step(call: Call, step: Mapping[str, Any]) -> str:
    before, after = step["due"]["from"], step["due"]["to"]
    if before == after:
        return call.say("changed.step", title=step["title"])
    return call.say("changed.step-due", title=step["title"], before=_day(call, before), after=_day(call, after))


def _date(call: Call, one: Mapping[str, Any]) -> str:
    before, after = _day(call, one["from"]), _day(call, one["to"])
    if before == after:
        return call.say("changed.date-same", title=one["title"], before=before)
    return call.say("changed.date", title=one["title"], before=before, after=after)


def _day(call: Call, day: str | None) -> str:
    return day or call.say("changed.no-day")
