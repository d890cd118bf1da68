"""Made-up offices, labelled so: no real extract of Russian operators' offices is published in a form to pass on."""

from __future__ import annotations

import json
import random
from typing import Any

from simoff.offices import Office


def feature(id_: str, lat: float, lon: float, **tags: str) -> dict[str, Any]:
    """A GeoJSON point; underscores in names stand for colons."""
    properties = {name.replace("__", ":"): value for name, value in tags.items()}
    return {
        "type": "Feature",
        "id": id_,
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }


def collection(*features: dict[str, Any]) -> bytes:
    """A FeatureCollection as All the Places and OSM extracts have it."""
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


MTS = {"brand": "МТС", "brand__wikidata": "Q1368919"}
KAZAN = (55.7887, 49.1221)


def many(count: int, seed: int = 1) -> list[Office]:
    """Offices all over Russia, with plain hours."""
    draw = random.Random(seed)
    hours = (
        "Mo-Su 10:00-22:00",
        "Mo-Fr 09:00-18:00; Sa 10:00-15:00; PH off",
        "пн-пт 9:00-18:00 обед 13:00-14:00",
        "",
    )
    return [
        Office(
            id=str(number),
            operator=draw.choice(("mts", "beeline", "megafon", "t2")),
            kind=draw.choice(("own", "dealer", "unknown")),
            lat=draw.uniform(44, 68),
            lon=draw.uniform(30, 140),
            hours=draw.choice(hours),
            zone="Europe/Moscow",
        )
        for number in range(count)
    ]
