"""What tests of several rooms share."""

from __future__ import annotations

import gc
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

from postgresql_server import Server, binaries
from time_authority import Authority

settings.register_profile("simoff", deadline=None)  # how long one example takes says nothing on a busy machine
settings.load_profile("simoff")

OWN = (
    "SIMOFF_DATABASE",
    "SIMOFF_KEY",
    "SIMOFF_PASSPHRASE",
    "SIMOFF_TSA",
    "SIMOFF_ANCHOR",
    "SIMOFF_FACTS",
)
"""How the variables begin that say where a person's things are."""


def pytest_collection_finish() -> None:
    """What was loaded stays to the end, so it is not looked through for garbage again: a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A private PostgreSQL server; skipped, with the reason, where there is none to start."""
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server (initdb, pg_ctl) is installed here")
    pytest.importorskip("psycopg", reason="psycopg is not installed (simoff[team])")
    server = Server(programs)
    yield server
    server.remove()


@pytest.fixture
def new_database(postgresql: Server) -> Callable[[], str]:
    """Makes an empty PostgreSQL database and gives its address."""
    return lambda: postgresql.make_database(f"t{secrets.token_hex(6)}")


@pytest.fixture(scope="session")
def test_config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration folder for all tests."""
    return tmp_path_factory.mktemp("config")


@pytest.fixture(autouse=True)
def no_settings_of_the_person(monkeypatch: pytest.MonkeyPatch, test_config: Path) -> None:
    """No test reads or writes the configuration, key, data or database of whoever runs it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(test_config))
    monkeypatch.setenv("XDG_DATA_HOME", str(test_config / "data"))
    for name in list(os.environ):
        if name.startswith(OWN):
            monkeypatch.delenv(name)


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Authority]:
    """A time-stamping authority on this computer; skipped, with the reason, where there is no openssl."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl is installed here, so there is nobody to stamp")
    authority = Authority(tmp_path / "authority")
    yield authority
    authority.close()
