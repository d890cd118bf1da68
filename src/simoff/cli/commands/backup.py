"""``simoff backup``: the whole record in one encrypted file, and back."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from simoff.cli.arguments import Parser, chosen
from simoff.cli.call import Call
from simoff.cli.document import Document, Item, Items, Paragraph, Weight
from simoff.cli.passphrase import passphrase, typed
from simoff.desk.errors import WrongInput

FOUND_BAD = 3
ACTIONS = ("make", "restore")


def run(call: Call, words: Sequence[str]) -> int:
    """``make`` writes one age-encrypted file; ``restore FILE`` brings it back into an empty place."""
    options = _read(words)
    return _make(call, options) if options.action == "make" else _restore(call, options)


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("backup")
    parser.add_argument("action", nargs="?")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--out", metavar="FILE")
    parser.add_argument("--recipient", metavar="AGE", action="append", default=[])
    parser.add_argument("--identity", metavar="FILE")
    parser.add_argument("--passphrase-file", metavar="FILE")
    parser.add_argument("--force", action="store_true")
    options = parser.read(words)
    parser.need(options.action, " | ".join(ACTIONS))
    chosen("backup", options.action, ACTIONS)
    if options.action == "restore":
        parser.need(options.file, "FILE")
    elif options.file:
        raise WrongInput("too-much", text=options.file, command="backup")
    return options


def _make(call: Call, options: argparse.Namespace) -> int:
    from simoff.desk.record import open_record
    from simoff.desk.record_backup import lock_of, make_backup_to

    phrase = "" if options.recipient else _passphrase(call, options, twice=True)
    lock = lock_of(tuple(options.recipient), phrase)
    out = None if options.out is None else Path(options.out)
    with open_record(os.environ, passphrase(call)) as record:
        backup = make_backup_to(record, out, lock, force=options.force)
    end = backup.end
    if call.json:
        call.write_json({"file": str(backup.path), "cases": end.cases, "events": end.events, "files": end.files})
        return 0
    counted = call.say("backup.counted", cases=end.cases, events=end.events, files=end.files)
    body = (Paragraph(counted), Paragraph(call.say("backup.holds-key")))
    call.show(Document(call.lang, (Items((Item(str(backup.path), body=body),)),)))
    return 0


def _restore(call: Call, options: argparse.Namespace) -> int:
    from simoff.desk.record_backup import opener_of, restore_from

    phrase = "" if options.identity else _passphrase(call, options, twice=False)
    opener = opener_of(options.identity, phrase)
    restored = restore_from(Path(options.file), opener, os.environ, passphrase(call))
    if call.json:
        call.write_json({"cases": restored.cases, "broken": restored.broken})
    else:
        weight: Weight = "alarm"
        broken = tuple(Item(f"{case}: {what}", "!", weight=weight) for case, what in restored.broken.items())
        told = Paragraph(call.say("backup.restored", cases=restored.cases))
        call.show(Document(call.lang, (told, Items(broken))))
    return FOUND_BAD if restored.broken else 0


def _passphrase(call: Call, options: argparse.Namespace, *, twice: bool) -> str:
    """The passphrase of the backup: out of a file, or asked for where somebody sits at a terminal."""
    if options.passphrase_file:
        from simoff.desk.files import read_passphrase

        if in_file := read_passphrase(Path(options.passphrase_file)):
            return in_file
    if options.passphrase_file or not sys.stdin.isatty():
        raise WrongInput("backup-lock" if twice else "backup-opener")
    found = typed(call, "backup.ask", twice=twice)
    if not found:
        raise WrongInput("backup-twice")
    return found
