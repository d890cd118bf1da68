"""One store per engine: every contract test runs on each of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simoff.record.crypt import Master, new_key
from simoff.record.interface import Engine, Vault
from simoff.record.memory import MemoryEngine, MemoryVault
from simoff.record.store import Record

OpenStore = Callable[[], Record]


@pytest.fixture(params=["memory"])
def parts(request: pytest.FixtureRequest) -> tuple[Engine, Vault]:
    """An empty engine and vault."""
    return MemoryEngine(), MemoryVault()


@pytest.fixture
def store(parts: tuple[Engine, Vault]) -> Record:
    """An empty store."""
    return Record(*parts, Master(new_key()))
