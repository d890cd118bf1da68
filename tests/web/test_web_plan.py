"""From a number to its plan in the browser, in each language, without a script."""

from __future__ import annotations

from typing import Any

import pytest

from simoff.desk.bundle import catalogue
from simoff.lang import LANGS, missing


def test_the_languages_say_the_same() -> None:
    """No text of the pages is missing in one language."""
    assert missing([catalogue("web", lang) for lang in LANGS]) == []


@pytest.mark.parametrize(("lang", "html_lang"), [("zh", "zh-Hans"), ("ru", "ru"), ("en", "en")])
def test_the_language_changes_at_once(visitor: Any, lang: str, html_lang: str) -> None:
    """The page a person was on comes back in the language they chose."""
    answer = visitor.post("/language", {"lang": lang, "back": "/facts"}, on="/facts")
    assert answer.url.path == "/facts"
    assert f'<html lang="{html_lang}">' in answer.text


@pytest.mark.parametrize("lang", LANGS)
def test_a_number_becomes_a_plan(visitor: Any, lang: str) -> None:
    """Type a number, see what it is, answer a few questions, read the plan."""
    visitor.post("/language", {"lang": lang, "back": "/"})
    found = visitor.post("/number", {"number": "8 (903) 123-45-67"})
    assert 'href="/plan"' in found.text
    answers = {"operator": "beeline", "holder.kind": "foreigner", "where": "russia", "leaving_on": "2099-12-20"}
    page = visitor.post("/plan", answers, on="/plan")
    assert page.status_code == 200
    assert catalogue("plan", lang).say("step.file-termination.title") in page.text
    assert 'value="2099-12-20"' in page.text
    assert "9031234567" not in str(page.url)


def test_a_wrong_answer_is_explained(visitor: Any) -> None:
    """A date that is none is said with its key, and the page stays usable."""
    visitor.post("/number", {"number": "8 (903) 123-45-67"})
    page = visitor.post("/plan", {"leaving_on": "tomorrow"}, on="/plan")
    assert page.status_code == 400
    assert "leaving_on" in page.text
    assert visitor.get("/").status_code == 200


def test_without_a_number_there_is_no_plan(visitor: Any) -> None:
    """The plan's address alone leads to the start."""
    assert visitor.get("/plan").url.path == "/"


@pytest.mark.parametrize("text", ["+7 701 123 45 67", "8 495 123-45-67", "hello", "112"])
def test_other_numbers_are_told(visitor: Any, text: str) -> None:
    """What is no Russian mobile number is said, and no plan is offered."""
    assert 'href="/plan"' not in visitor.post("/number", {"number": text}).text


def test_an_unknown_fact_is_not_found(visitor: Any) -> None:
    """A fact that there is not gives a page that says so."""
    assert visitor.get("/facts/no-such-fact").status_code == 404
    assert visitor.get("/facts/gk-450-1").status_code == 200
