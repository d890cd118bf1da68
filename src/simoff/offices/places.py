"""Coordinates: are they in Russia's reach, swapped, or in another system? Distances on the sphere."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    import numpy as np

EARTH: Final = 6_371_008.8
"""Mean radius in metres (IUGG)."""

Verdict = Literal["good", "swapped", "mercator", "nowhere"]


def in_reach(lat: float, lon: float) -> bool:
    """Whether a point lies where Russian operators have shops: a box around all of Russia and Crimea."""
    return 41.0 <= lat <= 82.0 and (19.0 <= lon <= 180.0 or -180.0 <= lon <= -168.0)


def judge(lat: float, lon: float) -> Verdict:
    """What is wrong with a pair of coordinates."""
    if in_reach(lat, lon):
        return "good"
    if in_reach(lon, lat):
        return "swapped"
    if abs(lat) > 180 or abs(lon) > 180:
        return "mercator"
    return "nowhere"


def metres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """The distance of two points as the crow flies (haversine)."""
    a, b = radians(lat), radians(lat2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))


def on_sphere(points: Sequence[tuple[float, float]]) -> np.ndarray:
    """(latitude, longitude) as points on the unit sphere, a row each: the nearer two, the larger their product."""
    import numpy as np  # takes 0.1 s: only when something is searched

    a, b = np.radians(np.array(points, dtype=np.float64).reshape(-1, 2)).T
    return np.stack([np.cos(a) * np.cos(b), np.cos(a) * np.sin(b), np.sin(a)], axis=1)
