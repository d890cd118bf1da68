"""``simoff dossier``: a case as one file that others can check without simoff."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from simoff.cli.arguments import Parser, chosen
from simoff.cli.call import Call
from simoff.cli.document import Block, Document, Item, Items, Paragraph, Title

FOUND_BAD = 3
ACTIONS = ("make", "verify")


def run(call: Call, words: Sequence[str]) -> int:
    """``make CASE`` writes the file; ``verify FILE`` answers anchored, consistent or broken (3)."""
    options = _read(words)
    return _make(call, options) if options.action == "make" else _verify(call, options)


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("dossier")
    parser.add_argument("action", nargs="?")
    parser.add_argument("what", nargs="?")
    parser.add_argument("--out", metavar="DIR")
    parser.add_argument("--redact", action="store_true")
    parser.add_argument("--certificates", metavar="FILE")
    parser.add_argument("--force", action="store_true")
    options = parser.read(words)
    parser.need(options.action, " | ".join(ACTIONS))
    chosen("dossier", options.action, ACTIONS)
    if options.action == "verify":
        parser.need(options.what, "FILE")
    return options


def _make(call: Call, options: argparse.Namespace) -> int:
    from simoff.cli.passphrase import passphrase
    from simoff.desk.case.keeping import the_case
    from simoff.desk.record import open_record
    from simoff.desk.record_dossier import make_dossier

    with open_record(os.environ, passphrase(call)) as record:
        case_id = the_case(record, options.what)
        dossier = make_dossier(
            record,
            case_id,
            os.environ,
            call.lang,
            out=Path(options.out or "."),
            redact=options.redact,
            force=options.force,
            certificates_file=options.certificates,
        )
    made = dossier.made
    if call.json:
        call.write_json(
            {
                "case": case_id,
                "file": str(dossier.path),
                "events": made.events,
                "masked": made.masked,
                "files": made.files,
                "left_out": made.left_out,
                "stamps": made.anchors,
            }
        )
        return 0
    notes = [call.say("dossier.counted", events=made.events, files=made.files, stamps=made.anchors)]
    if options.redact:
        notes.append(call.say("dossier.redacted", masked=made.masked, left_out=made.left_out))
    else:
        notes.append(call.say("dossier.personal"))
    notes.append(call.say("dossier.how"))
    body = tuple(Paragraph(note) for note in notes)
    call.show(Document(call.lang, (Items((Item(str(dossier.path), body=body),)),)))
    return 0


def _verify(call: Call, options: argparse.Namespace) -> int:
    from simoff.desk.record_dossier import verify_dossier

    found = verify_dossier(Path(options.what), os.environ, options.certificates)
    code = FOUND_BAD if found.verdict == "broken" else 0
    if call.json:
        call.write_json(found)
        return code
    from simoff.cli.commands.record import problem_text, stamp_text

    blocks: list[Block] = [Title(call.say(f"dossier.verdict.{found.verdict}"))]
    if found.problems:
        items = (Item(problem_text(call, one.place, one.what), "!", weight="alarm") for one in found.problems)
        blocks.append(Items(tuple(items)))
    else:
        counted = call.say("dossier.checked", case=found.case, events=found.events, files=found.files)
        blocks.append(Paragraph(counted))
        if found.masked:
            blocks.append(Paragraph(call.say("dossier.shown-masked", masked=found.masked)))
        blocks += [Paragraph(stamp_text(call, stamp)) for stamp in found.stamps]
    call.show(Document(call.lang, tuple(blocks)))
    return code
