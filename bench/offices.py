"""Offices: the nearest ten open now among 100,000, and how many hours a second are judged. ``make bench``.

Bars: under 20 ms for the search, at least 100,000 ``state_at`` a second. The offices are made up. The other side of
the second figure is opening-hours-py, where it is installed, on the same values in the same run.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from simoff.desk.offices import import_offices
from simoff.offices import Office, Offices, Wanted
from simoff.offices.hours import Hours, Timetable, parse_hours

HOURS = ("Mo-Su 10:00-22:00", "Mo-Fr 09:00-18:00; Sa 10:00-15:00; PH off", "Mo-Fr 09:00-13:00,14:00-18:00; Su off")


def made(count: int) -> list[Office]:
    draw = random.Random(7)
    return [
        Office(
            id=str(number),
            operator=draw.choice(("mts", "beeline", "megafon", "t2")),
            kind="own",
            lat=draw.uniform(44, 68),
            lon=draw.uniform(30, 140),
            hours=draw.choice(HOURS),
            zone="Europe/Moscow",
        )
        for number in range(count)
    ]


def take_in(count: int) -> float:
    """Seconds to import a GeoJSON: reading, towns and time zones, doubles, writing."""
    draw = random.Random(3)
    features = [
        {
            "type": "Feature",
            "id": str(number),
            "properties": {"brand:wikidata": "Q1368919", "opening_hours": draw.choice(HOURS)},
            "geometry": {"type": "Point", "coordinates": [draw.uniform(30, 140), draw.uniform(44, 68)]},
        }
        for number in range(count)
    ]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "made.geojson"
        file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
        start = perf_counter()
        import_offices(file, {"SIMOFF_HOME": folder}, "en")
        return perf_counter() - start


def main() -> int:
    offices = Offices(made(100_000))
    wanted = Wanted(operator="mts", open_at=datetime(2026, 11, 25, 9, 30, tzinfo=UTC), most=10)
    took = []
    for number in range(30):
        start = perf_counter()
        offices.near(45 + number / 2, 40 + number * 2, wanted)
        took.append((perf_counter() - start) * 1000)
    search = median(took)
    print(f"nearest ten open of 100,000      {search:8.2f} ms   bar 20 ms: {'kept' if search < 20 else 'MISSED'}")
    moments = [datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=37 * number) for number in range(1_000)]
    tables = [Timetable(hours) for text in HOURS if isinstance(hours := parse_hours(text), Hours)]
    start = perf_counter()
    for _ in range(30):
        for table in tables:
            for moment in moments:
                table.state_at(moment)
    own = 30 * len(tables) * len(moments) / (perf_counter() - start)
    print(
        f"state_at                         {own:8.0f} /s   bar 100,000/s: {'kept' if own >= 100_000 else 'MISSED'}"
    )
    try:
        from opening_hours import OpeningHours
    except ImportError:
        print("opening-hours-py is not installed: no second side")
    else:
        others = [OpeningHours(text) for text in HOURS]
        start = perf_counter()
        for _ in range(30):
            for other in others:
                for moment in moments:
                    other.is_open(moment.replace(tzinfo=None))
        peer = 30 * len(others) * len(moments) / (perf_counter() - start)
        print(f"opening-hours-py is_open         {peer:8.0f} /s   ratio {own / peer:.2f}")
    took_in = take_in(100_000)
    print(f"import of 100,000 (GeoJSON)      {took_in:8.1f} s")
    return 0 if search < 20 and own >= 100_000 else 1


if __name__ == "__main__":
    sys.exit(main())
