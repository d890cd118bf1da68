"""The timeline as a picture: what it says is what the plan says, it can be heard, and it fits on a telephone."""

from __future__ import annotations

import itertools
import re
from datetime import date
from typing import Any

import pytest
from lxml import etree

from simoff.desk.plan import Asked, make, rendered
from simoff.desk.timeline_picture import WIDTH, picture, timeline_of
from simoff.lang import LANGS

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 11, 24)
WITH_DAY = ("operator=mts", "holder.kind=citizen", "holder.user_is=holder", "where=russia", "leaving_on=2026-12-20")
SHAPES = {
    "with a day": WITH_DAY,
    "without": (),
    "short": (*WITH_DAY[:4], "leaving_on=2026-11-26"),
    "too late": (*WITH_DAY[:4], "leaving_on=2026-11-20"),
    "far": (*WITH_DAY[:4], "leaving_on=2030-01-10"),
    "nobody can": ("holder.user_is=stranger", "leaving_on=2026-12-20"),
}


def plan(lang: str = "en", settings: tuple[str, ...] = WITH_DAY) -> dict[str, Any]:
    asked = Asked("+79161234567", None, settings, TODAY)
    return rendered(make(asked, {"SIMOFF_HOME": "/nonexistent/simoff"}), lang)


def texts(svg: str) -> list[str]:
    return [str(each.text) for each in etree.fromstring(svg.encode()).iter(f"{SVG}text")]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("shape", SHAPES)
def test_it_is_sound_and_fits(lang: str, shape: str) -> None:
    """Well-formed, inside its frame, no text over another, no style attribute, only the page's colour."""
    svg = picture(plan(lang, SHAPES[shape]), lang)
    root = etree.fromstring(svg.encode())
    height = float(root.get("viewBox").split()[3])
    lines: dict[str, list[tuple[float, float]]] = {}
    for each in root.iter(f"{SVG}text"):
        wide = sum(12.5 if ord(sign) > 0x2E80 else 6.9 for sign in each.text)
        x = float(each.get("x")) - (wide if each.get("text-anchor") == "end" else 0)
        assert x >= 0, each.text
        assert x + wide <= WIDTH + 8, each.text
        assert 0 < float(each.get("y")) <= height
        lines.setdefault(each.get("y"), []).append((x, x + wide))
    for spans in lines.values():
        spans.sort()
        assert all(a[1] <= b[0] + 4 for a, b in itertools.pairwise(spans))
    for each in root.iter(f"{SVG}rect"):
        x, wide = float(each.get("x")), float(each.get("width"))
        assert x >= 0
        assert x + wide <= WIDTH
    assert "style=" not in svg
    assert "<script" not in svg
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= {"currentColor", "none"}
    assert "#" not in svg


@pytest.mark.parametrize("lang", LANGS)
def test_it_can_be_heard(lang: str) -> None:
    """It is an image with a title and a description, which names each phase, the gate and the latest day."""
    svg = picture(plan(lang), lang)
    root = etree.fromstring(svg.encode())
    assert root.get("role") == "img"
    named = root.get("aria-labelledby").split()
    assert [root[0].get("id"), root[1].get("id")] == named
    said = root[1].text
    assert "2026" in said
    assert said.count(";") + 1 == 4 + len(timeline_of(plan(lang)).rows)


def test_the_dates_are_those_of_the_plan() -> None:
    """Leaving on 20 December: latest day the 19th; accounts begin by the 27th with three days to spare."""
    line = timeline_of(plan())
    assert (line.today, line.last, line.gate_open, line.filed) == (TODAY, date(2026, 12, 19), False, False)
    accounts = next(row for row in line.rows if row.phase == "accounts")
    assert (accounts.begin, accounts.end) == (date(2026, 11, 27), date(2026, 12, 19))
    said = texts(picture(plan(), "en"))
    assert "by 27 Nov, 3 days to spare" in said
    assert "latest day: 19 Dec" in said
    assert any("6 things are missing" in text for text in said)


def test_time_runs_out_before_the_latest_day_where_every_way_takes_time() -> None:
    """Only ways that are still possible count: L minus the shortest of them; none at all is never a date."""
    made = plan()
    for route in made["routes"]:
        if route["verdict"] == "unknown":
            route["verdict"] = "impossible"
    shortest = min(route["days"]["min"] for route in made["routes"] if route["id"] == "office")
    assert shortest >= 1
    out = timeline_of(made).out
    assert out is not None
    assert (date(2026, 12, 19) - out).days == shortest
    for route in made["routes"]:
        route["verdict"] = "impossible"
    assert timeline_of(made).out is None
    assert not any("runs out" in text for text in texts(picture(made, "en")))


def test_without_a_latest_day_no_date_is_made_up() -> None:
    """Phases whose dates are not known say so and have no bar but the empty track."""
    said = texts(picture(plan("en", ()), "en"))
    assert "date not known yet" in said
    assert not any("latest day" in text for text in said)


def test_what_is_done_is_told() -> None:
    """A phase all of whose steps are done says so; after the filing neither gate nor latest day is drawn."""
    made = plan()
    for step in made["steps"]:
        if step["phase"] in ("prepare", "accounts", "money", "contact", "visit", "file"):
            step["status"] = "done"
    said = texts(picture(made, "en"))
    assert said.count("done") == 6
    assert not any("Gate" in text or "latest day" in text for text in said)


def test_the_same_plan_gives_the_same_picture_without_the_number() -> None:
    """Nothing but the plan goes in, and neither number nor operator comes out."""
    assert picture(plan(), "en") == picture(plan(), "en")
    svg = picture(plan(), "en")
    assert "1234567" not in svg
    assert "916" not in svg
    assert "MTS" not in svg
