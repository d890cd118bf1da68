"""``simoff calendar``: the dates of a plan as a calendar file."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simoff.cli.arguments import Parser, add_case, add_output, day_of
from simoff.cli.call import Call
from simoff.cli.commands.plan import say_written
from simoff.cli.kept import add_kept, made_from
from simoff.desk.calendar import FILE, calendar_bytes, discreet, entries
from simoff.desk.errors import WrongInput
from simoff.desk.files import write_together
from simoff.desk.plan import rendered

if TYPE_CHECKING:
    from simoff.desk.case.calendar import Given


def run(call: Call, words: Sequence[str]) -> int:
    """Write ``calendar.ics`` into ``--out``; without it, print it."""
    parser = Parser("calendar")
    parser.add_argument("--number", metavar="NUMBER")
    add_case(parser)
    add_kept(parser)
    add_output(parser)
    parser.add_argument("--discreet", action="store_true")
    options = parser.read(words)
    given = _of_case(call, options) if options.case else _of_number(call, options)
    data = given.data
    paths: tuple[Path, ...] = ()
    if options.out is not None:
        paths = write_together(Path(options.out), {FILE: data}, force=options.force)
    if call.json:
        call.write_json({"files": list(map(str, paths)), "events": given.events, "cancelled": given.cancelled})
    elif paths:
        say_written(call, options.out, paths)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    return 0


def _of_number(call: Call, options: argparse.Namespace) -> Given:
    """Without a case nothing is remembered: each file stands by itself."""
    from simoff.desk.case.calendar import Given

    made = made_from(call, options, "letter-number")
    found = entries(rendered(made, call.lang), call.lang)
    found = discreet(found, call.lang) if options.discreet else found
    return Given(calendar_bytes(found, made.line.e164, made.as_of), len(found), 0)


def _of_case(call: Call, options: argparse.Namespace) -> Given:
    from simoff.cli.passphrase import passphrase
    from simoff.desk.case.calendar import give
    from simoff.desk.clock import today
    from simoff.desk.record import open_record

    if options.number or options.settings or options.circumstances:
        raise WrongInput("case-and-number")
    as_of = day_of("--as-of", options.as_of) or today()
    with open_record(os.environ, passphrase(call)) as record:
        return give(
            record, options.case, os.environ, call.lang, on=today(), as_of=as_of, bare=options.discreet
        )
