"""Correct this: from a fact's page to a file to send, in which nothing is personal; nothing is sent or changed."""

from __future__ import annotations

import re
import tomllib
from html import unescape
from typing import Any

import pytest

from simoff.desk.bundle import load_facts
from simoff.facts.differences import start_of

FACT = "refund-30-days"
SAID = {"by": "reader", "how": "read the law", "on": "2026-11-20"}


@pytest.fixture
def place() -> str:
    """Where the fact's value is corrected."""
    return f"/facts/{FACT}/correct/{start_of(load_facts().facts[FACT].values[-1])}"


def test_every_value_that_can_be_meant_leads_there(visitor: Any) -> None:
    """Of every fact each value whose start is its own alone has its link, and the link its page."""
    seen = 0
    for id_, fact in load_facts().facts.items():
        starts = [start_of(value) for value in fact.values]
        own = {start for start in starts if starts.count(start) == 1}
        if len(fact.values) < 2 and seen > 5:
            continue
        found = set(
            re.findall(rf'href="/facts/{re.escape(id_)}/correct/([^"]+)"', visitor.get(f"/facts/{id_}").text)
        )
        assert found == own
        for start in own:
            assert visitor.get(f"/facts/{id_}/correct/{start}").status_code == 200
        seen += 1
    assert seen > 10


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_the_page_speaks_every_language(visitor: Any, place: str, lang: str) -> None:
    """Form, fault and result are complete in each language."""
    visitor.post("/language", {"lang": lang, "back": "/"})
    assert visitor.get(place).status_code == 200
    assert visitor.post(place, {"kind": "confirm"}, on=place).status_code == 400
    made = visitor.post(place, {"kind": "confirm", **SAID}, on=place)
    assert 'id="patch"' in made.text


def test_a_correction_becomes_a_file(visitor: Any, place: str) -> None:
    """What changes is told in words first; the file says it, too, and only what was typed otherwise differs."""
    value = load_facts().facts[FACT].values[-1]
    now = {f"text.{lang}": value.text.in_(lang).replace("30", "20") for lang in ("zh", "ru", "en")}
    form = {"kind": "correct", **SAID, **now, "number": "20", "start": start_of(value)}
    form |= {"source": "https://example.org/law", "dated": "2026-10-01"}
    shown = visitor.post(place, form, on=place)
    assert "30 → 20" in unescape(shown.text)
    hidden = dict(
        re.findall(r'<input type="hidden" name="([a-z.]+)" value="([^"]*)">', shown.text.split('id="patch"')[1])
    )
    sent = {name: unescape(text) for name, text in hidden.items()}
    file = visitor.post(place, {**sent, "go": "file"}, on=place)
    assert file.headers["content-disposition"] == f"attachment; filename=correct-{FACT}.toml"
    made = tomllib.loads(file.text)
    assert made["kind"] == "correct"
    assert "20" in file.text
    assert "https://example.org/law" in file.text


def test_personal_words_are_taken_out(visitor: Any, place: str) -> None:
    """A number among the words does not get into the file, and the page says so."""
    form = {"kind": "confirm", **SAID, "how": "asked from +7 916 123-45-67"}
    assert 'class="note"' in visitor.post(place, form, on=place).text.split('id="patch"')[1].split("</section>")[0]
    assert "123-45-67" not in visitor.post(place, {**form, "go": "file"}, on=place).text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"on": "2999-01-01"}, "still to come"),
        ({"source": "no address"}, "no address that can stand"),
        ({"kind": "correct"}, "Nothing of"),
        ({"kind": "correct", "number": "many"}, "figure"),
        ({"on": "soon"}, "soon"),
        ({"how": "x" * 501}, "longer than"),
        ({"by": ""}, "not chosen or filled in"),
    ],
)
def test_what_cannot_be_used_is_told_beside_what_was_typed(
    visitor: Any, place: str, change: dict[str, str], told: str
) -> None:
    """The page comes back with the reason and all that was typed."""
    form = {"kind": "confirm", **SAID, **change}
    answer = visitor.post(place, form, on=place)
    assert answer.status_code == 400
    fault = answer.text.split('role="alert"')[1].split("</div>")[0]
    assert told in fault
    assert f'value="{form["how"]}"' in answer.text


def test_what_there_is_not_is_not_found(visitor: Any, place: str) -> None:
    """Neither a fact nor a start that there is not has a page; markup typed stays text."""
    assert visitor.get("/facts/no-such/correct/undated").status_code == 404
    assert visitor.get(f"/facts/{FACT}/correct/1999-01-01").status_code == 404
    hostile = {"kind": "confirm", **SAID, "how": "<script>alert(1)</script>"}
    assert "<script>alert" not in visitor.post(place, hostile, on=place).text
