"""The rows of tables, whatever holds them: CSV, HTML, a workbook or a PDF."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import closing
from typing import Final

from msgspec import Struct

from simoff.accounts.readers.decoding import decoded, encoding_of, is_utf8
from simoff.accounts.readers.interface import Limits, Source
from simoff.accounts.readers.json_rows import bounded_lines

_DELIMITERS: Final = (",", ";", "\t", "|")
_CONTROL: Final = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CELLS: Final = 500
SAMPLE: Final = 200
"""How many rows are looked at to see what a table means."""


class Row(Struct, frozen=True):
    """One row: its number from 1 as its program counts, and its cells; ``broken`` where it could not be read."""

    number: int
    cells: list[str]
    broken: bool = False


def is_text(source: Source) -> bool:
    """Whether the content can be a text: hardly any control signs, and zeros only in UTF-16."""
    head = source.head[:8192]
    name = encoding_of(head)
    if name.startswith("utf-16"):
        return True
    if head.count(0) > max(2, len(head) // 200):
        return False
    return len(_CONTROL.findall(head)) * 100 <= len(head) and (is_utf8(source.head) or b"\n" in head)


def delimiters(source: Source) -> list[str]:
    """The signs that may part the columns, the likeliest first: the one most alike on the first lines."""
    text = source.head.decode(encoding_of(source.head), "replace")
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    counts = {sign: [line.count(sign) for line in lines] for sign in _DELIMITERS}
    return sorted(
        (sign for sign in _DELIMITERS if any(counts[sign])),
        key=lambda sign: (-max(map(counts[sign].count, set(counts[sign]) - {0})), -sum(counts[sign])),
    )


def csv_sample(source: Source, delimiter: str) -> list[Row]:
    """The first rows of a CSV file, from its first bytes."""
    text = source.head.decode(encoding_of(source.head), "replace")
    return list(_limited(_parsed(iter((text,)), delimiter, Limits())))


def csv_rows(source: Source, delimiter: str, limits: Limits) -> Iterator[Row]:
    """Every row of a CSV file."""
    with closing(source.open()) as stream:
        yield from _parsed(decoded(stream, encoding_of(source.head)), delimiter, limits)


def _limited(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        if row.number >= SAMPLE:
            return


def _parsed(pieces: Iterator[str], delimiter: str, limits: Limits) -> Iterator[Row]:
    """Rows; one with a field past the standard bound of the csv module is broken and the next is read."""
    broken = False

    def lines() -> Iterator[str]:
        nonlocal broken
        for line in bounded_lines(pieces, limits.record):
            broken = broken or line is None
            yield "\n" if line is None else line.lstrip("\ufeff") + "\n"

    reader = csv.reader(lines(), delimiter=delimiter, skipinitialspace=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells, broken = [], True
        yield Row(number, [_plain(cell, limits.value) for cell in cells[:_MOST_CELLS]], broken)
        broken = False


def _plain(cell: str, longest: int) -> str:
    """A cell without the formula some programs wrap numbers in: ``="7916…"``."""
    if cell.startswith('="') and cell.endswith('"'):
        cell = cell[2:-1]
    return cell[:longest].strip()
