"""``simoff offices``: take offices out of a file one could get, or fetch them from the address one configured."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from simoff.cli.arguments import Parser, chosen
from simoff.cli.call import Call
from simoff.cli.document import Block, Document, Item, Items, Paragraph
from simoff.desk import offices as desk
from simoff.desk.errors import WrongInput


def run(call: Call, words: Sequence[str]) -> int:
    """``import FILE`` only reads; ``update`` uses the network and says so."""
    parser = Parser("offices")
    parser.add_argument("action", nargs="?")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--address", metavar="URL")
    options = parser.read(words)
    parser.need(options.action, "import | update")
    chosen("offices", options.action, ("import", "update"))
    if options.action == "update":
        if options.file:
            raise WrongInput("too-much", text=options.file, command="offices")
        return _show(call, _update(call, options.address))
    parser.need(options.file, "FILE")
    return _show(call, desk.import_offices(Path(options.file), os.environ, call.lang, fresh=options.fresh))


def _update(call: Call, stated: str | None) -> desk.Imported:
    from simoff.desk.offices_update import address_of, name_of, update_offices

    address = address_of(stated, os.environ)
    sys.stderr.write(call.say("offices.fetching", where=name_of(address)) + "\n")
    sys.stderr.flush()
    return update_offices(address, os.environ, call.lang)


def _show(call: Call, done: desk.Imported) -> int:
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
