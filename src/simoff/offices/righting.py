"""Swapped coordinates that still lie in Russia's reach: told by the towns, since shops stand in towns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from simoff.offices.cities import Cities
from simoff.offices.model import Office
from simoff.offices.places import in_reach

FAR: Final = 60_000.0
NEAR: Final = 40_000.0
"""Metres to the nearest town: swapped is what lies far from every town and near one when turned round."""


def righted(offices: Sequence[Office], cities: Cities) -> tuple[tuple[Office, ...], int]:
    """The offices with latitude and longitude the right way round, and how many had to be turned."""
    _, distances = cities.nearest([(office.lat, office.lon) for office in offices])
    far = (place for place in (distances >= FAR).nonzero()[0].tolist())
    lost = [place for place in far if in_reach(offices[place].lon, offices[place].lat)]
    _, turned = cities.nearest([(offices[place].lon, offices[place].lat) for place in lost])
    swapped = {place for place, distance in zip(lost, turned.tolist(), strict=True) if distance < NEAR}
    right = list(offices)
    for place in swapped:
        right[place] = replace(right[place], lat=right[place].lon, lon=right[place].lat)
    return tuple(right), len(swapped)
