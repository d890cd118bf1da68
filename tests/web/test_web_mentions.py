"""A browser has no command line: what a text says about commands becomes the page that does it."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import simoff
from simoff.desk.bundle import catalogue
from simoff.web.mentions import in_pages

SOURCE = Path(simoff.__file__).parent
ROOMS = ("plan", "line", "papers")
COMMANDS = "accounts|ask|backup|card|case|doctor|dossier|guard|letter|line|money|numbers?|offices?|plan|script"
NOT_HERE = re.compile(rf"simoff (?:{COMMANDS})\b|simoff facts show|--(?!serial)[a-z]")
"""What only a terminal can do; ``--serial`` is a telephone's, which pages never ask."""


def leaves(entries: Mapping[str, Any]) -> Iterator[str]:
    for entry in entries.values():
        if isinstance(entry, str):
            yield entry
        else:
            yield from leaves(entry)


def said(text: str, lang: str, case: str | None = "/cases/abc") -> str:
    return str(in_pages(text, catalogue("web", lang), case))


@pytest.mark.parametrize(
    ("lang", "text", "shown"),
    [
        (
            "en",
            "Write: simoff letter claim. Then go.",
            'Write: <a href="/cases/abc/papers/claim">“Papers: Claim”</a>. Then go.',
        ),
        ("ru", "Запрос составит simoff case file.", 'Запрос составит <a href="/cases/abc/gate">«Подача»</a>.'),
        ("zh", "再用 simoff line verdict 看结论。", '再用<a href="/cases/abc/line">“停了吗”</a>看结论。'),
        ("en", "see simoff facts show poa-consular", 'see <a href="/facts/poa-consular">poa-consular</a>'),
        ("en", "In doubt: simoff guard check.", 'In doubt: <a href="/guard">“Trap?”</a>.'),
        ("en", "the application of simoff holds it", "the application of simoff holds it"),
        ("en", "see simoff letter --help", "see simoff letter --help"),
        ("en", "simoff letter love", "simoff letter love"),
        ("en", "simoff letters are not a command", "simoff letters are not a command"),
        ("en", "<b>simoff script</b>", None),
    ],
)
def test_a_command_becomes_its_page(lang: str, text: str, shown: str | None) -> None:
    """Named in quotes and linked, the sentence around it as it was, markup as text."""
    found = said(text, lang)
    if shown is None:
        assert found.startswith("&lt;b&gt;")
        assert found.endswith("&lt;/b&gt;")
    else:
        assert found == shown


def test_without_a_case_its_pages_are_named_only() -> None:
    """A plan that is not kept has no papers to lead to."""
    assert said("simoff letter claim", "en", None) == "“Papers: Claim”"
    assert said("Offices: simoff office near.", "en", None) == 'Offices: <a href="/offices">“Offices”</a>.'


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_every_command_in_a_text_has_a_page(lang: str) -> None:
    """No text of a room that a page shows keeps a command behind; a new command must be given its page."""
    seen = 0
    for room in ROOMS:
        for file in sorted((SOURCE / room / "texts" / lang).glob("*.toml")):
            for text in leaves(tomllib.loads(file.read_text("utf-8"))):
                if "simoff " in text or "--" in text:
                    seen += 1
                    shown = html.unescape(re.sub("<[^>]+>", "", said(text, lang)))
                    assert not NOT_HERE.search(shown), (file.name, shown)
    assert seen > 20


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_no_page_of_a_case_sends_to_a_terminal(visitor: Any, lang: str) -> None:
    """The pages as they are, crawled in each language."""
    visitor.client.headers["accept-language"] = lang
    visitor.post("/number", {"number": "8 (903) 123-45-67"})
    case = str(visitor.post("/cases", {"label": "mine"}, on="/plan").url.path)
    parts = ("", "/papers", "/papers/claim", "/papers/termination", "/talk", "/money", "/gate", "/line", "/files")
    for path in (
        "/plan",
        *(case + part for part in parts),
        f"{case}/calendar",
        f"{case}/refusals",
        f"{case}/accounts",
    ):
        text = html.unescape(re.sub("<[^>]+>", " ", visitor.get(path).text))
        assert not NOT_HERE.search(text), (path, NOT_HERE.findall(text))
