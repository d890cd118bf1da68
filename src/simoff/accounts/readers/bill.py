"""Itemised bills of operators. They show who wrote and when, never the words.

The layouts of most operators are not published; the heading is found by its words, wherever it stands and
however often it comes again. A line of the bill such as ``Абонентский номер: +7 …`` says whose rows follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final

from simoff.accounts.model import Direction, Fault, Item, Message
from simoff.accounts.readers.columns import Columns, bill_columns, message_columns
from simoff.accounts.readers.meaning import Table, cell
from simoff.accounts.readers.message_table import moment_of
from simoff.accounts.readers.rows import Row

FORMAT: Final = "bill"
_OWN: Final = re.compile(
    r"(?:номер|абонент|телефон|phone|号码)[^+\d]{0,40}((?:\+?7|8)?[\s(-]{0,2}9\d\d[\s)-]{0,2}\d{3}[\s-]?\d\d[\s-]?\d\d)(?!\d)",
    re.IGNORECASE,
)
_IN: Final = re.compile(r"вход|\bвх\b|incoming|<-|←|呼入|接收", re.IGNORECASE)
_OUT: Final = re.compile(r"исход|\bисх\b|outgoing|->|→|呼出|发送", re.IGNORECASE)
_NO_PERSON: Final = re.compile(
    r"интернет|gprs|трафик|\binternet\b|абонентская плата|\d+(?:[.,]\d+)?\s?[кмг]б\b", re.IGNORECASE
)
_FROM: Final = re.compile(r"(?:\bот|\bс номера|\bfrom|来自)\s+([\w.+-]{2,40})", re.IGNORECASE)
_ARROWS: Final = re.compile(r"^[\s<>←→–—-]+(?=[\w+])|^(?:sms|смс|вх|исх)[.:\s]+", re.IGNORECASE)
_SERIAL_DAY: Final = re.compile(r"[3-6]\d{4}(?:\.\d+)?")


def knows(rows: Sequence[Row]) -> bool:
    """Whether one of the rows, or two that belong together, names the columns of a bill."""
    if any(message_columns(row.cells) for row in rows):
        return False
    return any(bill_columns(row.cells) for row in rows) or any(
        bill_columns(_joined(one, two)) for one, two in pairwise(rows)
    )


def _joined(one: Row, two: Row) -> list[str]:
    size = max(len(one.cells), len(two.cells))
    return [f"{cell(one, place)} {cell(two, place)}".strip() for place in range(size)]


class _Bill:
    """One bill being read: the columns, the own line and the day that hold at this row."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.columns: Columns | None = None
        self.line: str | None = None
        self.day = ""
        self.before: Row | None = None

    def items(self, row: Row) -> Iterator[Item]:
        place = f"row {row.number}"
        if row.broken:
            yield Fault("broken-record", self.table.file, place)
            return
        before, self.before = self.before, row
        if self._is_heading(row, before):
            return
        filled = [text for text in row.cells if text]
        if len(filled) <= 3 and (own := _OWN.search(" ".join(filled))) is not None:
            self.line = own[1].strip()
        elif self.columns is not None and len(filled) >= 2:
            yield from self._entry(row, self.columns, place)

    def _is_heading(self, row: Row, before: Row | None) -> bool:
        columns = bill_columns(row.cells)
        if columns is None and self.columns is None and before is not None:
            columns = bill_columns(_joined(before, row))
        if columns is not None:
            self.columns, self.day = columns, ""
        return columns is not None

    def _entry(self, row: Row, columns: Columns, place: str) -> Iterator[Item]:
        day = cell(row, columns["date"])
        said = " ".join(cell(row, columns.get(name)) for name in ("direction", "service", "other"))
        if _NO_PERSON.search(said):
            return
        sender = _sender(cell(row, columns.get("other")), cell(row, columns.get("service")))
        if not sender:
            return
        self.day = day or self.day  # a merged cell stands in its first row alone
        moment = _moment(self.day, cell(row, columns.get("time")), self.table)
        if moment is None:
            if any(map(str.isdigit, day)):
                yield Fault("no-date", self.table.file, place)
            return  # a sum or a remark
        line = cell(row, columns.get("own")) or self.line
        yield Message("bill", _direction(said), sender, "", moment, line, place)


def items(rows: Iterator[Row], table: Table) -> Iterator[Item]:
    """A message without words for each row that names somebody; traffic and fees are left out."""
    bill = _Bill(table)
    for row in rows:
        yield from bill.items(row)


def _sender(other: str, service: str) -> str:
    named = _ARROWS.sub("", _ARROWS.sub("", other)).strip()
    if not named and (found := _FROM.search(service)) is not None:
        named = found[1]
    return named[:60]


def _direction(said: str) -> Direction:
    return "in" if _IN.search(said) else "out" if _OUT.search(said) else "unknown"


def _moment(day: str, time: str, table: Table) -> datetime | None:
    if _SERIAL_DAY.fullmatch(day):  # a workbook's own count of days, from 1899-12-30
        local = datetime(1899, 12, 30, tzinfo=UTC) + timedelta(days=float(day))
        return local.replace(microsecond=0, tzinfo=table.options.zone)
    return moment_of(day, time, table.options)
