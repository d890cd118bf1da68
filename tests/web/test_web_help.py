"""Help in the browser: answers to questions, the help beside each step, the words of the field."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from simoff.desk.bundle import load_shelf

LANGUAGES = ("zh", "ru", "en")
QUESTIONS = {"zh": "多久退余额", "ru": "через сколько вернут остаток", "en": "how long does the refund take"}


def plain(page: Any) -> str:
    """The words of a page; Russian ones in it are marked by an element of their own."""
    return html.unescape(re.sub(r"</?span[^>]*>", "", page.text))


def ask(visitor: Any, text: str) -> Any:
    return visitor.post("/help", {"text": text}, on="/help")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_is_answered_with_its_sources(visitor: Any, lang: str) -> None:
    """In each language: answers, the facts they rest on as links, and the question nowhere in an address."""
    visitor.post("/language", {"lang": lang, "back": "/"})
    page = ask(visitor, QUESTIONS[lang])
    assert (page.status_code, page.url.path, page.url.query) == (200, "/help", b"")
    assert 'href="/facts/refund-30-days"' in page.text
    assert "{{" not in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_has_its_help_and_every_word_its_place(visitor: Any, lang: str) -> None:
    """28 pages and the glossary in each language, each reached from the page of help."""
    visitor.post("/language", {"lang": lang, "back": "/"})
    book = load_shelf().book
    listed = re.findall(r'href="/help/steps/([a-z-]+)"', visitor.get("/help").text)
    assert sorted(listed) == sorted(book.helps)
    for step, help_ in book.helps.items():
        page = plain(visitor.get(f"/help/steps/{step}"))
        assert help_.wrong.in_(lang) in page
        assert help_.take.in_(lang) in page
        assert help_.command in page
    words = plain(visitor.get("/help/words"))
    assert set(re.findall(r'<dt id="([a-z0-9-]+)">', words)) == set(book.words)
    assert all(word.text.in_(lang) in words for word in book.words.values())


def test_steps_of_a_plan_and_of_a_case_lead_to_their_help(visitor: Any) -> None:
    """Beside each step stands the way to its help, with and without a case."""
    visitor.post("/number", {"number": "8 (903) 123-45-67"})
    assert 'href="/help/steps/gate"' in visitor.get("/plan").text
    case = visitor.post("/cases", {"label": "mine"}, on="/plan")
    assert 'href="/help/steps/gate"' in case.text


@pytest.mark.parametrize(
    ("text", "status"),
    [("", 200), ("   ", 200), ("?!…", 400), ("а" * 2001, 400), ("退" * 100_000, 400), ("рецепт борща", 200)],
)
def test_what_is_no_question_is_told(visitor: Any, text: str, status: int) -> None:
    """Nothing, signs alone, far too much, something else: told in words, never a crash."""
    page = ask(visitor, text)
    assert page.status_code == status
    assert "Traceback" not in page.text


def test_a_question_is_shown_as_text(visitor: Any) -> None:
    """Markup in a question stays text."""
    page = ask(visitor, '"><script>alert(1)</script> refund')
    assert "<script>alert(1)" not in page.text


@pytest.mark.parametrize("step", ["nothing", "%2e%2e%2fetc", "a" * 5000])
def test_a_step_there_is_not_is_not_found(visitor: Any, step: str) -> None:
    """Another step is no page."""
    assert visitor.get(f"/help/steps/{step}").status_code == 404
