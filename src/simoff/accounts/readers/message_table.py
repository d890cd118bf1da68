"""Tables of messages from any program: the columns are found by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from simoff.accounts.model import Direction, Fault, Item, Message
from simoff.accounts.readers.android_rows import named_line
from simoff.accounts.readers.columns import Columns, message_columns
from simoff.accounts.readers.interface import Options
from simoff.accounts.readers.masking import mask_bounded
from simoff.accounts.readers.meaning import Table, cell
from simoff.accounts.readers.rows import Row
from simoff.accounts.readers.times import from_java, from_text

FORMAT: Final = "message-table"
_IN: Final = re.compile(r"1$|in(?:box|coming)?\b|received|вход|получ|принят|收|接", re.IGNORECASE)
_OUT: Final = re.compile(r"[2-6]$|out(?:box|going)?\b|sent|draft|исход|отправл|черновик|发|送", re.IGNORECASE)
_DAY_NUMBER: Final = re.compile(r"\d{9,14}")


def knows(rows: Sequence[Row]) -> bool:
    """Whether one of the rows names the columns of messages."""
    return any(message_columns(row.cells) for row in rows)


def items(rows: Iterator[Row], table: Table) -> Iterator[Item]:
    """A message for each row below the headings."""
    columns: Columns | None = None
    for row in rows:
        place = f"row {row.number}"
        if row.broken:
            yield Fault("broken-record", table.file, place)
        elif columns is None:
            columns = message_columns(row.cells)
        elif any(row.cells) and message_columns(row.cells) is None:
            yield from _message(row, columns, table, place)


def _message(row: Row, columns: Columns, table: Table, place: str) -> Iterator[Item]:
    moment = moment_of(cell(row, columns.get("date")), cell(row, columns.get("time")), table.options)
    if moment is None:
        yield Fault("no-date", table.file, place)
    text = mask_bounded(cell(row, columns["text"]), table.options.limits.value)
    direction = direction_of(cell(row, columns.get("direction")))
    line = named_line(cell(row, columns.get("line")))
    yield Message("sms", direction, cell(row, columns.get("sender"))[:200], text, moment, line, place)


def moment_of(day: str, time: str, options: Options) -> datetime | None:
    """A day and perhaps a time in another cell; counts of milliseconds too."""
    if _DAY_NUMBER.fullmatch(day):
        return from_java(day)
    return from_text(f"{day} {time}" if time and ":" not in day else day, options.zone)


def direction_of(word: str) -> Direction:
    """In or out by a word or Android's number; received where the table has no such column."""
    if not word:
        return "in"
    return "in" if _IN.match(word.strip()) else "out" if _OUT.match(word.strip()) else "unknown"
