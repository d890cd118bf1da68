"""The page of a plan, on a terminal, in a pipe and in a browser."""

from __future__ import annotations

import ast
import inspect
import io
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from rich.cells import cell_len

from simoff.case import key_names
from simoff.cli.answers import KEYS, setting_for
from simoff.cli.document import Document
from simoff.cli.html import page
from simoff.cli.plan_page import PlanPage
from simoff.cli.terminal import plain, show
from simoff.desk.bundle import catalogue
from simoff.plan import questions

LANGUAGES = ("zh", "ru", "en")


def document(plan: dict[str, Any], lang: str = "en", *, sources: bool = False) -> Document:
    plan["lang"] = lang
    return PlanPage(plan, catalogue("cli", lang), catalogue("plan", lang), sources=sources).document()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [40, 80, 100])
def test_the_page_fits_its_width(plan: dict[str, Any], lang: str, width: int) -> None:
    """In every language no line is wider than the terminal."""
    for line in plain(document(plan, lang, sources=True), width).splitlines():
        assert cell_len(line) <= width, line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_comes_first_and_today_next(plan: dict[str, Any], lang: str) -> None:
    """The summary stands before today's steps, and those before all that comes later."""
    text = plain(document(plan, lang))
    places = [text.index(part) for part in ("It can be done", "шага find-accounts", "шага move-accounts")]
    assert places == sorted(places)


def test_what_is_unknown_names_whom_to_ask(plan: dict[str, Any]) -> None:
    """A question to the operator shows the Russian sentence, one to you the setting that answers it."""
    text = plain(document(plan))
    assert "«В каком офисе примут заявление?»" in text
    assert "--set holder.kind=…  (citizen, foreigner, " in text
    assert "На кого договор?" not in text


def test_what_is_to_be_looked_up_needs_no_russian_sentence(plan: dict[str, Any]) -> None:
    """Only what is said to the operator stands in Russian, too."""
    plan["questions"][1]["ask"] = "gosuslugi"
    assert "В каком офисе" not in plain(document(plan))


@pytest.mark.parametrize(
    ("question", "settings"),
    [
        ("where", "--set where=russia|abroad"),
        ("back-in-russia", "--set back_in_russia_on=YYYY-MM-DD|never"),
        ("sim", "--set sim=in_hand|lost|damaged|esim"),
        ("installments", "--set money.installments=true|false"),
        ("balance", "--set money.balance=…"),
        ("family-holder", ""),
    ],
)
def test_a_question_to_you_shows_what_may_be_answered(question: str, settings: str) -> None:
    """The setting names its words or the form of its value; a question without a key shows none."""
    assert setting_for(question) == settings


def test_every_question_to_you_has_a_setting() -> None:
    """Whatever only the person can say has a key to say it with, but for who holds a family's contract."""
    functions = (node for node in ast.walk(ast.parse(inspect.getsource(questions))))
    asking = [f for f in functions if isinstance(f, ast.FunctionDef) and f.name.startswith("_about_")]
    yields = (n.value for f in asking for n in ast.walk(f) if isinstance(n, ast.Yield))
    asked = {ast.literal_eval(value.elts[0]) for value in yields if isinstance(value, ast.Tuple)}
    assert len(asked) > 25
    assert asked - KEYS.keys() == {"family-holder"}


def test_every_setting_is_a_circumstance() -> None:
    """No answer names a key that circumstances do not have."""
    names = {key.name for key in key_names()}
    assert {key for keys in KEYS.values() for key in keys} <= names


def test_a_russian_reader_gets_no_second_russian_sentence(plan: dict[str, Any]) -> None:
    """In Russian the question is the sentence itself."""
    plan["questions"][1]["text"] = plan["questions"][1]["text_ru"]
    assert plain(document(plan, "ru")).count("В каком офисе") == 1


def test_a_step_says_what_it_waits_for(plan: dict[str, Any]) -> None:
    """A blocked step names the open steps before it by their titles; done ones are not named there."""
    plan["steps"][1]["depends_on"].append("identify")
    text = plain(document(plan))
    assert "After: Заголовок шага find-accounts\n" in text


def test_a_step_that_waits_for_many_counts_them(plan: dict[str, Any]) -> None:
    """Up to three steps are named, more are counted."""
    plan["steps"] += [dict(plan["steps"][0], id=f"extra-{n}") for n in range(3)]
    plan["steps"][1]["depends_on"] += [f"extra-{n}" for n in range(2)]
    assert "After: " in plain(document(plan))
    plan["steps"][1]["depends_on"].append("extra-2")
    text = plain(document(plan))
    assert "After 4 steps above\n" in text
    assert "After: " not in text


def test_a_date_has_its_name_and_its_rule(plan: dict[str, Any]) -> None:
    """A deadline is headed by what it is for, and how it was counted stands below."""
    assert "2026-12-20  You leave\n              The day you leave.\n" in plain(document(plan))


def test_sources_are_hinted_at_and_shown_when_asked(plan: dict[str, Any]) -> None:
    """Without --sources a line counts them; with it claims carry marks and each mark has its source."""
    without, shown = plain(document(plan)), plain(document(plan, sources=True))
    assert "2 facts" in without
    assert "[1]" not in without
    assert "Anybody may end it. [1]" in shown
    assert "Why it is done. [1]" in shown
    assert "Why it is done." not in without
    assert "https://example.org/copy" in shown
    assert "reported by users" in shown
    assert "no starting day is given" in shown


def test_ways_not_taken_are_told_shortly(plan: dict[str, Any]) -> None:
    """A way that is not advised gives one reason, a possible one all of them."""
    text = plain(document(plan))
    assert "No proof and no date." in text
    assert "Not shown." not in text


def test_the_gate_names_what_shuts_it(plan: dict[str, Any]) -> None:
    """The last section lists the steps that have to be done first; an open gate has none."""
    assert "There is no way back" in plain(document(plan))
    plan["gate"] = {"open": True, "blocked_by": []}
    assert "There is no way back" not in plain(document(plan))


def test_weights_need_a_terminal_that_wants_them(plan: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR and TERM=dumb take the colours off; the words are the same as in a pipe."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    plan["feasible"] = "no"
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured, bare, dumb = Terminal(), Terminal(), Terminal()
    show(document(plan), coloured, 80)
    monkeypatch.setenv("NO_COLOR", "1")
    show(document(plan), bare, 80)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    show(document(plan), dumb, 80)
    assert "\x1b[1;31m" in coloured.getvalue()
    assert "31m" not in bare.getvalue()
    assert "\x1b" not in dumb.getvalue()
    assert dumb.getvalue() == plain(document(plan), 80)


class Reader(HTMLParser):
    """Notes tags and what they refer to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.refers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.refers += [value or "" for name, value in attrs if name in ("src", "href", "onclick", "style")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_html_page_needs_nothing_from_outside(plan: dict[str, Any], lang: str) -> None:
    """It is well formed, has no script and refers to nothing; its title names no number."""
    text = page(document(plan, lang, sources=True))
    reader = Reader()
    reader.feed(text)
    assert reader.open == []
    assert reader.refers == []
    assert not reader.tags & {"script", "img", "link", "iframe", "form"}
    title = re.search("<title>(.*?)</title>", text)
    assert title is not None
    assert "916" not in title[1]


def test_the_html_page_says_what_it_is_given_and_no_more(plan: dict[str, Any]) -> None:
    """Text that looks like markup stays text."""
    plan["warnings"][0]["text"] = '<script>alert("x")</script> & more'
    text = page(document(plan))
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_a_range_told_by_the_code_alone_says_so(plan: dict[str, Any]) -> None:
    """Without the numbering plan loaded, the page does not name one; with it, it names its day."""
    words, names = catalogue("cli", "en"), catalogue("plan", "en")
    loaded = plain(PlanPage(plan, words, names, sources=False).document(), 80)
    assert "numbering plan of" in loaded
    by_code = {**plan, "number": {**plan["number"], "source": "codes"}}
    told = plain(PlanPage(by_code, words, names, sources=False).document(), 80)
    assert "numbering plan of" not in told
    assert "by the code alone" in told
