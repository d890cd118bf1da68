"""``simoff number``: which numbers a text holds, and whose they are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from simoff.cli.arguments import Parser
from simoff.cli.call import Call
from simoff.desk.number import numbers_in


def run(call: Call, words: Sequence[str]) -> int:
    """Print one entry per number found; each argument is one text."""
    parser = Parser("number")
    parser.add_argument("text", nargs="*")
    options = parser.read(words)
    parser.need(options.text, "TEXT")
    entries = numbers_in(options.text, os.environ)
    if call.json:
        call.write_json(entries)
        return 0
    from simoff.cli.document import Document, Items

    call.show(Document(call.lang, (Items(tuple(_item(call, entry) for entry in entries)),)))
    return 0


def _item(call: Call, entry: dict[str, Any]) -> Any:  # noqa: ANN401 - a document's Item, imported late
    from simoff.cli.document import Item, Paragraph

    said = [call.say(f"number.kind.{entry['kind']}")]
    body: tuple[Paragraph, ...] = ()
    if entry["kind"] == "mobile_ru":
        said += _range(call, entry)
        body = (Paragraph(call.say("number.ported"), "quiet"),)
    shown = entry["national"] or entry["e164"] or entry["text"]
    return Item(shown, note="; ".join(said), body=body)


def _range(call: Call, entry: dict[str, Any]) -> list[str]:
    if entry["allocated"] is False:
        return [call.say("number.not-allocated")]
    if entry["range_holder"] is None:
        return [call.say("number.unknown-range")]
    region = [] if entry["region"] is None else [entry["region"]["name"]]
    return [call.say("number.holder", name=entry["range_holder"]["name"]), *region]
