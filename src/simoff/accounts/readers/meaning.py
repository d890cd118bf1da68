"""What a table of rows means: a meaning finds its heading in the first rows and makes items of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from simoff.accounts.model import Item
from simoff.accounts.readers.interface import Options
from simoff.accounts.readers.rows import Row


class Meaning(Protocol):
    """A module that understands one kind of table."""

    FORMAT: str

    def knows(self, rows: Sequence[Row]) -> bool:
        """Whether the first rows are of this kind."""
        ...

    def items(self, rows: Iterator[Row], table: Table) -> Iterator[Item]:
        """What every row says, from the first row of the file on."""
        ...


class Table(Struct, frozen=True):
    """Where the rows come from."""

    file: str
    options: Options


def cell(row: Row, place: int | None) -> str:
    """A cell of a row, "" where the row is shorter."""
    return row.cells[place] if place is not None and place < len(row.cells) else ""
