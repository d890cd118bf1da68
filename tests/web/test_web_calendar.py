"""The dates of a case as a download: titles that tell or do not tell, and what the case remembers of it."""

from __future__ import annotations

import re
from typing import Any

import icalendar
import pytest
from litestar.testing import TestClient
from msgspec.structs import replace
from visitor import HOME, Visitor

from simoff.web.app import make_app

ANSWERS = {"leaving_on": "2027-03-01", "where": "russia"}


@pytest.fixture
def case(visitor: Any) -> str:
    """The path of a case whose holder leaves on a day, so that there are dates."""
    visitor.post("/number", {"number": "8 (903) 123-45-67"})
    visitor.post("/plan", {"holder.kind": "citizen", "holder.user_is": "holder", **ANSWERS}, on="/plan")
    return str(visitor.post("/cases", {"label": "mine"}, on="/plan").url.path)


def events(answer: Any) -> list[Any]:
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def length(visitor: Any, case: str) -> int:
    return int(re.findall(r'name="seq" value="(\d+)"', visitor.get(f"{case}/files").text)[0])


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_the_page_is_reached_from_the_case_in_every_language(visitor: Any, case: str, lang: str) -> None:
    """The case leads to the page of its dates, and the page is complete."""
    visitor.post("/language", {"lang": lang, "back": "/"})
    assert f'href="{case}/calendar"' in visitor.get(case).text
    assert visitor.get(f"{case}/calendar").status_code == 200


def test_discreet_is_what_comes_unasked(visitor: Any, case: str) -> None:
    """Unless plain titles are chosen all titles are alike and have no text; the days are the same."""
    bare = visitor.post(f"{case}/calendar", {}, on=f"{case}/calendar")
    assert bare.headers["content-type"] == "text/calendar; charset=utf-8"
    assert bare.headers["content-disposition"] == "attachment; filename=calendar.ics"
    plain = visitor.post(f"{case}/calendar", {"titles": "plain"}, on=f"{case}/calendar")
    assert len({str(each["summary"]) for each in events(bare)}) == 1
    assert all("description" not in each for each in events(bare))
    assert len({str(each["summary"]) for each in events(plain)}) > 1
    days = [sorted(str(each["dtstart"].dt) for each in events(answer)) for answer in (bare, plain)]
    assert days[0] == days[1] != []


def test_the_case_remembers_what_was_given(visitor: Any, case: str) -> None:
    """The first download is an event; the same once more is none."""
    before = length(visitor, case)
    visitor.post(f"{case}/calendar", {}, on=f"{case}/calendar")
    assert length(visitor, case) == before + 1
    visitor.post(f"{case}/calendar", {}, on=f"{case}/calendar")
    assert length(visitor, case) == before + 1


def test_read_only_gives_none_and_incognito_tells_nothing(visitor: Any, settings: Any, case: str) -> None:
    """A download is noted, so read-only refuses it; incognito it is discreet whatever is asked for."""
    for changes, status in (({"read_only": True}, 403), ({"incognito": True}, 200)):
        with TestClient(make_app(replace(settings, **changes)), base_url=HOME) as client:
            other = Visitor(client, settings)
            other.enter()
            answer = other.post(f"{case}/calendar", {"titles": "plain"}, on=f"{case}/calendar")
            assert answer.status_code == status
            if status == 200:
                assert len({str(each["summary"]) for each in events(answer)}) == 1
