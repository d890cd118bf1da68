"""Links to maps, built here and never opened: the person follows them, nobody else."""

from __future__ import annotations

from urllib.parse import urlencode

from simoff.offices.model import Office


def map_links(office: Office) -> dict[str, str]:
    """Service -> address of the office on its map."""
    lat, lon = f"{office.lat:.6f}", f"{office.lon:.6f}"
    osm = urlencode({"mlat": lat, "mlon": lon})
    return {
        "OpenStreetMap": f"https://www.openstreetmap.org/?{osm}#map=18/{lat}/{lon}",
        "Yandex": f"https://yandex.ru/maps/?{urlencode({'pt': f'{lon},{lat}', 'z': 17})}",
        "2GIS": f"https://2gis.ru/geo/{lon},{lat}",
        "Amap": f"https://uri.amap.com/marker?{urlencode({'position': f'{lon},{lat}', 'coordinate': 'wgs84'})}",
    }
