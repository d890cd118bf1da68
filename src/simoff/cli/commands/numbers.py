"""``simoff numbers``: fetch the ministry's numbering plan, or take it from a file."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simoff.cli.arguments import Parser, chosen, day_of
from simoff.cli.call import Call
from simoff.desk.clock import today
from simoff.desk.errors import Refusal, WrongInput
from simoff.desk.places import writable_data_folder

if TYPE_CHECKING:
    from simoff.desk.registry import Imported

SHOWN_FAULTS = 5


def run(call: Call, words: Sequence[str]) -> int:
    """``update`` uses the network and says so; ``import FILE`` does not."""
    options = _read(words)
    imported = _import(options) if options.action == "import" else _update(call, options)
    if call.json:
        call.write_json(
            {
                "rows": imported.rows,
                "rows_before": imported.rows_before,
                "registry_date": None
                if imported.registry_date is None
                else imported.registry_date.isoformat(),
                "faults": [
                    {"id": fault.id, "line": fault.line, "what": fault.what, "done": fault.done}
                    for fault in imported.faults
                ],
            }
        )
    else:
        _show(call, imported)
    return 0


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("numbers")
    parser.add_argument("action", nargs="?")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--date", metavar="DATE")
    parser.add_argument("--address", metavar="URL")
    options = parser.read(words)
    parser.need(options.action, "update | import")
    chosen("numbers", options.action, ("update", "import"))
    if options.action == "import":
        parser.need(options.file, "FILE")
    elif options.file:
        raise WrongInput("too-much", text=options.file, command="numbers")
    return options


def _import(options: argparse.Namespace) -> Imported:
    from simoff.desk.registry import import_registry
    from simoff.number import RegistryError

    folder = writable_data_folder(os.environ)
    path = Path(options.file)
    if not path.exists():
        raise WrongInput("file-missing", file=options.file)
    try:
        return import_registry(path, folder, today(), day_of("--date", options.date))
    except RegistryError as fault:
        raise WrongInput("registry-refused", lines=(str(fault),)) from None


def _update(call: Call, options: argparse.Namespace) -> Imported:
    from simoff.desk.download import DownloadError
    from simoff.desk.registry import MINISTRY_ADDRESS, update_registry
    from simoff.number import RegistryError

    folder = writable_data_folder(os.environ)
    address = options.address or MINISTRY_ADDRESS
    sys.stderr.write(call.say("numbers.fetching", address=address) + "\n")
    sys.stderr.flush()
    try:
        return update_registry(address, folder)
    except (DownloadError, RegistryError) as fault:
        raise Refusal("registry-not-fetched", lines=(str(fault),)) from None


def _show(call: Call, imported: Imported) -> None:
    from simoff.cli.document import Document, Item, Items, Paragraph

    day = imported.registry_date
    dated = call.say("doctor.registry-undated") if day is None else call.say("doctor.registry", day=day)
    body = [Paragraph(call.say("doctor.rows", n=imported.rows))]
    if imported.faults:
        body.append(Paragraph(call.say("numbers.faults", n=len(imported.faults))))
        body += [Paragraph(f"{f.line}: {f.what} {f.done}", "quiet") for f in imported.faults[:SHOWN_FAULTS]]
    call.show(Document(call.lang, (Items((Item(dated, body=tuple(body)),)),)))
