"""``simoff calendar``: the dates of a plan as a calendar file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from simoff.cli.arguments import Parser, add_case, add_output
from simoff.cli.call import Call
from simoff.cli.commands.plan import say_written
from simoff.cli.kept import add_kept, made_from
from simoff.desk.calendar import FILE, calendar_bytes, entries
from simoff.desk.files import write_together
from simoff.desk.plan import rendered


def run(call: Call, words: Sequence[str]) -> int:
    """Write ``calendar.ics`` into ``--out``; without it, print it."""
    parser = Parser("calendar")
    parser.add_argument("--number", metavar="NUMBER")
    add_case(parser)
    add_kept(parser)
    add_output(parser)
    options = parser.read(words)
    made = made_from(call, options, "letter-number")
    found = entries(rendered(made, call.lang), call.lang)
    data = calendar_bytes(found, made.line.e164, made.as_of)
    paths: tuple[Path, ...] = ()
    if options.out is not None:
        paths = write_together(Path(options.out), {FILE: data}, force=options.force)
    if call.json:
        call.write_json({"files": list(map(str, paths)), "events": len(found)})
    elif paths:
        say_written(call, options.out, paths)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    return 0
