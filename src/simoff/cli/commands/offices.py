"""``simoff offices import``: take offices out of a file one could get."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from simoff.cli.arguments import Parser, chosen
from simoff.cli.call import Call
from simoff.cli.document import Block, Document, Item, Items, Paragraph
from simoff.desk import offices as desk


def run(call: Call, words: Sequence[str]) -> int:
    """``import FILE``: nothing is fetched, the file is only read."""
    parser = Parser("offices")
    parser.add_argument("action", nargs="?")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--fresh", action="store_true")
    options = parser.read(words)
    parser.need(options.action, "import")
    chosen("offices", options.action, ("import",))
    parser.need(options.file, "FILE")
    done = desk.import_offices(Path(options.file), os.environ, call.lang, fresh=options.fresh)
    faults = desk.fault_lines(done.faults, call.lang)
    if call.json:
        call.write_json(
            {
                "offices": done.offices,
                "total": done.total,
                "doubles": done.doubles,
                "others": done.others,
                "format": done.origin.format,
                "licence": done.origin.licence,
                "faults": faults,
            }
        )
        return 0
    said = call.say("offices.imported", n=done.offices)
    more = call.say("offices.total", total=done.total, doubles=done.doubles, others=done.others)
    blocks: list[Block] = [Paragraph(said, "strong"), Paragraph(more)]
    if faults:
        blocks.append(Paragraph(call.say("offices.left-out")))
        blocks.append(Items(tuple(Item(text, "-", weight="normal") for text in faults)))
    call.show(Document(call.lang, tuple(blocks)))
    return 0
