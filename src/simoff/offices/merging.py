"""The same shop from two sources, or twice in one: within 50 metres and of one brand they are one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from simoff.offices.model import Office
from simoff.offices.places import metres

NEAR: Final = 50.0
_CELL: Final = 0.001
"""Degrees of a grid cell: at least as wide as NEAR in latitude; longitudes are searched wider in the north."""


def merged(offices: Sequence[Office]) -> tuple[tuple[Office, ...], int]:
    """The offices without doubles, in their order, and how many doubles there were.

    Of two, the first stays and takes from the second what it lacks; a stated kind outranks "unknown".
    """
    kept: list[Office] = []
    grid: dict[tuple[str, int, int], list[int]] = {}
    doubles = 0
    for office in offices:
        place = _double(office, kept, grid)
        if place is None:
            grid.setdefault(_cell(office), []).append(len(kept))
            kept.append(office)
        else:
            doubles += 1
            kept[place] = _together(kept[place], office)
    return tuple(kept), doubles


def _cell(office: Office) -> tuple[str, int, int]:
    return office.operator, int(office.lat / _CELL), int(office.lon / _CELL)


def _double(office: Office, kept: list[Office], grid: dict[tuple[str, int, int], list[int]]) -> int | None:
    operator, row, column = _cell(office)
    wide = 1 if office.lat < 62 else 3
    for r in range(row - 1, row + 2):
        for c in range(column - wide, column + wide + 1):
            for place in grid.get((operator, r, c), ()):
                other = kept[place]
                if metres(office.lat, office.lon, other.lat, other.lon) <= NEAR:
                    return place
    return None


def _together(first: Office, second: Office) -> Office:
    return replace(
        first,
        kind=first.kind if first.kind != "unknown" else second.kind,
        name=first.name or second.name,
        address=first.address or second.address,
        city=first.city or second.city,
        hours=first.hours or second.hours,
        checked=max(first.checked, second.checked),
    )
