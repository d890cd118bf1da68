"""How this server runs: set once when it starts, never changed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

Lang = Literal["zh", "ru", "en"]


class Settings(Struct, frozen=True):
    """``entry_token`` opens the door once; ``api_token`` is for programs. Neither is ever logged.

    ``read_only``: nothing is written. ``incognito``: numbers, names and sums are masked on every page.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    lang: Lang = "en"
    read_only: bool = False
    incognito: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    entry_token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    api_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    csrf_secret: str = field(default_factory=lambda: secrets.token_hex(32))

    def __repr__(self) -> str:
        return f"Settings({self.host}:{self.port})"

    @property
    def hosts(self) -> frozenset[str]:
        """The values of the Host header that are ours: anything else is somebody else's name for this address."""
        names = ("127.0.0.1", "localhost", "[::1]", self.host)
        return frozenset(f"{name}:{self.port}" for name in names)

    @property
    def link(self) -> str:
        """What the person opens: it works once."""
        return f"http://{self.host}:{self.port}/enter?token={self.entry_token}"
