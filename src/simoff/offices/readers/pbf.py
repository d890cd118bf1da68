"""An OSM extract in PBF, with the ``osm`` extra: shops and telecommunication offices, ways by their middle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from simoff.offices.entries import Collector
from simoff.offices.model import Fault, Found

_SHOPS = frozenset({"mobile_phone", "telecommunication"})


def read_pbf(path: Path) -> Found:
    """Nodes and closed ways with a shop or office tag that may be an operator's."""
    try:
        import osmium
    except ImportError:
        return Found((), (Fault("*", "no-osmium"),), format="pbf")
    collector = Collector()
    try:
        wanted = osmium.filter.KeyFilter("shop", "office")
        for thing in osmium.FileProcessor(str(path)).with_locations().with_filter(wanted):
            _take(collector, thing)
    except (RuntimeError, OSError) as fault:
        collector.faults.append(Fault("*", "not-pbf", type(fault).__name__))
    collector.finish()
    return Found(tuple(collector.offices), tuple(collector.faults), collector.others, "pbf", "odbl")


def _take(collector: Collector, thing: Any) -> None:  # noqa: ANN401 - an object of osmium
    tags = {tag.k: tag.v for tag in thing.tags}
    if tags.get("shop") not in _SHOPS and tags.get("office") != "telecommunication":
        return
    if thing.is_node():
        point = (thing.location.lat, thing.location.lon) if thing.location.valid() else None
        collector.add(f"node/{thing.id}", tags, point, f"node/{thing.id}")
    elif thing.is_way():
        places = [node.location for node in thing.nodes if node.location.valid()]
        collector.add(f"way/{thing.id}", tags, _middle(places), f"way/{thing.id}")


def _middle(places: list[Any]) -> tuple[float, float] | None:
    if not places:
        return None
    return sum(p.lat for p in places) / len(places), sum(p.lon for p in places) / len(places)
