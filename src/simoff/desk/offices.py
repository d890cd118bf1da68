"""Offices of this computer: imported from files, kept in the data folder, and the nearest that are open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct
from msgspec.structs import replace

import simoff.offices
from simoff.desk import clock
from simoff.desk.bundle import catalogue
from simoff.desk.errors import Refusal, WrongInput
from simoff.desk.files import write_together
from simoff.desk.places import data_folder, reason, writable_data_folder
from simoff.offices import (
    Fault,
    Found,
    Near,
    Office,
    Offices,
    Origin,
    Wanted,
    map_links,
    merged,
    state_of,
    timetable,
)
from simoff.offices.cities import Cities, City
from simoff.offices.places import in_reach
from simoff.offices.readers import read_offices
from simoff.offices.righting import righted

FILE: Final = "offices.msgpack"
SHOWN_FAULTS: Final = 20


class Kept(Struct, frozen=True):
    """All imported offices, with where they came from."""

    origins: tuple[Origin, ...] = ()
    offices: tuple[Office, ...] = ()


class Imported(Struct, frozen=True):
    """What an import did. ``faults``: entries left out, each with its place."""

    offices: int
    total: int
    doubles: int
    others: int
    origin: Origin
    faults: tuple[Fault, ...]


class Place(Struct, frozen=True):
    """Where to search: a point, and the town it stands for."""

    lat: float
    lon: float
    city: City | None = None


@cache
def cities() -> Cities:
    """The towns that come along."""
    return Cities((Path(simoff.offices.__file__).parent / "cities.tsv").read_text("utf-8"))


def kept_offices(environment: Mapping[str, str]) -> Kept:
    """The offices of the data folder; none when nothing was imported. Refusal for a damaged file."""
    path = data_folder(environment) / FILE
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=Kept)
    except FileNotFoundError:
        return Kept()
    except (OSError, msgspec.DecodeError):
        raise Refusal("offices-damaged", file=FILE) from None


def import_offices(
    path: Path, environment: Mapping[str, str], lang: str, *, fresh: bool = False, name: str | None = None
) -> Imported:
    """Add the offices of a file to those that are there, or with ``fresh`` put them in their place.

    ``name``: what the source is called beside its offices, else the file's own name.
    """
    folder = writable_data_folder(environment)
    found = _read(path)
    if not found.offices:
        raise WrongInput("no-offices", file=name or path.name, lines=tuple(fault_lines(found.faults, lang)))
    return keep_offices(folder, found, name or path.name, Kept() if fresh else kept_offices(environment))


def _read(path: Path) -> Found:
    try:
        return read_offices(path)
    except FileNotFoundError:
        raise WrongInput("file-missing", file=str(path)) from None
    except OSError as fault:
        raise WrongInput("file-unreadable", file=str(path), why=reason(fault)) from None


def keep_offices(folder: Path, found: Found, name: str, before: Kept) -> Imported:
    """Write what was found in a source called ``name``, with what was there before, into the data folder."""
    origin = Origin(name, found.format, found.licence, clock.today().isoformat())
    right, turned = righted(found.offices, cities())
    faults = found.faults if not turned else (*found.faults, Fault("*", "coordinates-swapped", str(turned)))
    new = _with_zones(right, len(before.origins))
    offices, doubles = merged((*new, *before.offices))
    kept = Kept((*before.origins, origin), offices)
    write_together(folder, {FILE: msgspec.msgpack.encode(kept)}, force=True)
    return Imported(len(found.offices), len(offices), doubles, found.others, origin, faults)


def _with_zones(offices: Sequence[Office], origin: int) -> list[Office]:
    zones = cities().zones([(office.lat, office.lon) for office in offices])
    return [replace(o, zone=zone, origin=origin) for o, zone in zip(offices, zones, strict=True)]


def fault_lines(faults: Sequence[Fault], lang: str) -> list[str]:
    """Faults of an import in words, the first of them."""
    words = catalogue("offices", lang)
    first = faults[:SHOWN_FAULTS]
    said = [words.say(f"fault.{each.id}", {"place": each.place, "detail": each.detail}) for each in first]
    if len(faults) > SHOWN_FAULTS:
        said.append(words.say("fault.more", {"n": len(faults) - SHOWN_FAULTS}))
    return said


def place_of(text: str, region: str | None = None) -> Place:
    """Coordinates ``55.75,37.61`` or a town. WrongInput for an unknown town, or one of several of that name."""
    parts = text.replace(";", ",").split(",")
    if len(parts) == 2:
        try:
            lat, lon = (float(part) for part in parts)
        except ValueError:
            pass
        else:
            if not in_reach(lat, lon):
                raise WrongInput("place-nowhere", place=text)
            return Place(lat, lon)
    found = cities().named(text, region)
    if not found:
        near = cities().near_names(text)
        raise WrongInput("unknown-town", town=text[:60], near=", ".join(near) or "-")
    if len(found) > 1:
        regions = ", ".join(cities().region_of(city).name for city in found)
        raise WrongInput("which-town", town=text[:60], regions=regions)
    return Place(found[0].lat, found[0].lon, found[0])


def moment_of(text: str | None, place: Place) -> datetime | None:
    """``now``, a moment or a day (noon) on the clock of the place."""
    if text is None:
        return None
    if text == "now":
        return clock.now()
    zone = ZoneInfo(place.city.zone if place.city is not None else cities().zones([(place.lat, place.lon)])[0])
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise WrongInput("bad-date", option="--open-at", value=text) from None
    if len(text) == len("2026-12-01"):
        moment = datetime.combine(moment.date(), time(12))
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def nearest(place: Place, wanted: Wanted, environment: Mapping[str, str], lang: str) -> dict[str, Any]:
    """The nearest offices as plain values, with their hours on the day, the source and the licence."""
    kept = kept_offices(environment)
    if not kept.offices:
        raise Refusal("offices-none")
    moment = wanted.open_at or clock.now()
    found = Offices(kept.offices).near(place.lat, place.lon, wanted)
    return {
        "place": {"lat": place.lat, "lon": place.lon, "city": place.city.name_in(lang) if place.city else None},
        "at": moment.isoformat(),
        "offices": [_shown(near, kept, moment) for near in found],
        "attribution": attributions(kept, lang),
    }


def attributions(kept: Kept, lang: str) -> list[str]:
    """Where the offices come from, as their licences ask."""
    words = catalogue("offices", lang)
    return [words.say(f"licence.{each.licence}", {"name": each.name, "day": each.read_on}) for each in kept.origins]


def _shown(near: Near, kept: Kept, moment: datetime) -> dict[str, Any]:
    office = near.office
    local = moment.astimezone(ZoneInfo(office.zone)) if office.zone else moment
    table = timetable(office.hours)
    return {
        "id": office.id,
        "operator": office.operator,
        "kind": office.kind,
        "name": office.name,
        "address": office.address,
        "city": office.city,
        "lat": office.lat,
        "lon": office.lon,
        "metres": near.metres,
        "state": state_of(office, moment),
        "hours": office.hours or None,
        "that_day": None if table is None else [span_text(s.start, s.end, s.state) for s in table.on(local.date())],
        "next_open": _next(table, local),
        "zone": office.zone or None,
        "checked": office.checked or None,
        "source": kept.origins[office.origin].name,
        "links": map_links(office),
    }


def span_text(start: int, end: int, state: str) -> str:
    """Minutes of a day as ``09:00-18:00``, with a question mark where it is not sure to be open."""
    text = f"{start // 60:02}:{start % 60:02}-{end // 60 % 24:02}:{end % 60:02}"
    return text if state == "open" else f"{text}?"


def _next(table: Any, local: datetime) -> str | None:  # noqa: ANN401 - a Timetable or None
    found = None if table is None else table.next_open(local)
    return None if found is None else found.isoformat()


def visit_days(office: Office, first: datetime, last: datetime, spare: int = 1) -> list[dict[str, Any]]:
    """The days from ``first`` to ``last`` on which the office is surely open, best first.

    Best: those that leave ``spare`` days before the last one, earliest first; then the others. Each with the hours
    that are left on it (of today only those still to come).
    """
    table = timetable(office.hours)
    if table is None:
        return []
    found = []
    day = first
    while day.date() <= last.date():
        now = day if day == first else None
        left = sum(_left(span.start, span.end, now) for span in table.on(day.date()) if span.state == "open")
        if left:
            found.append({"day": day.date().isoformat(), "hours": round(left / 60, 1)})
        day = datetime.combine(day.date() + timedelta(days=1), time(), tzinfo=day.tzinfo)
    limit = (last.date() - timedelta(days=spare)).isoformat()
    return sorted(found, key=lambda each: (each["day"] > limit, each["day"]))


def _left(start: int, end: int, now: datetime | None) -> int:
    begins = start if now is None else max(start, now.hour * 60 + now.minute)
    return max(0, end - begins)
