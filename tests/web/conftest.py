"""A server without a network: the application itself, and somebody who came in by its link."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient
from visitor import HOME, PORT, Visitor

from simoff.web.app import make_app
from simoff.web.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folders = {"SIMOFF_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    return Settings(port=PORT, environment=folders)


@pytest.fixture
def stranger(settings: Settings) -> Iterator[Visitor]:
    """Somebody who has not come in."""
    with TestClient(make_app(settings), base_url=HOME) as client:
        yield Visitor(client, settings)


@pytest.fixture
def visitor(stranger: Visitor) -> Visitor:
    """Somebody who came in by the link."""
    assert stranger.enter().status_code == 200
    return stranger


@pytest.fixture
def case(visitor: Visitor) -> str:
    """The path of a case just opened."""
    visitor.post("/number", {"number": "8 (903) 123-45-67"})
    answer = visitor.post("/cases", {"label": "mine"}, on="/plan")
    assert answer.status_code == 200
    return str(answer.url.path)
