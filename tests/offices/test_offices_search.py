"""The nearest offices, towns by name, and offices of this computer. All offices here are made up."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from offices_made import KAZAN, MTS, collection, feature, many

from simoff.desk import offices as desk
from simoff.desk.errors import Refusal, WrongInput
from simoff.offices import Offices, Wanted
from simoff.offices.places import metres

MOSCOW = ZoneInfo("Europe/Moscow")


def test_the_nearest_come_first() -> None:
    """The same offices and order as by looking at all of them."""
    found = many(3_000)
    near = Offices(found).near(*KAZAN, Wanted(operator="mts", most=15))
    every = sorted((o for o in found if o.operator == "mts"), key=lambda o: metres(*KAZAN, o.lat, o.lon))
    assert [n.office.id for n in near] == [o.id for o in every[:15]]
    assert [n.metres for n in near] == sorted(n.metres for n in near)


def test_only_those_surely_open() -> None:
    """Open at a time means surely open; own shops only on wish."""
    at = datetime(2026, 11, 25, 13, 30, tzinfo=MOSCOW)
    wanted = Wanted(kinds=("own",), open_at=at, most=10)
    near = Offices(many(3_000)).near(*KAZAN, wanted)
    assert len(near) == 10
    assert all(n.office.kind == "own" and n.office.hours and "обед" not in n.office.hours for n in near)


def test_nothing_fits() -> None:
    """An operator without offices, and no offices at all, give none."""
    assert Offices(many(50)).near(*KAZAN, Wanted(operator="yota")) == []
    assert Offices([]).near(*KAZAN, Wanted()) == []


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Москва", "Europe/Moscow"),
        ("москва", "Europe/Moscow"),
        ("莫斯科", "Europe/Moscow"),
        ("Moscow", "Europe/Moscow"),
        ("Санкт-Петербург", "Europe/Moscow"),
        ("Питер", "Europe/Moscow"),
        ("г. Казань", "Europe/Moscow"),
        ("Калининград", "Europe/Kaliningrad"),
        ("Самара", "Europe/Samara"),
        ("Екатеринбург", "Asia/Yekaterinburg"),
        ("Омск", "Asia/Omsk"),
        ("Новосибирск", "Asia/Novosibirsk"),
        ("Иркутск", "Asia/Irkutsk"),
        ("Якутск", "Asia/Yakutsk"),
        ("Владивосток", "Asia/Vladivostok"),
        ("Магадан", "Asia/Magadan"),
        ("Петропавловск-Камчатский", "Asia/Kamchatka"),
        ("Симферополь", "Europe/Simferopol"),
        ("Севастополь", "Europe/Simferopol"),
    ],
)
def test_towns(name: str, zone: str) -> None:
    """Towns are found in Russian, Latin and Chinese letters, in all of Russia's time zones."""
    place = desk.place_of(name)
    assert place.city is not None
    assert place.city.zone == zone


@pytest.mark.parametrize("name", ["Киров", "Железногорск"])
def test_ambiguous_towns_ask_for_the_region(name: str) -> None:
    """Several towns of one name: the region's largest town tells which."""
    with pytest.raises(WrongInput) as caught:
        desk.place_of(name)
    assert caught.value.id == "which-town"
    region = str(caught.value.facts["regions"]).split(", ")[1]
    assert desk.place_of(name, region).city is not None


def test_a_town_that_there_is_not() -> None:
    """An unknown town names what is near; a place far away is told."""
    with pytest.raises(WrongInput) as caught:
        desk.place_of("Масква")
    assert "Москва" in str(caught.value.facts["near"])
    with pytest.raises(WrongInput):
        desk.place_of("0,0")


def test_import_and_search(tmp_path: Path) -> None:
    """What was imported is kept with its source and licence, and found; a second import adds to it."""
    environment = {"SIMOFF_HOME": str(tmp_path / "data")}
    file = tmp_path / "Офис Иванова.geojson"
    swapped = feature("s", 49.12, 55.79, **MTS)
    file.write_bytes(collection(feature("a", *KAZAN, **MTS, opening_hours="24/7"), swapped))
    done = desk.import_offices(file, environment, "en")
    assert done.offices == 2
    assert "coordinates-swapped" in {fault.id for fault in done.faults}
    found = desk.nearest(desk.place_of("Казань"), Wanted(), environment, "zh")
    assert [o["metres"] < 5_000 for o in found["offices"]] == [True, True]
    assert found["offices"][0]["zone"] == "Europe/Moscow"
    assert "ODbL" in found["attribution"][0]
    assert set(found["offices"][0]["links"]) == {"OpenStreetMap", "Yandex", "2GIS", "Amap"}
    assert desk.import_offices(file, environment, "en").total == 2


def test_without_offices_it_says_so(tmp_path: Path) -> None:
    """Nothing imported, a damaged store, and a file without offices are told."""
    environment = {"SIMOFF_HOME": str(tmp_path / "data")}
    with pytest.raises(Refusal) as caught:
        desk.nearest(desk.place_of("Казань"), Wanted(), environment, "en")
    assert caught.value.id == "offices-none"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / desk.FILE).write_bytes(b"\x00broken")
    with pytest.raises(Refusal) as caught:
        desk.nearest(desk.place_of("Казань"), Wanted(), environment, "en")
    assert caught.value.id == "offices-damaged"
    (tmp_path / "cafe.json").write_bytes(collection(feature("a", *KAZAN, name="Кафе")))
    with pytest.raises(WrongInput):
        desk.import_offices(tmp_path / "cafe.json", environment, "en")


def test_the_days_for_a_visit() -> None:
    """Open days before the last one, those with a spare first; of today only what is left counts."""
    office = many(1)[0]
    from msgspec.structs import replace

    shop = replace(office, hours="Mo-Fr 09:00-18:00; PH off")
    first, last = datetime(2026, 11, 25, 17, 0, tzinfo=MOSCOW), datetime(2026, 11, 30, 0, 0, tzinfo=MOSCOW)
    days = desk.visit_days(shop, first, last)
    assert [(d["day"], d["hours"]) for d in days] == [
        ("2026-11-25", 1.0),
        ("2026-11-26", 9.0),
        ("2026-11-27", 9.0),
        ("2026-11-30", 9.0),
    ]
    assert desk.visit_days(replace(office, hours=""), first, last) == []
