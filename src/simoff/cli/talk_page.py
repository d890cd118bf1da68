"""A sheet to speak from as a page for the terminal, and the writing of its files; for card and script."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from simoff.cli.call import Call
from simoff.cli.commands.letter import say_font_advice
from simoff.cli.commands.plan import say_written
from simoff.cli.document import Block, Document, Heading, Item, Items, Paragraph, Title
from simoff.desk.files import write_together
from simoff.desk.letter import font_advice
from simoff.desk.talk import talk_files

if TYPE_CHECKING:
    from simoff.papers.talk import Line, Talk

ROOM = "_" * 30


def show_talk(call: Call, talk: Talk, options: argparse.Namespace) -> int:
    """Write the sheet into ``--out`` if given, and show it: as a page, or as JSON ``{"files","sheet"}``."""
    paths: tuple[Path, ...] = ()
    if options.out is not None:
        paths = write_together(Path(options.out), talk_files(talk), force=options.force)
        if len(paths) == 1:
            say_font_advice(paths, font_advice(call.lang))
    if call.json:
        call.write_json({"files": list(map(str, paths)), "sheet": talk})
        return 0
    if paths:
        say_written(call, options.out, paths)
    else:
        call.show(Document(call.lang, tuple(_blocks(call, talk))))
    return 0


def _blocks(call: Call, talk: Talk) -> Iterator[Block]:
    yield Title(talk.title, (talk.about,))
    for section in talk.sections:
        yield Heading(section.heading)
        if section.intro:
            yield Paragraph(section.intro, "quiet")
        yield Items(tuple(map(_item, section.lines)))
    if not talk.sections:
        yield Paragraph(call.say("card.nothing-near"))


def _item(line: Line) -> Item:
    body = (
        *((Paragraph(line.text),) if line.ru and line.text else ()),
        *((Paragraph(line.note, "quiet"),) if line.note else ()),
        *((Paragraph(ROOM, "quiet"),) * line.room),
    )
    label = "[ ]" if line.tick else "-"
    return Item(line.ru or line.text, label, line.reading, body, "strong" if line.ru else "normal")
