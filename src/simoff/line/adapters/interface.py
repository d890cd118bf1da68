"""What every adapter does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from simoff.line.model import Reading

Clock = Callable[[], float]
"""Seconds that only grow, such as ``time.monotonic``."""


class Skipped(Struct, frozen=True):
    """The equipment could not be asked: an id of the catalogue (``skipped.…``) and the system's own words."""

    id: str
    why: str = ""


class Probe(Protocol):
    """One piece of equipment, ready to look at one line."""

    source: str
    """``modem``, ``sip`` or ``adb``: it stands beside each signal."""

    def will_send(self) -> tuple[str, ...]:
        """Everything that will go out, in order, for the person to see before it does."""
        ...

    def run(self) -> Reading | Skipped:
        """Send it and read the answers; releases the equipment whatever happens."""
        ...
