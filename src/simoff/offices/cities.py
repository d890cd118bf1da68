"""Towns by name in Russian, Latin or Chinese letters, and the time zone of a place. Data: GeoNames (CC BY 4.0)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from simoff.offices.places import EARTH, on_sphere

if TYPE_CHECKING:
    import numpy as np


class City(Struct, frozen=True):
    """A town. ``region``: the id of the largest town of its region, by which people know the region."""

    id: str
    region: str
    lat: float
    lon: float
    zone: str
    population: int
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """The first name: Russian where there is one."""
        return self.names[0]

    def name_in(self, lang: str) -> str:
        """The name in the letters of a language, as far as there is one."""
        if lang == "ru":
            return self.names[0]
        if lang == "zh":
            return next((name for name in self.names if "\u4e00" <= name[0] <= "\u9fff"), self.names[0])
        return next((name for name in self.names if name.isascii()), self.names[0])


class Cities:
    """All towns, made ready for searching. ``text`` is the table that comes along."""

    def __init__(self, text: str) -> None:
        self._all = [_city(line) for line in text.splitlines() if line and not line.startswith("#")]
        self._by_id = {city.id: city for city in self._all}
        self._by_name: dict[str, list[City]] = {}
        for city in self._all:
            for name in dict.fromkeys(map(_folded, city.names)):
                self._by_name.setdefault(name, []).append(city)
        self._points = on_sphere([(city.lat, city.lon) for city in self._all])

    def named(self, name: str, region: str | None = None) -> list[City]:
        """The towns of that name, largest first; ``region``: only those of the region with that (largest) town.

        Towns called so today come before those that were, or are in other languages. One more than
        twenty times as large as the next is meant without asking.
        """
        found = self._by_name.get(_folded(name), [])
        if region is not None:
            towns = {city.region for city in self._by_name.get(_folded(region), [])}
            return [city for city in found if city.region in towns]
        called = [city for city in found if _folded(city.name) == _folded(name)]
        found = called or found
        if len(found) > 1 and found[0].population > 20 * max(1, found[1].population):
            return found[:1]
        return list(found)

    def near_names(self, name: str) -> list[str]:
        """Names like the one typed, for somebody who mistyped it."""
        from difflib import get_close_matches

        folded = _folded(name)
        close = get_close_matches(folded, self._by_name, n=5, cutoff=0.75)
        return list(dict.fromkeys(self._by_name[match][0].name for match in close))

    def region_of(self, city: City) -> City:
        """The largest town of the city's region."""
        return self._by_id[city.region]

    def zones(self, points: Sequence[tuple[float, float]]) -> list[str]:
        """The time zone of each (latitude, longitude), from the nearest town; empty more than 300 km from any."""
        places, distances = self.nearest(points)
        return [
            self._all[place].zone if distance < FAR else ""
            for place, distance in zip(places.tolist(), distances.tolist(), strict=True)
        ]

    def nearest(self, points: Sequence[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
        """The place in the list of the town nearest to each (latitude, longitude), and the metres to it."""
        import numpy as np  # takes 0.1 s: only when something is searched

        found = [self._nearest(points[start : start + _TOGETHER]) for start in range(0, len(points), _TOGETHER)]
        if not found:
            return np.array([], dtype=np.int64), np.array([])
        return np.concatenate([each[0] for each in found]), np.concatenate([each[1] for each in found])

    def _nearest(self, points: Sequence[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
        import numpy as np  # takes 0.1 s: only when something is searched

        wanted = on_sphere(points)
        places = np.argmax(wanted @ self._points.T, axis=1)
        chords = np.linalg.norm(wanted - self._points[places], axis=1)
        return places, 2 * EARTH * np.arcsin(np.minimum(1.0, chords / 2))


FAR = 300_000.0
"""Metres to the nearest town beyond which its time zone says nothing."""
_TOGETHER = 500
"""Points held against all towns at once: about 25 MB."""


def _folded(name: str) -> str:
    plain = " ".join(name.casefold().replace("ё", "е").replace("-", " ").split())
    return plain.removeprefix("г. ").removeprefix("г ")


def _city(line: str) -> City:
    id_, region, lat, lon, zone, population, names = line.split("\t")
    return City(id_, region, float(lat), float(lon), zone, int(population), tuple(names.split("|")))
