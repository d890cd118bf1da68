"""``simoff letter``: the paper to hand in, in Russian, and what it says in the person's language."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from simoff.cli.arguments import Parser, add_case, add_output, chosen
from simoff.cli.call import Call
from simoff.cli.commands.plan import say_written
from simoff.cli.document import Document, Heading, Item, Items, Paragraph
from simoff.cli.kept import add_kept, made_from, note_letter, with_case
from simoff.desk.errors import WrongInput
from simoff.desk.files import write_together
from simoff.desk.letter import ABOUT, KINDS, about, details_of, font_advice, letter_files, letter_for, notes_of
from simoff.papers import Letter, letter_text


class Written(Struct, frozen=True):
    """A letter that was made: where its files lie, and its id in the case it was noted in."""

    letter: Letter
    paths: tuple[Path, ...] = ()
    paper: str | None = None


def run(call: Call, words: Sequence[str]) -> int:
    """Write the letter into ``--out``; without it, print its text."""
    options = _read(words)
    made = _made(call, options)
    letter, paths, paper = made.letter, made.paths, made.paper
    if call.json:
        noted = {} if paper is None else {"paper": paper}
        said = {"files": list(map(str, paths)), "grounds": letter.grounds, "text": letter_text(letter)}
        call.write_json(said | noted)
        return 0
    call.show(_page(call, letter, with_text=not paths))
    if paths:
        say_written(call, options.out, paths)
    if paper is not None:
        sys.stdout.write(call.say("case.letter-noted", case=options.case, paper=paper) + "\n")
    return 0


def write_letter(call: Call, words: Sequence[str]) -> Written:
    """The letter that ``simoff letter WORDS`` makes, without a word about it."""
    return _made(call, _read(words))


def _made(call: Call, options: argparse.Namespace) -> Written:
    details = details_of(None if options.details is None else Path(options.details), call.lang)
    if options.about is not None:
        details = about(details, chosen("--about", options.about, ABOUT))
    made = made_from(call, options, "letter-number")
    details = with_case(call, options, details, made.as_of)
    letter = letter_for(made, details, options.kind)
    if options.out is None:
        return Written(letter)
    files = letter_files(letter, call.lang)
    paths = write_together(Path(options.out), files, force=options.force)
    say_font_advice(paths, font_advice(call.lang))
    pdf = next(data for name, data in files.items() if name.startswith("letter") and name.endswith(".pdf"))
    return Written(letter, paths, note_letter(call, options, pdf, letter.grounds))


def say_font_advice(paths: tuple[Path, ...], advice: str | None) -> None:
    """A page that came as HTML because no font shows its language: what to install."""
    if advice is not None and any(path.suffix == ".html" for path in paths):
        sys.stderr.write(advice + "\n")


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("letter")
    parser.add_argument("kind", nargs="?")
    parser.add_argument("--number", metavar="NUMBER")
    parser.add_argument("--details", metavar="FILE")
    parser.add_argument("--about", metavar="WHAT")
    add_case(parser)
    add_kept(parser)
    add_output(parser)
    options = parser.read(words)
    parser.need(options.kind, "KIND")
    if options.kind not in KINDS:
        raise WrongInput("unknown-letter", kind=options.kind, kinds=", ".join(KINDS))
    return options


def _page(call: Call, letter: Letter, *, with_text: bool) -> Document:
    text = [Paragraph(line) for line in letter_text(letter).split("\n") if line.strip()] if with_text else []
    notes = notes_of(letter, call.lang)
    heading = [Heading(call.say("letter.notes"))] if notes else []
    items = Items(tuple(Item(note, "-", weight="normal") for note in notes))
    return Document(call.lang, (*text, *heading, items))
