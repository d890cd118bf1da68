"""Offices in the browser: import, search, a visit planned into a case. No place in an address. All made up."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from litestar.testing import TestClient

from simoff.desk import clock
from simoff.lang import LANGS
from simoff.web.app import make_app
from simoff.web.settings import Settings

HOURS = "Mo-Fr 09:00-18:00; PH off"


def shops(*named: tuple[str, str, str]) -> bytes:
    features = [
        {
            "type": "Feature",
            "id": id_,
            "properties": {"name": name, "opening_hours": hours, "addr:full": "ул. Баумана, 1 <b>"},
            "geometry": {"type": "Point", "coordinates": [49.12 + number / 100, 55.79]},
        }
        for number, (id_, name, hours) in enumerate(named)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Wednesday, 25 November 2026, half past nine in Kazan."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 25, 6, 30, tzinfo=UTC))
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 25))


def token(visitor: Any, path: str = "/guard") -> str:
    found = re.search(r'name="_csrf_token" value="([^"]+)"', visitor.get(path).text)
    assert found is not None
    return found[1]


def upload(visitor: Any, content: bytes, name: str = "shops.geojson", **more: str) -> Any:
    data = {"_csrf_token": token(visitor), **more}
    return visitor.client.post("/offices/import", data=data, files={"file": (name, content, "application/json")})


@pytest.fixture
def stocked(visitor: Any) -> Any:
    """A server with two offices."""
    assert upload(visitor, shops(("node/1", "МТС", HOURS), ("node/2", "Билайн", "по записи"))).status_code == 200
    return visitor


@pytest.fixture
def case(stocked: Any) -> str:
    stocked.post("/number", {"number": "8 (903) 123-45-67"})
    stocked.post("/plan", {"leaving_on": "2026-12-04", "operator": "mts"}, on="/plan")
    return str(stocked.post("/cases", {"label": "mine"}, on="/plan").url.path)


def seq(visitor: Any, case: str) -> str:
    found = re.search(r'name="seq" value="(\d+)"', visitor.get(f"{case}/files").text)
    assert found is not None
    return found[1]


def send(visitor: Any, case: str, page: str, **data: str) -> Any:
    return visitor.post(f"{case}/offices{page}", {"seq": seq(visitor, case), **data}, on=f"{case}/files")


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_speaks_every_language(stocked: Any, case: str, lang: str) -> None:
    """Search, results, best days and the planned visit are complete in each language."""
    stocked.post("/language", {"lang": lang, "back": "/"})
    assert stocked.get("/offices").status_code == 200
    assert stocked.post("/offices", {"place": "Казань"}).status_code == 200
    assert stocked.get(f"{case}/offices").status_code == 200
    for office in ("node/1", "node/2"):
        assert send(stocked, case, "/look", office=office).status_code == 200
    assert send(stocked, case, "/plan", office="node/1", day="2026-11-30").status_code == 200
    assert upload(stocked, shops(("node/3", "МТС", "24/7"))).status_code == 200


def test_the_nearest_come_with_links_that_tell_nothing(stocked: Any) -> None:
    """Nearest first, with the state of their hours; map links carry no referrer; markup is escaped."""
    page = stocked.post("/offices", {"place": "55.79,49.12"})
    assert page.text.index("МТС") < page.text.index("Билайн")
    links = re.findall(r'<a href="(https://[^"]+)"([^>]*)>', page.text)
    assert len(links) == 8
    assert all('rel="noreferrer noopener"' in rest for _, rest in links)
    assert "Баумана</span>, 1 &lt;b&gt;" in page.text
    assert "script" not in re.sub(r'<script src="/static/simoff.js" defer></script>|only-script', "", page.text)
    assert str(page.url).endswith("/offices")


def test_filters(stocked: Any) -> None:
    """Only this operator's, only surely open, only own: what does not fit is not shown."""
    assert "МТС" not in results(stocked.post("/offices", {"place": "Казань", "operator": "beeline"}))
    now = results(stocked.post("/offices", {"place": "Казань", "open": "yes"}))
    assert "МТС" in now
    assert "Билайн" not in now
    assert "МТС" not in results(stocked.post("/offices", {"place": "Казань", "on": "2026-11-28"}))
    assert "МТС" not in results(stocked.post("/offices", {"place": "Казань", "own": "yes"}))


def results(page: Any) -> str:
    assert page.status_code == 200
    return str(page.text).split("<section", 1)[1].split("</section>", 1)[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"place": "Масква"}, "Москва"),
        ({"place": "Киров"}, "Which region"),
        ({"place": "0,0"}, ""),
        ({"place": ""}, ""),
        ({"place": "Казань", "on": "soon"}, ""),
    ],
)
def test_a_place_that_cannot_be_is_told(stocked: Any, data: dict[str, str], said: str) -> None:
    """Mistyped, ambiguous, far away, empty: 400 with what to do, no fault of the server."""
    page = stocked.post("/offices", data)
    assert page.status_code == 400
    assert said in page.text
    assert "--region" not in page.text


@pytest.mark.parametrize("content", [b"", b"<html>", b"\x00" * 100, b'{"type":"FeatureCollection","features":[]}'])
def test_a_file_without_offices_changes_nothing(stocked: Any, content: bytes) -> None:
    """No offices in it: told, and those that were there stay, also when they were to be replaced."""
    assert upload(stocked, content, fresh="yes").status_code == 400
    assert "МТС" in stocked.post("/offices", {"place": "Казань"}).text


def test_without_offices_the_page_says_so(visitor: Any) -> None:
    """Nothing imported: no search form, but how to import; a search sent anyway is told."""
    page = visitor.get("/offices")
    assert 'name="place"' not in page.text
    assert 'type="file"' in page.text
    assert visitor.post("/offices", {"place": "Казань"}).status_code == 409


def test_a_visit_is_planned_moved_and_noted(stocked: Any, case: str) -> None:
    """The best days stand on the page; a planned visit is moved, and what came of it is noted."""
    days = send(stocked, case, "/look", office="node/1").text
    assert 'value="2026-11-25"' in days
    assert send(stocked, case, "/plan", office="node/1", day="2026-11-30", at="11:00").status_code == 200
    moved = send(stocked, case, "/plan", office="node/1", day="2026-12-01", at="10:30", visit="v1")
    assert moved.text.count('id="visit-v') == 1
    assert "10:30" in moved.text
    assert send(stocked, case, "/after", visit="v1", result="nonsense").status_code == 400
    after = send(stocked, case, "/after", visit="v1", result="closed", on="2026-11-25")
    assert after.status_code == 200
    assert f'{case}/offices/after"' not in after.text
    assert send(stocked, case, "/after", visit="v1", result="cancelled").status_code == 400


@pytest.mark.parametrize(
    "data",
    [
        {"office": "node/1", "day": "2026-11-28"},
        {"office": "node/1", "day": "2026-11-30", "at": "07:00"},
        {"office": "node/1", "day": "2026-11-30", "at": "25:00"},
        {"office": "node/1", "day": ""},
        {"office": "node/1", "day": "2026-11-01"},
        {"office": "node/9", "day": "2026-11-30"},
        {"office": "", "day": "2026-11-30"},
    ],
)
def test_a_visit_that_does_not_fit_is_refused(stocked: Any, case: str, data: dict[str, str]) -> None:
    """Shut that day, outside the hours, no such time, day or office: 400, and nothing is written."""
    before = seq(stocked, case)
    assert send(stocked, case, "/plan", **data).status_code == 400
    assert seq(stocked, case) == before


def test_an_old_form_is_told(stocked: Any, case: str) -> None:
    """A form made before something else was written changes nothing."""
    old = seq(stocked, case)
    send(stocked, case, "/plan", office="node/1", day="2026-11-30")
    late = {"seq": old, "office": "node/1", "day": "2026-12-01"}
    assert stocked.post(f"{case}/offices/plan", late, on=f"{case}/files").status_code == 409


def test_read_only_searches_and_writes_nothing(stocked: Any, settings: Settings) -> None:
    """A read-only server still finds offices, but takes none in and plans nothing."""
    only = Settings(port=settings.port, environment=settings.environment, read_only=True)
    with TestClient(make_app(only), base_url=f"http://127.0.0.1:{settings.port}") as client:
        reader = type(stocked)(client, only)
        reader.enter()
        assert "МТС" in reader.post("/offices", {"place": "Казань"}).text
        assert 'type="file"' not in reader.get("/offices").text
        assert upload(reader, shops(("node/4", "МТС", "24/7"))).status_code == 403
