"""Migrations on both databases, and what happens with a database of another version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from simoff.record import RecordError
from simoff.record.interface import Engine
from simoff.record.postgresql import PostgresqlEngine
from simoff.record.schema import found_version
from simoff.record.sqlite import SqliteEngine
from simoff.record.tables import NEWEST, VERSION_TABLE, metadata

MIGRATIONS = Path(__file__).parent.parent.parent / "src" / "simoff" / "record" / "migrations"


class Place:
    """A database: how to open it as a store, and how to look into it without one."""

    def __init__(self, open_: Callable[[], Engine], address: str) -> None:
        self.open, self._address = open_, address

    def run(self, *statements: str) -> None:
        engine = create_engine(self._address)
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    def tables(self) -> set[str]:
        engine = create_engine(self._address)
        found = set(inspect(engine).get_table_names())
        engine.dispose()
        return found

    def differences(self) -> list[object]:
        engine = create_engine(self._address)
        with engine.connect() as connection:
            options = {"version_table": VERSION_TABLE, "compare_type": True}
            found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
            assert found_version(connection) == NEWEST
        engine.dispose()
        return list(found)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty database."""
    if request.param == "sqlite":
        path = tmp_path / "record.db"
        return Place(lambda: SqliteEngine(path), f"sqlite:///{path}")
    new_database: Callable[[], str] = request.getfixturevalue("new_database")
    address = new_database()
    return Place(lambda: PostgresqlEngine(address), address.replace("postgresql://", "postgresql+psycopg://"))


def refused(place: Place) -> str:
    with pytest.raises(RecordError) as caught:
        place.open()
    return caught.value.id


def test_migrations_lead_to_the_schema(place: Place) -> None:
    """The steps of the migrations give exactly the tables in use, and a second opening changes nothing."""
    place.open().close()
    assert place.differences() == []
    place.open().close()
    assert place.tables() == {*metadata.tables, VERSION_TABLE}


def test_the_newest_step_is_the_version(place: Place) -> None:
    """The last of the migrations is the version the program calls the newest, and they form one line."""
    scripts = ScriptDirectory(str(MIGRATIONS))
    steps = [script.revision for script in scripts.walk_revisions()]
    assert steps[0] == NEWEST
    assert steps == sorted(steps, reverse=True)
    assert scripts.get_heads() == [NEWEST]


def test_a_record_of_the_first_step_is_brought_up(place: Place) -> None:
    """A database with the first schema and a case in it gets the newest one; its case has no note yet."""
    place.open().close()
    place.run(
        "ALTER TABLE simoff_cases DROP COLUMN note",
        f"UPDATE {VERSION_TABLE} SET version_num = '0001'",
        "INSERT INTO simoff_cases (case_id, head_seq, head_hash, head_at, status, next_due, label)"
        " VALUES ('k7', 1, '1', '2026-11-24T00:00:00Z', 'open', '9999-12-31', '1')",
        "INSERT INTO simoff_case_keys (case_id, wrapped) VALUES ('k7', '1')",
    )
    engine = place.open()
    assert [(row.case_id, row.note) for row in engine.notes()] == [("k7", None)]
    engine.close()
    assert place.differences() == []


def test_a_future_schema_is_refused_untouched(place: Place) -> None:
    """A database of a newer simoff is refused and left alone, whatever it holds."""
    place.open().close()
    place.run(f"UPDATE {VERSION_TABLE} SET version_num = '0099'", "ALTER TABLE simoff_cases ADD COLUMN new TEXT")
    before = place.tables()
    assert refused(place) == "future-schema"
    assert place.tables() == before
    place.run(f"UPDATE {VERSION_TABLE} SET version_num = '{NEWEST}'")
    place.open().close()


def test_a_version_that_is_none_is_refused(place: Place) -> None:
    """A version nobody wrote is not guessed at."""
    place.open().close()
    place.run(f"UPDATE {VERSION_TABLE} SET version_num = 'abc'")
    assert refused(place) == "schema-damaged"


def test_two_open_a_new_database_at_once(place: Place) -> None:
    """Opened by several at the same moment, a new database is set up once and all can use it."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        engines = [future.result() for future in [pool.submit(place.open) for _ in range(4)]]
    for engine in engines:
        assert engine.case_ids() == []
        engine.close()


def test_a_database_nobody_can_reach_is_told(tmp_path: Path) -> None:
    """No server, no such database, no address: each is told in its own words, without the address's password."""
    pytest.importorskip("psycopg")
    for address, id_ in (
        (f"postgresql://u:secret@/x?host={tmp_path}", "unreachable"),
        ("postgresql://u:secret@127.0.0.1:1/x", "unreachable"),
        ("not an address", "address"),
    ):
        with pytest.raises(RecordError) as caught:
            PostgresqlEngine(address)
        assert caught.value.id == id_
        assert "secret" not in str(caught.value)
