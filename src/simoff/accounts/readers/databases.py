"""SQLite files of strangers, opened so that nothing is written and nothing inside them is run.

A file with a write-ahead log beside it is copied with the log into a private folder first, which is removed
afterwards; any other is opened in place as unchangeable, so no lock of another program matters.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from simoff.accounts.readers.interface import Limits, Source, Stop
from simoff.accounts.readers.sources import copy_bounded

MAGIC: Final = b"SQLite format 3\x00"
_LARGEST_VALUE: Final = 16 * 1024 * 1024
_ALLOWED: Final = frozenset((sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION))
_FUNCTIONS: Final = frozenset(("substr", "length"))
_MOST_BAD_ROWS: Final = 1_000
_STEP: Final = 100_000
"""How often, in steps of the database's machine, the work is weighed against the size of the file."""


class Database:
    """An open database. Only plain tables can be read, by columns that exist."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        self._tables = {
            str(name).lower() for name, sql in rows if not str(sql).upper().startswith("CREATE VIRTUAL")
        }
        self._columns = {
            name: self._columns_of(name) for name in ("sms", "pdu", "part", "addr", "message", "handle", "files")
        }
        connection.set_authorizer(_authorized)

    def _columns_of(self, table: str) -> frozenset[str]:
        if table not in self._tables:
            return frozenset()
        return frozenset(str(row[1]).lower() for row in self._connection.execute(f"PRAGMA table_info({table})"))

    def columns(self, table: str) -> frozenset[str]:
        """The columns of a table, in small letters; none where there is no such table."""
        return self._columns[table]

    def rows(
        self, table: str, wanted: Sequence[str], where: str = ""
    ) -> Iterator[tuple[int, dict[str, Any]] | None]:
        """Each row's id and its wanted columns, None in place of one that cannot be read.

        Columns that do not exist are left out. ``where`` is SQL of ours, never of the file.
        """
        names = [name for name in wanted if name.lower() in self.columns(table)]
        fields = "".join(f", {name}" for name in names)
        last, bad = -(2**63), 0
        while True:
            query = f"SELECT rowid{fields} FROM {table} WHERE rowid > ? {where} ORDER BY rowid"  # noqa: S608
            try:
                for row in self._connection.execute(query, (last,)):
                    if row[0] <= last:  # pages that lead in a circle
                        raise Stop("db-broken")
                    last = row[0]
                    yield last, dict(zip(names, row[1:], strict=True))
                return
            except (sqlite3.DataError, sqlite3.OperationalError):
                bad += 1
                if bad > _MOST_BAD_ROWS or last >= 2**63 - 2:
                    raise
                following = self._next_row(table, last)
                if following is None:
                    raise
                last = following
                yield None

    def _next_row(self, table: str, last: int) -> int | None:
        query = f"SELECT rowid FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 1"  # noqa: S608
        found = self._connection.execute(query, (last,)).fetchone()
        return None if found is None else int(found[0])


def _authorized(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION and second not in _FUNCTIONS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def is_database(source: Source) -> bool:
    """Whether the file begins as SQLite begins its files."""
    return source.head.startswith(MAGIC)


@contextmanager
def opened(path: str, limits: Limits) -> Iterator[Database]:
    """The database at ``path``; raises Stop ``db-broken`` for one that cannot be opened."""
    with _place(Path(path), limits) as uri:
        try:
            connection = sqlite3.connect(uri, uri=True, timeout=2)
        except sqlite3.Error:
            raise Stop("db-broken") from None
        try:
            _guard(connection, os.path.getsize(path))
            yield Database(connection)
        except (sqlite3.Error, UnicodeDecodeError):  # names in a damaged head need not be UTF-8
            raise Stop("db-broken") from None
        finally:
            connection.close()


def _guard(connection: sqlite3.Connection, size: int) -> None:
    left = [20_000_000 + 10 * size]

    def counted() -> bool:
        left[0] -= _STEP
        return left[0] < 0

    connection.set_progress_handler(counted, _STEP)
    connection.text_factory = lambda content: content.decode("utf-8", "replace")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
    for setting in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "query_only = ON",
        "cache_size = -8192",
        "mmap_size = 0",
    ):
        connection.execute(f"PRAGMA {setting}")


@contextmanager
def _place(path: Path, limits: Limits) -> Iterator[str]:
    log = path.with_name(path.name + "-wal")
    if not log.is_file() or log.stat().st_size == 0:
        yield f"file:{quote(os.path.abspath(path))}?mode=ro&immutable=1"
        return
    folder = Path(tempfile.mkdtemp(prefix="simoff-"))
    try:
        for original, name in ((path, "copy"), (log, "copy-wal")):
            with original.open("rb") as stream, (folder / name).open("xb") as copy:
                copy_bounded(stream, copy, limits.unpacked)
        yield f"file:{quote(str(folder / 'copy'))}?mode=rw"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
