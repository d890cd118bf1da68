"""A server without a network: the application itself, and somebody who came in by its link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from simoff.web.app import make_app
from simoff.web.settings import Settings

PORT = 8765
HOME = f"http://127.0.0.1:{PORT}"


class Visitor:
    """A browser without scripts: keeps cookies, sends forms with their hidden fields."""

    def __init__(self, client: TestClient[Any], settings: Settings) -> None:
        self.client, self.settings = client, settings

    def enter(self) -> Any:
        return self.client.get(f"/enter?token={self.settings.entry_token}")

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def post(self, path: str, data: dict[str, str], *, on: str = "/") -> Any:
        """Fill in and send the form at ``path``, with the hidden token of the page ``on``."""
        token = re.search(r'name="_csrf_token" value="([^"]+)"', self.get(on).text)
        assert token is not None
        return self.client.post(path, data={**data, "_csrf_token": token[1]})


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
