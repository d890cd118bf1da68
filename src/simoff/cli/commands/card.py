"""``simoff card``: what to show at the counter; the phrasebook; answers to a refusal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simoff.cli.arguments import Parser, add_case, add_output
from simoff.cli.call import Call
from simoff.cli.kept import add_kept, made_from
from simoff.cli.talk_page import show_talk
from simoff.desk import talk as desk
from simoff.desk.letter import details_of

if TYPE_CHECKING:
    from simoff.papers.talk import Talk


def run(call: Call, words: Sequence[str]) -> int:
    """Show the card of a number, the phrasebook, all answers, or those a text suggests."""
    options = _read(words)
    return show_talk(call, _talk(call, options), options)


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("card")
    parser.add_argument("--number", metavar="NUMBER")
    parser.add_argument("--details", metavar="FILE")
    parser.add_argument("--phrases", action="store_true")
    parser.add_argument("--answers", action="store_true")
    parser.add_argument("--said", metavar="TEXT")
    add_case(parser)
    add_kept(parser)
    add_output(parser)
    return parser.read(words)


def _talk(call: Call, options: argparse.Namespace) -> Talk:
    if options.phrases:
        return desk.phrasebook_in(call.lang)
    if options.answers:
        return desk.all_answers(call.lang)
    if options.said is not None:
        return desk.answers_to(_said(options.said), call.lang)
    details = details_of(None if options.details is None else Path(options.details), call.lang)
    made = made_from(call, options, "talk-number")
    return desk.card_for(made, call.lang, details)


def _said(text: str) -> str:
    """The text, or what is piped in where it is ``-``: only so much that a longer one is seen to be longer."""
    return sys.stdin.read(desk.LONGEST_SAID + 1) if text == "-" else text
