"""GeoJSON (All the Places, OSM extracts) and the JSON of Overpass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from simoff.offices.entries import Collector
from simoff.offices.model import Fault, Found

DEEPEST = 40


def read_json(data: bytes) -> Found:
    """A FeatureCollection, one feature a line, or Overpass' ``elements``."""
    try:
        top = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError):
        return _lines(data)
    if isinstance(top, dict) and isinstance(top.get("elements"), list):
        return _overpass(top["elements"])
    if isinstance(top, dict) and isinstance(top.get("features"), list):
        return _features(top["features"])
    return Found((), (Fault("1", "no-offices-json"),))


def _lines(data: bytes) -> Found:
    features: list[Any] = []
    faults: list[Fault] = []
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            features.append(msgspec.json.decode(line.strip(b"\x1e ")))
        except (msgspec.DecodeError, RecursionError):
            faults.append(Fault(str(number), "not-json"))
            if len(faults) > 20:
                break
    found = _features(features) if features else Found((), ())
    return msgspec.structs.replace(found, faults=(*found.faults, *faults))


def _features(features: list[Any]) -> Found:
    collector = Collector()
    spider = False
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
            collector.faults.append(Fault(str(number), "not-a-feature"))
            continue
        tags = _tags(feature["properties"])
        spider = spider or "@spider" in tags
        id_ = str(feature.get("id") or tags.get("@id") or "")[:80]
        collector.add(str(number), tags, _point(feature.get("geometry")), id_)
    collector.finish()
    format_, licence = ("all-the-places", "cc0") if spider else ("geojson", "odbl")
    return Found(tuple(collector.offices), tuple(collector.faults), collector.others, format_, licence)


def _overpass(elements: list[Any]) -> Found:
    collector = Collector()
    for number, element in enumerate(elements, 1):
        if not isinstance(element, dict):
            collector.faults.append(Fault(str(number), "not-a-feature"))
            continue
        if not isinstance(element.get("tags"), dict):
            continue
        place = element if "lat" in element else element.get("center") or {}
        id_ = f"{element.get('type', '')}/{element.get('id', '')}"[:80]
        collector.add(str(number), _tags(element["tags"]), _pair(place.get("lat"), place.get("lon")), id_)
    collector.finish()
    return Found(tuple(collector.offices), tuple(collector.faults), collector.others, "overpass", "odbl")


def _tags(properties: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): value for key, value in properties.items() if isinstance(value, str)}


def _point(geometry: Any) -> tuple[float, float] | None:  # noqa: ANN401
    """(latitude, longitude) of a point, or the middle of the first ring of something larger."""
    if not isinstance(geometry, dict):
        return None
    coordinates = geometry.get("coordinates")
    for _ in range(DEEPEST):
        if not isinstance(coordinates, list) or not coordinates:
            return None
        if not isinstance(coordinates[0], list):
            return _pair(coordinates[1] if len(coordinates) > 1 else None, coordinates[0])
        if coordinates[0] and not isinstance(coordinates[0][0], list):
            pairs = [pair for each in coordinates if (pair := _pair(each[1] if len(each) > 1 else None, each[0]))]
            if not pairs:
                return None
            return sum(lat for lat, _ in pairs) / len(pairs), sum(lon for _, lon in pairs) / len(pairs)
        coordinates = coordinates[0]
    return None


def _pair(lat: Any, lon: Any) -> tuple[float, float] | None:  # noqa: ANN401
    if isinstance(lat, bool) or isinstance(lon, bool):
        return None
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None
    return (float(lat), float(lon)) if abs(lat) < 1e9 and abs(lon) < 1e9 else None
