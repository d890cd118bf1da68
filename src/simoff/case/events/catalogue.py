"""The catalogue: every event by its stable id, and the upcasters that bring older bodies to today's schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import Struct

from simoff.case.events import accounts, calendar, line, money, opening, papers, steps, talking
from simoff.case.events.base import Event

Body = dict[str, Any]
Upcaster = Callable[[Body], Body]
"""From the body of one version to that of the next; it must not change what it is given."""


class Entry(Struct, frozen=True):
    """An event of the catalogue. ``upcasters[v]`` takes a body from version v to version v + 1."""

    kind: type[Event]
    upcasters: Mapping[int, Upcaster] = {}


_ROOMS: Final = (opening, talking, papers, accounts, money, steps, calendar, line)
UPCASTERS: Final[Mapping[str, Mapping[int, Upcaster]]] = {"case.opened": {1: dict}, "pack.adopted": {1: dict}}
"""By id and the version they start from. ``dict``: the next version only has more that may be left out."""

CATALOGUE: Final[Mapping[str, Entry]] = {
    kind.ID: Entry(kind, UPCASTERS.get(kind.ID, {})) for room in _ROOMS for kind in room.EVENTS
}
"""Every event there is, in the order of the documentation."""
