"""How an event travels between the catalogue, which knows its meaning, and the record, which keeps it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class Encoded(Struct, frozen=True):
    """An event as plain values: ``type`` is its stable id, ``version`` the version of its schema.

    ``body`` holds only what JSON knows: str, int, bool, None, lists and objects; money and dates are texts.
    """

    type: str
    version: int
    body: dict[str, Any]
