"""PostgreSQL, for a team: ``SIMOFF_DATABASE_URL`` names the database; psycopg 3 talks to it."""

from __future__ import annotations

from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import ArgumentError

from simoff.record.faults import RecordError
from simoff.record.sql import SqlEngine
from simoff.record.sqlfaults import speaking

PATIENCE = 10
"""Seconds to wait for a connection, and for a lock."""


class PostgresqlEngine(SqlEngine):
    """The engine over a PostgreSQL database.

    Each commit waits for the disk (``synchronous_commit`` is set to on, whatever the server's default is).
    A connection that died is noticed and replaced at the next call.
    """

    def __init__(self, address: str) -> None:
        try:
            url = make_url(address).set(drivername="postgresql+psycopg")
        except (ArgumentError, ValueError):
            raise RecordError("address") from None
        options = f"-c synchronous_commit=on -c lock_timeout={PATIENCE}s -c timezone=UTC"
        try:
            database = create_engine(
                url,
                pool_pre_ping=True,
                connect_args={"connect_timeout": PATIENCE, "options": options, "application_name": "simoff"},
            )
        except ModuleNotFoundError:
            raise RecordError("driver-missing") from None
        super().__init__(database, f"{url.host or 'local'}/{url.database or ''}")

    def _erase_traces(self) -> None:
        """Rewrite the small table of keys and the notes of files, so that erased rows leave the data files."""
        outside = self._database.execution_options(isolation_level="AUTOCOMMIT")
        with speaking(self._place), outside.connect() as connection:
            for table in ("simoff_case_keys", "simoff_files"):
                connection.exec_driver_sql(f"VACUUM FULL {table}")
