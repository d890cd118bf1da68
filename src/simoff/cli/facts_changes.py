"""What changed in facts, as lines of a page: for ``facts diff``, ``facts update`` and a case's own changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simoff.cli.call import Call
from simoff.cli.document import Block, Heading, Item, Items, Paragraph, Title

_TEXTS = ("text", "doubt", "question", "value")
_LONGEST = 400


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
    """Single changes, one line each; texts in the language of the call, in others only where it alone stayed."""
    own = {
        (one["value"], one["field"].partition(".")[0]) for one in changes if one["field"].endswith(f".{call.lang}")
    }
    lines = []
    for one in changes:
        field, _, lang = one["field"].partition(".")
        if field in _TEXTS and lang != call.lang and (one["value"], field) in own:
            continue
        lines.append(Paragraph(_line(call, one, field, "" if lang == call.lang else lang)))
    return tuple(lines)


def _line(call: Call, one: Mapping[str, Any], field: str, lang: str) -> str:
    name = call.say(f"packs.field.{field.replace('_', '-')}") + (f" ({lang})" if lang else "")
    start = one["value"]
    if start:
        name = call.say("packs.of-value", field=name, start=_start(call, start))
    return call.say(
        "packs.from-to", field=name, before=_said(call, field, one["from"]), after=_said(call, field, one["to"])
    )


def _said(call: Call, field: str, value: object) -> str:
    if value is None or value in ((), []):
        return call.say("packs.nothing")
    if isinstance(value, bool):
        return call.say("packs.yes" if value else "packs.no")
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))[:_LONGEST]
    if field == "start":
        return _start(call, str(value))
    if field == "confidence":
        return call.say(f"page.confidence.{value}")
    if field == "unit":
        return call.say(f"packs.unit.{str(value).replace('_', '-')}")
    return str(value)[:_LONGEST]


def _start(call: Call, start: str) -> str:
    return call.say("packs.undated") if start == "undated" else start


def _whole(call: Call, fact: Mapping[str, Any]) -> Item:
    return Item(fact["id"], body=tuple(Paragraph(text[call.lang]) for text in fact["texts"]))


def _changed(call: Call, fact: Mapping[str, Any]) -> Item:
    return Item(
        fact["id"], note=call.say(f"packs.weight.{fact['weight']}"), body=change_lines(call, fact["changes"])
    )
