"""Tables of every kind: what holds the rows, and what the rows mean, both seen from the content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from simoff.accounts.model import Item
from simoff.accounts.readers import bill, imazing, message_table, password_table
from simoff.accounts.readers.html_rows import html_rows, is_page
from simoff.accounts.readers.interface import Options, Source, Stop
from simoff.accounts.readers.isolated import isolated_rows
from simoff.accounts.readers.meaning import Meaning, Table
from simoff.accounts.readers.rows import SAMPLE, Row, csv_rows, csv_sample, delimiters, is_text

MEANINGS: Final[tuple[Meaning, ...]] = (imazing, password_table, message_table, bill)
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of the older Office programs begin."""
WORKBOOK_PART: Final = "xl/workbook.xml"

Rows = Callable[[Options], Iterator[Row]]


class TableReader:
    """A reader for one file whose meaning is known."""

    def __init__(self, meaning: Meaning, rows: Rows) -> None:
        self.FORMAT = meaning.FORMAT
        self._meaning = meaning
        self._rows = rows

    def sniff(self, source: Source) -> bool:
        """Always: it was made for its source."""
        return True

    def read(self, source: Source, options: Options) -> Iterator[Item]:
        """What every row says."""
        yield from self._meaning.items(self._rows(options), Table(source.name, options))


def table_reader(source: Source, options: Options, workbook: bool = False) -> TableReader | None:
    """A reader for a table, None for what is none; raises Stop for a table whose columns nobody names."""
    if workbook or source.head.startswith(_COMPOUND):
        return _whole(source, options, lambda chosen: isolated_rows("workbook", source.path(), chosen))
    if source.head.lstrip()[:5] == b"%PDF-":
        return _whole(source, options, lambda chosen: isolated_rows("pdf", source.path(), chosen))
    if is_page(source):
        return _whole(source, options, lambda chosen: html_rows(source, chosen.limits))
    return _text_table(source) if is_text(source) else None


def _whole(source: Source, options: Options, rows: Rows) -> TableReader:
    if source.size is not None and source.size > options.limits.whole:
        raise Stop("too-large", limit_mb=options.limits.whole // 1_048_576)
    flow = rows(options)
    sample = list(islice(flow, SAMPLE))
    flow.close()  # type: ignore[attr-defined]
    meaning = meaning_of(sample)
    if meaning is None:
        raise Stop("table-no-header")
    return TableReader(meaning, rows)


def _text_table(source: Source) -> TableReader | None:
    for sign in delimiters(source):
        meaning = meaning_of(csv_sample(source, sign))
        if meaning is not None:
            return TableReader(meaning, lambda options, sign=sign: csv_rows(source, sign, options.limits))  # type: ignore[misc]
    return None


def meaning_of(rows: Sequence[Row]) -> Meaning | None:
    """The first meaning that knows the rows."""
    return next((meaning for meaning in MEANINGS if meaning.knows(rows)), None)
