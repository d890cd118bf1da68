"""The rows of the tables of an HTML page, of an MHT page, or of a workbook that is really a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Final

from simoff.accounts.readers.decoding import encoding_of
from simoff.accounts.readers.interface import Limits, Source, Stop
from simoff.accounts.readers.rows import Row
from simoff.accounts.readers.sources import whole

_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_MHT: Final = re.compile(
    rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*content-type:\s*multipart/related", re.IGNORECASE
)
_PIECE: Final = 65_536
_LARGEST_MHT: Final = 32 * 1024 * 1024
_MOST_CELLS: Final = 500
_LONGEST_CELL: Final = 4_096
_MOST_ROWS_SPANNED: Final = 10_000


def is_page(source: Source) -> bool:
    """Whether the content is HTML, or a page with its pictures in one MHT file."""
    head = source.head.replace(b"\x00", b"")[:16_384]
    return bool(_MHT.match(head)) or (b"<" in head[:512] and bool(_HTML.search(head)))


def html_rows(source: Source, limits: Limits) -> Iterator[Row]:
    """Every row of every table. Merged cells: across, the text stands in the first; down, in each row."""
    if _MHT.match(source.head):
        pieces, encoding = _mht(source, limits)
    else:
        pieces, encoding = _pieces(source), encoding_of(source.head)
    yield from _rows(pieces, encoding)


def _pieces(source: Source) -> Iterator[bytes]:
    with closing(source.open()) as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _mht(source: Source, limits: Limits) -> tuple[Iterator[bytes], str]:
    import email
    import email.policy

    with closing(source.open()) as stream:
        content = whole(stream, Limits(whole=min(limits.whole, _LARGEST_MHT)))
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return (page[at : at + _PIECE] for at in range(0, len(page), _PIECE)), encoding_of(page[:_PIECE])
    raise Stop("unreadable")


def _rows(pieces: Iterator[bytes], encoding: str) -> Iterator[Row]:
    from lxml import etree

    table = _Table()
    parser = etree.HTMLParser(target=table, encoding=encoding.removesuffix("-sig"))
    try:
        for piece in pieces:
            parser.feed(piece)
            yield from table.taken()
        parser.close()
    except etree.XMLSyntaxError:  # nothing but text, or bounds of the parser
        table.ends_early()
    yield from table.taken()


class _Table:
    """Takes the parser's events and makes rows of them."""

    def __init__(self) -> None:
        self.ready: list[Row] = []
        self.number = 0
        self.cells: list[str] | None = None
        self.text: list[str] | None = None
        self.room = 0
        self.across = 1
        self.down = 1
        self.hanging: dict[int, tuple[int, str]] = {}

    def taken(self) -> list[Row]:
        """The rows that are finished."""
        ready, self.ready = self.ready, []
        return ready

    def ends_early(self) -> None:
        """Leave a row at the parser's fault unfinished, and say so."""
        self.number += 1
        self.ready.append(Row(self.number, [], broken=True))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag begins."""
        if tag == "tr":
            self._end_row()
            self.cells = []
        elif tag in ("td", "th"):
            self._end_cell()
            self.text, self.room = [], _LONGEST_CELL
            self.across = _count(attributes.get("colspan"), _MOST_CELLS)
            self.down = _count(attributes.get("rowspan"), _MOST_ROWS_SPANNED)
        elif tag == "table":
            self._end_row()
            self.hanging = {}
        elif tag in ("br", "p", "div"):
            self.data(" ")

    def end(self, tag: str) -> None:
        """A tag ends."""
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()

    def data(self, text: str) -> None:
        """Text between tags."""
        if self.text is not None and self.room > 0:
            self.text.append(text[: self.room])
            self.room -= len(text)

    def close(self) -> None:
        """The page ends."""
        self._end_row()

    def _end_cell(self) -> None:
        if self.text is None:
            return
        text, self.text = " ".join("".join(self.text).split()), None
        if self.cells is None:
            self.cells = []
        self._fill_hanging()
        for place in range(self.across):
            if len(self.cells) >= _MOST_CELLS:
                return
            if self.down > 1:
                self.hanging[len(self.cells)] = (self.down - 1, "" if place else text)
            self.cells.append("" if place else text)

    def _fill_hanging(self) -> None:
        """Put in the cells that hang down from rows above."""
        while self.cells is not None and len(self.cells) in self.hanging:
            place = len(self.cells)
            left, text = self.hanging.pop(place)
            if left > 1:
                self.hanging[place] = (left - 1, text)
            self.cells.append(text)

    def _end_row(self) -> None:
        self._end_cell()
        self._fill_hanging()
        if self.cells:
            self.number += 1
            self.ready.append(Row(self.number, self.cells))
        self.cells = None


def _count(written: str | None, most: int) -> int:
    return (
        min(most, int(written)) if written and written.isascii() and written.isdigit() and int(written[:6]) else 1
    )
