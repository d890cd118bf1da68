"""``simoff script``: what to say to the hotline, what never to tell, what to ask, and the log of the call."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simoff.cli.arguments import Parser, add_case, add_output
from simoff.cli.call import Call
from simoff.cli.kept import add_kept, made_from
from simoff.cli.talk_page import show_talk
from simoff.desk.letter import details_of
from simoff.desk.talk import script_for


def run(call: Call, words: Sequence[str]) -> int:
    """Show the call script of a number, or write it into ``--out``."""
    parser = Parser("script")
    parser.add_argument("--number", metavar="NUMBER")
    parser.add_argument("--details", metavar="FILE")
    add_case(parser)
    add_kept(parser)
    add_output(parser)
    options = parser.read(words)
    details = details_of(None if options.details is None else Path(options.details), call.lang)
    made = made_from(call, options, "talk-number")
    return show_talk(call, script_for(made, call.lang, details), options)
