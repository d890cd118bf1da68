"""The site of the documentation: its pages are made of the program's own texts, and it fetches nothing."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import simoff
from simoff.case.events.catalogue import CATALOGUE
from simoff.desk.bundle import catalogue, load_shelf
from simoff.facts import operators, reading

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path(simoff.__file__).parent
LANGUAGES = ("zh", "ru", "en")
REFUSALS = {"Refusal", "WrongInput", "CouldNotCheck"}
ERROR_ID = re.compile(r"[a-z][a-z0-9-]*")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "docs"
    assert tool().main(out) == 0
    return out


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "tools" / "make_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def raised() -> set[str]:
    """The ids of refusals that the source names as such."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        if path.parts[-2:] == ("papers", "refusal.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def errors(lang: str) -> set[str]:
    """The ids that the command line, or the pages in the browser, have words for."""
    every = [key for room in ("cli", "web") for key in catalogue(room, lang)]
    return {key.split(".")[1] for key in every if key.startswith("error.") and key.endswith(".what")}


def test_every_error_has_its_meaning_in_each_language() -> None:
    """Each error that is raised says what it is and what to do, in each language; the lists are the same."""
    assert len(raised()) > 50
    for lang in LANGUAGES:
        words = {key for room in ("cli", "web") for key in catalogue(room, lang)}
        assert {id_ for id_ in raised() if ERROR_ID.fullmatch(id_)} <= errors(lang)
        assert all(f"error.{id_}.next" in words for id_ in errors(lang))
        assert errors(lang) == errors("en")


@pytest.mark.parametrize("place", ["errors.md", "zh/errors.md", "ru/errors.md", "en/errors.md"])
def test_every_error_stands_in_the_list(pages: Path, place: str) -> None:
    """The page of errors has a row for each, and none is empty."""
    rows = dict(re.findall(r"^\| `([a-z0-9-]+)` \| (.+) \|$", (pages / place).read_text("utf-8"), re.M))
    assert set(rows) == errors("en")
    assert all(len(cells.split(" | ")) == 2 for cells in rows.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_and_step_has_its_place(pages: Path, lang: str) -> None:
    """Glossary and help have an anchor for each word and each step, in each language."""
    book = load_shelf().book
    glossary = (pages / lang / "glossary.md").read_text("utf-8")
    help_ = (pages / lang / "help.md").read_text("utf-8")
    steps = re.findall(r"\{: #([a-z-]+) \}$", help_, re.M)
    assert (steps[0], steps[-1]) == ("identify", "keep-records")
    assert sorted(steps) == sorted(book.helps)
    assert set(re.findall(r"\{: #([a-z0-9-]+) \}$", glossary, re.M)) == set(book.words)


def test_every_fact_key_is_described() -> None:
    """Each key a file of facts may have stands on the page about facts."""
    page = (ROOT / "docs" / "facts.md").read_text("utf-8")
    literal = {
        word.value
        for module in (reading, operators)
        for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "only"
        for word in node.args
        if isinstance(word, ast.Constant)
    }
    keys = {*literal, *reading._VALUE_KEYS, *operators._KEYS, "topic", "version", "pack", "read_up_to"}
    assert {"id", "disputed", "question", "address", "confidence", "quality"} <= keys
    assert {key for key in keys if not re.search(rf"(?<![a-z_]){key}(?![a-z_])", page)} == set()


def test_every_event_is_described() -> None:
    """Each event of the catalogue stands on the page about events."""
    page = (ROOT / "docs" / "events.md").read_text("utf-8")
    assert {event for event in CATALOGUE if f"| `{event}` |" not in page} == set()


def test_the_site_is_built_strictly_and_fetches_nothing(pages: Path, tmp_path: Path) -> None:
    """Without a dead link or anchor, and no page loads a script, style, font or picture from elsewhere."""
    pytest.importorskip("mkdocs", reason="mkdocs is not installed here")
    built = _build(pages, tmp_path / "site")
    assert built.returncode == 0, built.stderr
    loaded = re.compile(
        r"<(?:script|img|iframe)[^>]*\ssrc=\"?(?:https?:)?//|<link[^>]*rel=\"?(?:stylesheet|preconnect)[^>]*//"
    )
    html = sorted((tmp_path / "site").rglob("*.html"))
    assert len(html) > 30
    assert [path.name for path in html if loaded.search(path.read_text("utf-8"))] == []


def test_a_dead_link_stops_the_build(pages: Path, tmp_path: Path) -> None:
    """A page that links to nothing is no page: the strict build fails and names it."""
    pytest.importorskip("mkdocs", reason="mkdocs is not installed here")
    page = pages / "facts.md"
    before = page.read_text("utf-8")
    try:
        page.write_text(before + "\n[nowhere](no-such-page.md)\n", "utf-8")
        built = _build(pages, tmp_path / "site")
    finally:
        page.write_text(before, "utf-8")
    assert built.returncode != 0
    assert "no-such-page.md" in built.stderr + built.stdout


def _build(pages: Path, site: Path) -> subprocess.CompletedProcess[str]:
    config = site.parent / "mkdocs.yml"
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    text = text.replace("docs_dir: build/docs", f"docs_dir: {pages}").replace(
        "site_dir: build/site", f"site_dir: {site}"
    )
    config.write_text(text, "utf-8")
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
