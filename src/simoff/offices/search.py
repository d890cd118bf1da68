"""The nearest offices to a place, by kind, operator and opening hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct

from simoff.offices.hours import Hours, State, Timetable, parse_hours
from simoff.offices.model import Kind, Near, Office
from simoff.offices.places import metres, on_sphere

if TYPE_CHECKING:
    import numpy as np


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
    """Offices made ready for many searches: points on the unit sphere, all together and by operator."""

    def __init__(self, offices: Sequence[Office]) -> None:
        import numpy as np  # takes 0.1 s: only when something is searched

        self.offices = tuple(offices)
        self._points = on_sphere([(office.lat, office.lon) for office in offices])
        self._places: dict[str, np.ndarray] = {}
        for name in {office.operator for office in offices}:
            found = [place for place, office in enumerate(offices) if office.operator == name]
            self._places[name] = np.array(found, dtype=np.int64)

    def near(self, lat: float, lon: float, wanted: Wanted) -> list[Near]:
        """The nearest offices that fit, at most ``wanted.most``, nearest first."""
        import numpy as np  # takes 0.1 s: only when something is searched

        if wanted.operator is None:
            places = np.arange(len(self.offices))
        else:
            places = self._places.get(wanted.operator, np.array([], dtype=np.int64))
        if not len(places):
            return []
        closeness = self._points[places] @ on_sphere([(lat, lon)])[0]
        found = self._first(-closeness, places, wanted)
        return [Near(office, round(metres(lat, lon, office.lat, office.lon))) for office in found]

    def _first(self, distances: np.ndarray, places: np.ndarray, wanted: Wanted) -> list[Office]:
        """Sorts only as far as needed: the nearest few hundred, then more while too few of them fit."""
        import numpy as np  # takes 0.1 s: only when something is searched

        found: list[Office] = []
        done, size, total = 0, max(200, 20 * wanted.most), len(places)
        while done < total:
            end = min(total, done + size)
            order = np.argpartition(distances, end - 1)[:end] if end < total else np.arange(total)
            order = order[np.argsort(distances[order], kind="stable")][done:end]
            for place in order:
                office = self.offices[places[place]]
                if _fits(office, wanted):
                    found.append(office)
                    if len(found) == wanted.most:
                        return found
            done, size = end, size * 4
        return found


def _fits(office: Office, wanted: Wanted) -> bool:
    if office.kind not in wanted.kinds:
        return False
    return wanted.open_at is None or state_of(office, wanted.open_at) == "open"

