"""Writes a page as lines of text: for a terminal with weights, for a pipe or a file without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.cells import cell_len

from simoff.cli.document import Block, Document, Heading, Item, Items, Paragraph, Quote, Title, Weight
from simoff.cli.layout import pad, wrap
from simoff.lang import quoted

Span = tuple[str, Weight]
Line = tuple[Span, ...]

_STYLES: dict[Weight, str] = {"normal": "", "strong": "bold", "quiet": "dim", "alarm": "bold red"}
_INDENT = 2


def lines_of(document: Document, width: int) -> list[Line]:
    """The page in ``width`` cells; one blank line before each section."""
    return [line for block in document.blocks for line in _block(block, width)]


def plain(document: Document, width: int = 80) -> str:
    """The page as text without weights."""
    return "".join(f"{''.join(text for text, _ in line)}\n" for line in lines_of(document, width))


def show(document: Document, stream: TextIO, width: int) -> None:
    """Write the page with weights; colour follows NO_COLOR and TERM, as rich reads them."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    for line in lines_of(document, width):
        console.print(Text.assemble(*((text, _STYLES[weight]) for text, weight in line)), soft_wrap=True)


def _block(block: Block, width: int) -> Iterator[Line]:
    if isinstance(block, Title):
        yield from _weighted(wrap(block.text, width), "strong")
        yield from _weighted((line for text in block.below for line in wrap(text, width)), "quiet")
    elif isinstance(block, Heading):
        yield ()
        yield from _weighted(wrap(block.text, width), "strong")
    elif isinstance(block, Items):
        yield from _items(block.items, width)
    else:
        yield ()
        yield from _running(block, width)


def _items(items: tuple[Item, ...], width: int) -> Iterator[Line]:
    label_width = max((cell_len(item.label) for item in items), default=0)
    indent = _INDENT + (label_width + 2 if label_width else 0)
    if indent > width // 2:
        indent = _INDENT
    for item in items:
        yield from _item(item, indent, width)


def _item(item: Item, indent: int, width: int) -> Iterator[Line]:
    label = " " * _INDENT + item.label if item.label else ""
    first: Span = (pad(label, indent), "quiet" if item.weight != "alarm" else "alarm")
    if cell_len(label) > indent - 1 and label:
        yield (first,)
        first = (" " * indent, "normal")
    for number, text in enumerate(wrap(item.head, width - indent)):
        yield (first if number == 0 else (" " * indent, "normal"), (text, item.weight))
    if item.note:
        yield from _indented(_weighted(wrap(item.note, width - indent), "quiet"), indent)
    for part in item.body:
        yield from _indented(_running(part, width - indent), indent)


def _running(part: Paragraph | Quote, width: int) -> Iterator[Line]:
    if isinstance(part, Paragraph):
        return _weighted(wrap(part.text, width), part.weight)
    return _indented(_weighted(wrap(quoted(part.text, part.lang), width - _INDENT), "normal"), _INDENT)


def _weighted(texts: Iterable[str], weight: Weight) -> Iterator[Line]:
    return (((text, weight),) for text in texts)


def _indented(lines: Iterable[Line], indent: int) -> Iterator[Line]:
    return (((" " * indent, "normal"), *line) for line in lines)
