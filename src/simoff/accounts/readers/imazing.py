"""Tables that iMazing makes of an iPhone's messages. Its headings differ by version; each is found by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from simoff.accounts.model import Fault, Item, Message
from simoff.accounts.readers.columns import Columns, folded
from simoff.accounts.readers.masking import mask_bounded
from simoff.accounts.readers.meaning import Table, cell
from simoff.accounts.readers.rows import Row
from simoff.accounts.readers.times import from_text

FORMAT: Final = "imazing-csv"
_NEEDED: Final = frozenset(("chat session", "message date", "service", "type", "sender id", "text"))


def knows(rows: Sequence[Row]) -> bool:
    """Whether the first row holds iMazing's headings; its export of WhatsApp has no ``Service``."""
    return bool(rows) and _columns(rows[0]) is not None


def _columns(row: Row) -> Columns | None:
    found = {folded(name): place for place, name in enumerate(row.cells)}
    return found if _NEEDED.issubset(found) else None


def items(rows: Iterator[Row], table: Table) -> Iterator[Item]:
    """A message for each row; notices that somebody joined a group are left out."""
    columns: Columns | None = None
    for row in rows:
        place = f"row {row.number}"
        if row.broken:
            yield Fault("broken-record", table.file, place)
        elif columns is None:
            columns = _columns(row)
        elif any(row.cells) and cell(row, columns["type"]) != "Notification":
            yield from _message(row, columns, table, place)


def _message(row: Row, columns: Columns, table: Table, place: str) -> Iterator[Item]:
    moment = from_text(cell(row, columns["message date"]), table.options.zone)
    if moment is None:
        yield Fault("no-date", table.file, place)
    kind = cell(row, columns["type"])
    sender = cell(row, columns["sender id"]) or cell(row, columns["chat session"])
    yield Message(
        "rcs" if cell(row, columns["service"]) == "RCS" else "sms",
        "in" if kind == "Incoming" else "out" if kind == "Outgoing" else "unknown",
        sender[:200],
        mask_bounded(cell(row, columns["text"]), table.options.limits.value),
        moment,
        None,
        place,
    )
