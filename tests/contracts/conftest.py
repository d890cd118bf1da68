"""One store per engine: every contract test runs on each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simoff.record.crypt import Master, new_key
from simoff.record.folder import FolderVault
from simoff.record.interface import Engine, Vault
from simoff.record.memory import MemoryEngine, MemoryVault
from simoff.record.postgresql import PostgresqlEngine
from simoff.record.sqlite import SqliteEngine
from simoff.record.store import Record


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def parts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Engine, Vault]]:
    """An empty engine and vault."""
    if request.param == "memory":
        yield MemoryEngine(), MemoryVault()
        return
    engine: Engine
    if request.param == "sqlite":
        engine = SqliteEngine(tmp_path / "record.db")
    else:
        new_database: Callable[[], str] = request.getfixturevalue("new_database")
        engine = PostgresqlEngine(new_database())
    yield engine, FolderVault(tmp_path / "files")
    engine.close()


@pytest.fixture
def store(parts: tuple[Engine, Vault]) -> Record:
    """An empty store."""
    return Record(*parts, Master(new_key()))
