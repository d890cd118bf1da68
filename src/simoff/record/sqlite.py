"""SQLite: one file in the data folder, in WAL mode, flushed to the disk at every commit (synchronous=FULL)."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event

from simoff.record.interface import CaseRow, EventRow, FileRow, Head, IndexRow, Problem
from simoff.record.sql import SqlEngine
from simoff.record.sqlfaults import speaking

WAIT = 10.0
"""Seconds to wait for another writer."""
PAUSE = 0.02
"""Seconds between two tries to set the mode of a new database."""
WAL = "PRAGMA journal_mode=WAL"
PRAGMAS = (
    WAL,
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA cell_size_check=ON",
    "PRAGMA trusted_schema=OFF",
)
"""WAL with synchronous=FULL: a commit that returned survives a crash of the program and of the computer."""

_CASE = (
    "SELECT c.case_id, head_seq, head_hash, head_at, status, next_due, label, forgotten_at, wrapped"
    " FROM simoff_cases c LEFT JOIN simoff_case_keys k ON k.case_id = c.case_id WHERE c.case_id = ?"
)
_GROW = (
    "UPDATE simoff_cases SET head_seq = ?, head_hash = ?, head_at = ?"
    " WHERE case_id = ? AND head_seq = ? AND head_hash = ? AND forgotten_at IS NULL"
)
_ADD = "INSERT INTO simoff_events (case_id, seq, commitment, hash, sealed) VALUES (?, ?, ?, ?, ?)"
_INDEX = "UPDATE simoff_cases SET status = ?, next_due = ?, label = ?, note = ? WHERE case_id = ?"


class SqliteEngine(SqlEngine):
    """The engine over a SQLite file, made for its owner alone if it was not there.

    Reading one case and appending to it, the two things done most, go to the driver directly.
    """

    def __init__(self, path: Path, wait: float = WAIT) -> None:
        with speaking(str(path)):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        database = create_engine(f"sqlite:///{path}", connect_args={"timeout": wait})
        event.listen(database, "connect", _set_up)
        event.listen(database, "begin", _begin)
        self._path, self._wait = path, wait
        self._idle: list[sqlite3.Connection] = []
        self._writes = database.execution_options(simoff_begin="BEGIN IMMEDIATE")
        super().__init__(database, str(path))

    def case(self, case_id: str) -> CaseRow | None:
        """See Engine."""
        with speaking(self._place), self._borrowed() as connection:
            row = connection.execute(_CASE, (case_id,)).fetchone()
        return None if row is None else CaseRow(*row)

    def append(
        self,
        before: Head,
        case_id: str,
        rows: Sequence[EventRow],
        head_at: str,
        index: IndexRow | None,
        notes: Sequence[FileRow] = (),
    ) -> bool:
        """See Engine."""
        if notes:
            return super().append(before, case_id, rows, head_at, index, notes)
        last = rows[-1]
        grown = (last.seq, last.hash, head_at, case_id, before.seq, before.hash)
        with speaking(self._place), self._borrowed() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                if connection.execute(_GROW, grown).rowcount != 1:
                    connection.execute("ROLLBACK")
                    return False
                connection.executemany(
                    _ADD, [(case_id, row.seq, row.commitment, row.hash, row.sealed) for row in rows]
                )
                if index is not None:
                    shown = (index.status, index.next_due, index.label, index.note, case_id)
                    connection.execute(_INDEX, shown)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        return True

    def close(self) -> None:
        """See Engine."""
        while self._idle:
            self._idle.pop().close()
        super().close()

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        """A connection to the driver that nobody else uses meanwhile."""
        try:
            found = self._idle.pop()
        except IndexError:
            found = sqlite3.connect(self._path, timeout=self._wait, check_same_thread=False)
            _set_up(found, None)
        try:
            yield found
        finally:
            self._idle.append(found)

    def check(self) -> tuple[Problem, ...]:
        """What SQLite's own integrity check finds; the first finding is enough."""
        with self._reading() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        return () if found == "ok" else (Problem("record.db", "integrity"),)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with speaking(self._place), self._writes.begin() as connection:
            yield connection

    def _erase_traces(self) -> None:
        """``secure_delete`` has overwritten the pages; now they are put into the file and the log is emptied."""
        with speaking(self._place), self._database.connect() as connection:
            raw = connection.connection.driver_connection
            if isinstance(raw, sqlite3.Connection):
                connection.rollback()
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _set_up(connection: Any, _: object) -> None:  # noqa: ANN401
    connection.isolation_level = None  # transactions are begun by _begin, not by the driver
    _into_wal(connection)
    for pragma in PRAGMAS:
        connection.execute(pragma).fetchall()


def _into_wal(connection: sqlite3.Connection) -> None:
    """Set WAL mode. While several programs do so at once SQLite says "busy" without waiting: tried again."""
    ends = time.monotonic() + WAIT
    while True:
        try:
            connection.execute(WAL).fetchall()
        except sqlite3.OperationalError as fault:
            if "SQLITE_BUSY" not in fault.sqlite_errorname or time.monotonic() > ends:
                raise
            time.sleep(PAUSE)
        else:
            return


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("simoff_begin", "BEGIN"))
