"""The nearest offices to a place, by kind, operator and opening hours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from msgspec import Struct

from simoff.offices.hours import Hours, State, Timetable, parse_hours
from simoff.offices.model import Kind, Near, Office
from simoff.offices.places import EARTH


class Wanted(Struct, frozen=True):
    """What to look for. ``open_at``: an aware moment at which it has to be surely open."""

    operator: str | None = None
    kinds: tuple[Kind, ...] = ("own", "unknown", "dealer")
    open_at: datetime | None = None
    most: int = 10


@lru_cache(maxsize=20_000)
def timetable(hours: str) -> Timetable | None:
    """The timetable of a value as the source writes it; None where it cannot be read: "call first"."""
    found = parse_hours(hours)
    return Timetable(found) if isinstance(found, Hours) else None


def state_of(office: Office, moment: datetime) -> State:
    """Open, closed or unknown at an aware moment; unknown without hours or without a time zone."""
    table = timetable(office.hours)
    if table is None or not office.zone:
        return "unknown"
    return table.state_at(moment.astimezone(_zone(office.zone)))


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


class Offices:
    """Offices made ready for many searches."""

    def __init__(self, offices: Sequence[Office]) -> None:
        self.offices = tuple(offices)
        self._lat = np.radians(np.array([office.lat for office in offices], dtype=np.float64))
        self._lon = np.radians(np.array([office.lon for office in offices], dtype=np.float64))
        self._cos = np.cos(self._lat)
        names = sorted({office.operator for office in offices})
        self._names = {name: number for number, name in enumerate(names)}
        self._operator = np.array([self._names[office.operator] for office in offices], dtype=np.int16)

    def near(self, lat: float, lon: float, wanted: Wanted) -> list[Near]:
        """The nearest offices that fit, at most ``wanted.most``, nearest first."""
        if not self.offices:
            return []
        distances = self._metres(lat, lon)
        if wanted.operator is not None:
            distances = np.where(self._operator == self._names.get(wanted.operator, -1), distances, np.inf)
        return self._first(distances, wanted.most, self._fits(wanted))

    def _fits(self, wanted: Wanted) -> Callable[[Office], bool]:
        moment = wanted.open_at

        def fits(office: Office) -> bool:
            if office.kind not in wanted.kinds:
                return False
            return moment is None or state_of(office, moment) == "open"

        return fits

    def _first(self, distances: np.ndarray, most: int, fits: Callable[[Office], bool]) -> list[Near]:
        """Sorts only as far as needed: the nearest few hundred, then more while too few of them fit."""
        found: list[Near] = []
        done, size = 0, max(200, 20 * most)
        total = len(self.offices)
        while done < total:
            end = min(total, done + size)
            order = np.argpartition(distances, end - 1)[:end] if end < total else np.arange(total)
            order = order[np.argsort(distances[order], kind="stable")][done:end]
            for place in order:
                metres = float(distances[place])
                if metres == float("inf"):
                    return found
                if fits(self.offices[place]):
                    found.append(Near(self.offices[place], round(metres)))
                    if len(found) == most:
                        return found
            done, size = end, size * 4
        return found

    def _metres(self, lat: float, lon: float) -> np.ndarray:
        a, b = np.radians(lat), np.radians(lon)
        half = np.sin((self._lat - a) / 2) ** 2 + np.cos(a) * self._cos * np.sin((self._lon - b) / 2) ** 2
        return np.asarray(2 * EARTH * np.arcsin(np.sqrt(np.minimum(1.0, half))))
