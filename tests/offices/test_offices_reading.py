"""Offices out of files: what is taken, what is left out and why, and files that mean harm. All are made up."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from offices_made import KAZAN, MTS, collection, feature

from simoff.offices import Found, merged
from simoff.offices.brands import kind_of, operator_of
from simoff.offices.places import metres
from simoff.offices.readers import read_offices


def read(path: Path, content: bytes) -> Found:
    path.write_bytes(content)
    return read_offices(path)


@pytest.mark.parametrize(
    ("tags", "operator"),
    [
        ({"brand:wikidata": "Q1368919"}, "mts"),
        ({"brand:wikidata": "Q1720713"}, "megafon"),
        ({"brand:wikidata": "Q402880"}, "beeline"),
        ({"brand:wikidata": "Q309865"}, "t2"),
        ({"brand:wikidata": "Q965740"}, "yota"),
        ({"name": "Т2"}, "t2"),
        ({"name": "t2"}, "t2"),
        ({"name": "Теле2"}, "t2"),
        ({"brand": "Tele2"}, "t2"),
        ({"name": "«Билайн»"}, "beeline"),
        ({"name": "МегаФон"}, "megafon"),
        ({"brand:wikidata": "Q65371", "name": "МТС"}, None),
        ({"name": "Связной"}, None),
        ({"name": "Ремонт телефонов МТС"}, None),
        ({}, None),
    ],
)
def test_brands(tags: dict[str, str], operator: str | None) -> None:
    """A shop's operator is told by the identifier of its brand, then by its name; dealers of several are none."""
    assert operator_of(tags) == operator


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"type": "megafon-brand"}, "own"),
        ({"type": "retail-other-credit"}, "dealer"),
        ({"operator": "ПАО «МТС»"}, "own"),
        ({"operator": "ИП Иванов И. И."}, "dealer"),
        ({"operator": "ООО «Ромашка»"}, "dealer"),
        ({}, "unknown"),
    ],
)
def test_own_shop_or_dealer(tags: dict[str, str], kind: str) -> None:
    """Own or dealer only where the source says so; a sign alone says nothing."""
    assert kind_of(tags) == kind


def test_all_the_places_and_extracts(tmp_path: Path) -> None:
    """A run of All the Places is CC0, an extract of OSM is ODbL; other brands are counted."""
    run = collection(feature("a", *KAZAN, **MTS, **{"@spider": "mts_ru"}), feature("b", *KAZAN, name="Кафе"))
    found = read(tmp_path / "x.bin", run)
    assert (len(found.offices), found.others, found.licence) == (1, 1, "cc0")
    assert read(tmp_path / "y.bin", collection(feature("a", *KAZAN, **MTS))).licence == "odbl"


def test_overpass(tmp_path: Path) -> None:
    """Nodes and ways of an answer of Overpass."""
    elements = [
        {"type": "node", "id": 1, "lat": KAZAN[0], "lon": KAZAN[1], "tags": {"name": "Билайн"}},
        {"type": "way", "id": 2, "center": {"lat": 55.7, "lon": 49.2}, "tags": {"brand:wikidata": "Q309865"}},
        {"type": "way", "id": 3, "tags": {"brand:wikidata": "Q309865"}},
        {"type": "node", "id": 4},
        "nonsense",
    ]
    found = read(tmp_path / "o.json", json.dumps({"elements": elements}).encode())
    assert [(o.id, o.operator) for o in found.offices] == [("node/1", "beeline"), ("way/2", "t2")]
    assert {fault.id for fault in found.faults} == {"no-coordinates", "not-a-feature"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """A list as people have it: any delimiter, any of the usual encodings, Russian column names."""
    rows = [["Бренд", "Город", "Адрес", "Широта", "Долгота", "Режим работы"]]
    rows.append(["МТС", "Казань", "ул. Примерная, 1", "55.7887", "49.1221", "пн-пт 9:00-18:00"])
    rows.append(["МТС", "Казань", "без координат", "", "", ""])
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    found = read(tmp_path / "t.txt", text.encode(encoding))
    assert [(o.city, o.hours) for o in found.offices] == [("Казань", "пн-пт 9:00-18:00")]
    assert [(f.place, f.id) for f in found.faults] == [("3", "no-coordinates")]


def test_a_workbook(tmp_path: Path) -> None:
    """The same as XLSX."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["brand", "lat", "lon", "opening_hours"])
    book.active.append(["T2", 55.7887, 49.1221, "Mo-Su 10:00-20:00"])
    book.save(tmp_path / "t.xlsx")
    assert [o.operator for o in read_offices(tmp_path / "t.xlsx").offices] == ["t2"]


def test_coordinates(tmp_path: Path) -> None:
    """Swapped ones are turned round and said; metres and other places are left out and said."""
    found = read(
        tmp_path / "c.json",
        collection(
            feature("swapped", 37.6, 55.75, **MTS),
            feature("mercator", 7508807.0, 4187591.0, **MTS),
            feature("nowhere", 0.0, 0.0, **MTS),
            feature("gone", *KAZAN, **MTS, end_date="2020"),
        ),
    )
    assert [(round(o.lat, 2), round(o.lon, 2)) for o in found.offices] == [(55.75, 37.6)]
    said = {fault.id for fault in found.faults}
    assert said == {"coordinates-swapped", "coordinates-mercator", "coordinates-nowhere", "closed-down"}


def test_hours_of_five_thousand_characters(tmp_path: Path) -> None:
    """They are not read, and the office stays with its hours unknown."""
    found = read(tmp_path / "h.json", collection(feature("a", *KAZAN, **MTS, opening_hours="x" * 5_000)))
    assert found.offices[0].hours == ""
    assert found.faults[0].id == "hours-too-long"


def test_a_zip_with_four_hundred_files(tmp_path: Path) -> None:
    """Every member counts, broken ones are named, and no path leads anywhere."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(400):
            archive.writestr(
                f"output/{number}.geojson", collection(feature(str(number), 55 + number / 100, 49, **MTS))
            )
        archive.writestr("../../evil.geojson", b"{broken")
        archive.writestr("empty.geojson", b"")
    found = read(tmp_path / "r.zip", out.getvalue())
    assert len(found.offices) == 400
    assert any(fault.place.startswith("evil.geojson") for fault in found.faults)
    assert not (tmp_path.parent / "evil.geojson").exists()


def test_entries_without_geometry(tmp_path: Path) -> None:
    """Null, missing, empty and nonsensical geometry: each is named, the good one beside them stays."""
    good = feature("good", *KAZAN, **MTS)
    shapes = (None, {}, {"type": "Point", "coordinates": []}, "here", 7)
    odd = [{**good, "geometry": shape} for shape in shapes]
    missing = {key: value for key, value in good.items() if key != "geometry"}
    found = read(tmp_path / "g.json", collection(*odd, missing, good))
    assert [office.id for office in found.offices] == ["good"]
    assert [(fault.place, fault.id) for fault in found.faults] == [
        (str(number), "no-coordinates") for number in range(1, 7)
    ]


def test_mixed_encodings_in_one_table(tmp_path: Path) -> None:
    """A list put together from two sources: each line is read in its own encoding, none is lost."""
    rows = ("МТС;Казань;55.7887;49.1221", "Билайн;Уфа;54.7388;55.9721", "МегаФон;Пермь;58.0105;56.2502")
    data = "бренд;город;широта;долгота\n".encode()
    for number, row in enumerate(rows):
        data += (row + "\n").encode("cp1251" if number % 2 else "utf-8")
    found = read(tmp_path / "m.csv", data)
    assert {o.operator: o.city for o in found.offices} == {"mts": "Казань", "beeline": "Уфа", "megafon": "Пермь"}


def test_a_zip_of_mixed_encodings(tmp_path: Path) -> None:
    """Members in UTF-8, UTF-16 and the Windows page stand beside each other in one zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, encoding in enumerate(("utf-8", "utf-16", "cp1251")):
            text = f"бренд;город;широта;долгота\nМТС;Казань;{55 + number}.5;49.1\n"
            archive.writestr(f"{encoding}.csv", text.encode(encoding))
    found = read(tmp_path / "m.zip", out.getvalue())
    assert [(o.operator, o.city) for o in found.offices] == [("mts", "Казань")] * 3


def test_a_zip_bomb(tmp_path: Path) -> None:
    """A member that would grow beyond its limit is left out and said."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("b.json", "w") as member:
        for _ in range(150):
            member.write(b" " * 1024 * 1024)
    found = read(tmp_path / "b.zip", out.getvalue())
    assert found.offices == ()
    assert found.faults[0].id == "too-large"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n",
        b"{",
        b"[" * 100_000,
        b'{"type":"FeatureCollection","features":[1,null,{"properties":7},{"properties":{"brand":"MTS"},"geometry":[]}]}',
        b'{"features":{}}',
        b"\x00\x01\x02\x03" * 50,
        b"PK\x03\x04broken",
        b"a,b,c\n1,2,3\n",
        b"lat,lon,brand\nx,y,MTS\n1e400,nan,MTS\n",
        "широта;долгота;бренд\n".encode("cp1251") + b"\xff\xfe;1;2\n",
    ],
)
def test_files_that_are_none(tmp_path: Path, content: bytes) -> None:
    """Whatever it is, there are no offices, and either a fault or an entry of another brand is told."""
    found = read(tmp_path / "f", content)
    assert found.offices == ()
    assert found.faults or found.others > 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_no_bytes_break_the_reader(tmp_path: Path, content: bytes) -> None:
    """No bytes whatever make it fail."""
    assert read(tmp_path / "f", content).offices == ()


def test_doubles(tmp_path: Path) -> None:
    """One brand within 50 metres is one office, which keeps what either source knows; other brands are others."""
    found = read(
        tmp_path / "d.json",
        collection(
            feature("a", *KAZAN, **MTS),
            feature("b", KAZAN[0] + 0.0003, KAZAN[1], **MTS, opening_hours="24/7", type="megafon-brand"),
            feature("c", KAZAN[0] + 0.0003, KAZAN[1], name="Билайн"),
            feature("d", KAZAN[0] + 0.001, KAZAN[1], **MTS),
        ),
    )
    assert metres(*KAZAN, KAZAN[0] + 0.0003, KAZAN[1]) < 50
    kept, doubles = merged(found.offices)
    assert doubles == 1
    assert (kept[0].id, kept[0].hours, kept[0].kind) == ("a", "24/7", "own")
    assert len(kept) == 3


def test_an_osm_extract(tmp_path: Path) -> None:
    """A PBF made here: nodes and the middle of a way."""
    osmium = pytest.importorskip("osmium", reason="the extra osm is not installed")
    path = tmp_path / "made.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        tags = {"shop": "mobile_phone", "brand:wikidata": "Q1368919"}
        writer.add_node(osmium.osm.mutable.Node(id=1, location=(KAZAN[1], KAZAN[0]), tags=tags, version=1))
        for number, (lat, lon) in enumerate(((55.70, 49.10), (55.70, 49.12), (55.72, 49.12)), 2):
            writer.add_node(osmium.osm.mutable.Node(id=number, location=(lon, lat), version=1))
        other = {"shop": "telecommunication", "name": "Ростелеком"}
        writer.add_way(osmium.osm.mutable.Way(id=9, nodes=[2, 3, 4, 2], tags=other, version=1))
    found = read_offices(path)
    assert [(o.id, o.operator) for o in found.offices] == [("node/1", "mts"), ("way/9", "rostelecom")]
