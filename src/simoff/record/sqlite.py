"""SQLite: one file in the data folder, in WAL mode, flushed to the disk at every commit (synchronous=FULL)."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event

from simoff.record.interface import Problem
from simoff.record.sql import SqlEngine
from simoff.record.sqlfaults import speaking

WAIT = 10.0
"""Seconds to wait for another writer."""
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA cell_size_check=ON",
    "PRAGMA trusted_schema=OFF",
)
"""WAL with synchronous=FULL: a commit that returned survives a crash of the program and of the computer."""


class SqliteEngine(SqlEngine):
    """The engine over a SQLite file, made for its owner alone if it was not there."""

    def __init__(self, path: Path, wait: float = WAIT) -> None:
        with speaking(str(path)):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        database = create_engine(f"sqlite:///{path}", connect_args={"timeout": wait})
        event.listen(database, "connect", _set_up)
        event.listen(database, "begin", _begin)
        self._writes = database.execution_options(simoff_begin="BEGIN IMMEDIATE")
        super().__init__(database, str(path))

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
    for pragma in PRAGMAS:
        connection.execute(pragma).fetchall()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("simoff_begin", "BEGIN"))
