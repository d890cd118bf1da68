"""The case behind ``--case`` of a command that otherwise takes a number: its plan, and what is noted in it."""

from __future__ import annotations

import argparse
import os
from datetime import date
from typing import TYPE_CHECKING

from simoff.cli.arguments import Parser, day_of
from simoff.cli.call import Call
from simoff.cli.commands.plan import asked_of, say_registry_fault
from simoff.desk.errors import WrongInput
from simoff.desk.plan import Made, make

if TYPE_CHECKING:
    from simoff.papers import Details


def add_kept(parser: Parser) -> None:
    """The option that names a kept case instead of a number."""
    parser.add_argument("--case", metavar="CASE")


def made_from(call: Call, options: argparse.Namespace, without: str) -> Made:
    """The plan of the case named, else of the number and its circumstances; WrongInput ``without`` for neither."""
    if options.case is None:
        if not options.number:
            raise WrongInput(without)
        made = make(asked_of(options, options.number), os.environ)
    else:
        made = _of_case(call, options)
    say_registry_fault(call, made)
    return made


def _of_case(call: Call, options: argparse.Namespace) -> Made:
    """What the case knows is stated in the case: a second word beside it would leave two truths."""
    from simoff.cli.passphrase import passphrase
    from simoff.desk.case.keeping import read
    from simoff.desk.case.planning import plan_of
    from simoff.desk.clock import today
    from simoff.desk.record import open_record

    if options.number or options.settings or options.circumstances:
        raise WrongInput("case-and-number")
    with open_record(os.environ, passphrase(call)) as record:
        state = read(record, options.case).state
    return plan_of(state, os.environ, day_of("--as-of", options.as_of) or today())


def with_case(call: Call, options: argparse.Namespace, details: Details, on: date) -> Details:
    """The details, with what has happened in the case laid under what the person typed."""
    from simoff.cli.passphrase import passphrase
    from simoff.desk.case.keeping import read
    from simoff.desk.case.papers import details_of_case
    from simoff.desk.record import open_record

    if options.case is None:
        return details
    with open_record(os.environ, passphrase(call)) as record:
        return details_of_case(read(record, options.case).state, details, on)


def note_letter(call: Call, options: argparse.Namespace, pdf: bytes, grounds: tuple[str, ...]) -> str | None:
    """Keep a letter in the case and note that it was made: its name there. None without a case."""
    from simoff.cli.passphrase import passphrase
    from simoff.desk.case.issuing import issue
    from simoff.desk.clock import today
    from simoff.desk.record import open_record

    if options.case is None:
        return None
    with open_record(os.environ, passphrase(call)) as record:
        return issue(record, options.case, options.kind, pdf, grounds, os.environ, on=today())
