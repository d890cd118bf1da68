"""Somebody with a browser without scripts, inside the application itself."""

from __future__ import annotations

import re
from typing import Any

from litestar.testing import TestClient

from simoff.web.settings import Settings

PORT = 8765
HOME = f"http://127.0.0.1:{PORT}"


def seq_of(page: Any) -> str:
    """The number of events a form was made on."""
    found = re.search(r'name="seq" value="(\d+)"', page.text)
    assert found is not None
    return found[1]


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
