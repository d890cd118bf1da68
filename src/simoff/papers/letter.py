"""The letter as a value: blocks of Russian text, each with what it rests on and how to say it back."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from msgspec import Struct

from simoff.facts.model import Text

BLANK = "________________"
"""A place inside a sentence that the person fills in by hand."""
NOT_IN_FORM = ("shared.enclosures", "complaint.enclosures", "shared.signature", "shared.answer")


class Rest(Struct, frozen=True):
    """A fact a block rests on: its id, its text, and what was not seen of it."""

    fact_id: str
    text: Text
    doubt: Text | None = None


class Paragraph(Struct, frozen=True, tag="paragraph"):
    """One paragraph: message id, the Russian ``text`` as printed, and ``args`` for the back-translation."""

    id: str
    text: str
    args: dict[str, Any] = {}
    rests: tuple[Rest, ...] = ()
    style: Literal["title", "body", "point", "caption"] = "body"

    @property
    def cites(self) -> tuple[str, ...]:
        """The ids of the facts it rests on."""
        return tuple(rest.fact_id for rest in self.rests)


class Field(Struct, frozen=True):
    """A labelled line. ``value`` None is a blank of ``lines`` lines to fill in by hand."""

    id: str
    label: str
    value: str | None = None
    lines: int = 1


class Fields(Struct, frozen=True, tag="fields"):
    """Labelled lines that belong together, and where they stand on the page."""

    id: str
    rows: tuple[Field, ...]
    place: Literal["address", "body", "signature", "box"]
    title: str | None = None


class Annex(Struct, frozen=True, tag="annex"):
    """A list of numbers on its own page, signed."""

    id: str
    title: str
    numbers: tuple[str, ...]
    args: dict[str, Any] = {}


class Table(Struct, frozen=True, tag="table"):
    """A ruled table: heads, and rows of as many cells; an empty cell is to be filled in by hand."""

    id: str
    heads: tuple[Field, ...]
    rows: tuple[tuple[str, ...], ...]
    args: dict[str, Any] = {}


Block = Paragraph | Fields | Annex | Table


class Note(Struct, frozen=True):
    """Something the person should know before handing the letter in; stands in the explanation only."""

    id: str
    args: dict[str, Any] = {}


class Letter(Struct, frozen=True):
    """A letter of one kind. ``title`` and ``copies`` are Russian; ``grounds`` are the facts it rests on."""

    kind: str
    title: str
    on: date
    copies: tuple[str, ...]
    blocks: tuple[Block, ...]
    grounds: tuple[str, ...]
    notes: tuple[Note, ...] = ()


def letter_text(letter: Letter, copy: int = 0) -> str:
    """One copy as plain Russian text, in the order of the page; blanks are underscores."""
    lines = [letter.copies[copy], ""]
    for block in letter.blocks:
        lines += [*block_lines(block), ""]
    return "\n".join(lines)


def form_text(letter: Letter) -> str:
    """The letter's own words for a form on a site: no addressee, no sender, no signature, no enclosures."""
    blocks = [block for block in letter.blocks if not isinstance(block, Fields) or block.place == "body"]
    kept = [block for block in blocks if not block.id.startswith(NOT_IN_FORM)]
    return "\n\n".join("\n".join(block_lines(block)) for block in kept) + "\n"


def block_lines(block: Block) -> list[str]:
    """The Russian lines of one block."""
    match block:
        case Paragraph():
            return [block.text]
        case Annex():
            rows = (f"{place}. {number}" for place, number in enumerate(block.numbers, start=1))
            return [block.title, *rows]
        case Table():
            heads = " | ".join(head.label for head in block.heads)
            return [heads, *(" | ".join(cell or BLANK for cell in row) for row in block.rows)]
        case Fields():
            rows = (f"{row.label}: {row.value or BLANK}" for row in block.rows)
            return [block.title, *rows] if block.title else list(rows)


def grounds_of(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The facts all paragraphs rest on, each once, in the order of the letter."""
    cites = (cite for block in blocks if isinstance(block, Paragraph) for cite in block.cites)
    return tuple(dict.fromkeys(cites))
