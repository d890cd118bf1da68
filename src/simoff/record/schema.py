"""Brings a database to the newest schema, and refuses one that a newer simoff made."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, inspect, text

from simoff.record.faults import RecordError
from simoff.record.tables import NEWEST, VERSION_TABLE

_ADVISORY = 0x51D0FF
"""Names the lock that lets one program at a time set up a PostgreSQL database."""
_ALEMBIC = Lock()
"""Alembic keeps its surroundings in a module, so two threads must not run it at once."""


def found_version(connection: Connection) -> str | None:
    """The schema version of a database; None for one without simoff's tables."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    return None if found is None else str(found)


def bring_up_to_date(connection: Connection) -> None:
    """Run the missing migrations, within the transaction of ``connection``.

    ``future-schema`` for a database of a newer simoff: nothing was changed; ``schema-damaged`` when the
    version noted is none.
    """
    if found_version(connection) == NEWEST:
        return
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ADVISORY})
    found = found_version(connection)
    if found == NEWEST:
        return
    if found is not None and not found.isdecimal():
        raise RecordError("schema-damaged", found=found[:20])
    if found is not None and int(found) > int(NEWEST):
        raise RecordError("future-schema", found=found, known=NEWEST)
    from alembic import command  # takes long to import, and is seldom needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    with _ALEMBIC:
        command.upgrade(config, "head")
