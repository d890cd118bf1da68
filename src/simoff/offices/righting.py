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
    found: list[Office] = []
    turned = 0
    for office in offices:
        if _is_swapped(office, cities):
            turned += 1
            office = replace(office, lat=office.lon, lon=office.lat)
        found.append(office)
    return tuple(found), turned


def _is_swapped(office: Office, cities: Cities) -> bool:
    if not in_reach(office.lon, office.lat) or cities.metres_to_town(office.lat, office.lon) < FAR:
        return False
    return cities.metres_to_town(office.lon, office.lat) < NEAR
