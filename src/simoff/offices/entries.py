"""From the tags and coordinates of one entry to an office, or to the fault that keeps it out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from simoff.offices.brands import kind_of, operator_of
from simoff.offices.model import Fault, Office
from simoff.offices.places import judge

LONGEST_HOURS = 1_000
_LONGEST = 300


class Collector:
    """Takes entries one by one; swapped coordinates are put right and said once for the whole source."""

    def __init__(self) -> None:
        self.offices: list[Office] = []
        self.faults: list[Fault] = []
        self.others = 0
        self._swapped = 0

    def add(self, place: str, tags: Mapping[str, str], point: tuple[float, float] | None, id_: str = "") -> None:
        """One entry; ``point`` is (latitude, longitude) as the source gives it, None where it has none."""
        operator = operator_of(tags)
        if operator is None:
            self.others += 1
            return
        if tags.get("end_date") or tags.get("disused:shop"):
            self.faults.append(Fault(place, "closed-down"))
            return
        if point is None:
            self.faults.append(Fault(place, "no-coordinates"))
            return
        lat, lon = point
        verdict = judge(lat, lon)
        if verdict == "swapped":
            self._swapped += 1
            lat, lon = lon, lat
        elif verdict != "good":
            self.faults.append(Fault(place, f"coordinates-{verdict}"))
            return
        hours = tags.get("opening_hours", "")
        if len(hours) > LONGEST_HOURS:
            self.faults.append(Fault(place, "hours-too-long", str(len(hours))))
            hours = ""
        self.offices.append(
            Office(
                id=id_ or _id(operator, lat, lon),
                operator=operator,
                kind=kind_of(tags),
                lat=round(lat, 6),
                lon=round(lon, 6),
                name=_short(tags.get("name") or tags.get("brand", "")),
                address=_short(_address(tags)),
                city=_short(tags.get("addr:city", "")),
                hours=hours,
                checked=_short(tags.get("check_date:opening_hours") or tags.get("check_date", "")),
            )
        )

    def finish(self) -> None:
        """Say how many coordinates were the wrong way round."""
        if self._swapped:
            self.faults.append(Fault("*", "coordinates-swapped", str(self._swapped)))


def _address(tags: Mapping[str, str]) -> str:
    whole = tags.get("addr:full") or tags.get("addr:street_address")
    if whole:
        return whole
    street = tags.get("addr:street") or tags.get("addr:place", "")
    return ", ".join(part for part in (street, tags.get("addr:housenumber", "")) if part)


def _short(text: str) -> str:
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())[:_LONGEST]


def _id(operator: str, lat: float, lon: float) -> str:
    return hashlib.sha256(f"{operator} {lat:.5f} {lon:.5f}".encode()).hexdigest()[:12]
