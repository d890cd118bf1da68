"""A page before it has a form: blocks that the terminal, the text file and the HTML file all write."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Weight = Literal["normal", "strong", "quiet", "alarm"]


class Title(Struct, frozen=True):
    """The first line of a page, with a line under it that says what the page is about."""

    text: str
    below: tuple[str, ...] = ()


class Heading(Struct, frozen=True):
    """Opens a section."""

    text: str


class Paragraph(Struct, frozen=True):
    """A run of text."""

    text: str
    weight: Weight = "normal"


class Quote(Struct, frozen=True):
    """Words to be said or written as they stand; ``lang`` is the language they are in."""

    text: str
    lang: str


class Item(Struct, frozen=True):
    """One entry of a list: a short label in front (a date, a number), a head, and what is said about it."""

    head: str
    label: str = ""
    note: str = ""
    body: tuple[Paragraph | Quote, ...] = ()
    weight: Weight = "strong"


class Items(Struct, frozen=True):
    """Entries that stand together, so that their labels line up."""

    items: tuple[Item, ...]


Block = Title | Heading | Paragraph | Quote | Items


class Document(Struct, frozen=True):
    """A page in one language."""

    lang: str
    blocks: tuple[Block, ...]
