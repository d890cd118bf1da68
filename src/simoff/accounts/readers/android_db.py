"""Android's message database ``mmssms.db``, of any maker: columns are looked up by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from simoff.accounts.model import Fault, Item
from simoff.accounts.readers.android_rows import LINE_COLUMNS, items_of
from simoff.accounts.readers.databases import Database, is_database, opened
from simoff.accounts.readers.interface import Limits, Options, Source, Stop

FORMAT: Final = "android-database"
_SMS: Final = ("address", "date", "type", "body", *LINE_COLUMNS)
_PDU: Final = ("date", "msg_box", "m_type", "tr_id", *LINE_COLUMNS)
_MOST_PARTS: Final = 50 * 1024 * 1024


def sniff(source: Source) -> bool:
    """Whether it is a database; which one is seen when it is open."""
    return is_database(source)


def holds(database: Database) -> bool:
    """Whether a database has Android's table of messages."""
    return {"address", "body", "date"} <= database.columns("sms")


def read(source: Source, options: Options) -> Iterator[Item]:
    """Every message of the tables ``sms`` and ``pdu``."""
    with opened(source.path(), options.limits) as database:
        if not holds(database):
            raise Stop("db-no-messages")
        yield from messages(database, source.name, options.limits)


def messages(database: Database, file: str, limits: Limits) -> Iterator[Item]:
    """The messages of an open database, short ones first."""
    for found in database.rows("sms", _SMS):
        if found is None:
            yield Fault("broken-record", file)
        else:
            yield from items_of(found[1], file, f"row {found[0]}", limits)
    if "msg_box" not in database.columns("pdu"):
        return
    texts = _gathered(database, "part", "mid", ("ct", "text"), limits)
    people = _gathered(database, "addr", "msg_id", ("address", "type"), limits)
    for found in database.rows("pdu", _PDU):
        if found is None:
            yield Fault("broken-record", file)
        else:
            row = {
                "msg_box": "",
                **found[1],
                "parts": texts.get(found[0], []),
                "addresses": people.get(found[0], []),
            }
            yield from items_of(row, file, f"row {found[0]}", limits)


def _gathered(
    database: Database, table: str, key: str, wanted: tuple[str, ...], limits: Limits
) -> dict[int, list[dict[str, Any]]]:
    """The rows of a small table by the message they belong to, up to a bound on all texts together."""
    found: dict[int, list[dict[str, Any]]] = {}
    if key not in database.columns(table):
        return found
    left = _MOST_PARTS
    for row in database.rows(
        table, (key, *wanted), "AND ct = 'text/plain'" if "ct" in database.columns(table) else ""
    ):
        if row is None or not isinstance(owner := row[1].pop(key, None), int):
            continue
        values = {
            name: value[: limits.value] if isinstance(value, str) else value for name, value in row[1].items()
        }
        left -= 200 + sum(len(value) for value in values.values() if isinstance(value, str))
        if left < 0:
            break
        found.setdefault(owner, []).append(values)
    return found
