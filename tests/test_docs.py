"""What can be typed is documented, and what is documented can be typed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest

import simoff
from simoff.case.circumstances import Circumstances
from simoff.cli.answers import KEYS
from simoff.cli.arguments import Parser
from simoff.cli.call import Call
from simoff.cli.running import COMMANDS, INTERRUPTED
from simoff.desk.errors import CouldNotCheck, Refusal, WrongInput

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path(simoff.__file__).parent
HELP = PACKAGE / "cli" / "help"
DOCS = ROOT / "docs"
REFERENCE = "\n".join(
    [(DOCS / "cli.md").read_text("utf-8")]
    + ["\n#" + path.read_text("utf-8") for path in sorted((DOCS / "commands").glob("*.md"))]
)
"""The page of the command line, and a page each for the commands that need more room."""
LANGUAGES = ("zh", "ru", "en")
COMMON = {"--lang", "--json", "--help", "-h", "--version", "-V"}
ENVIRONMENT = re.compile(r"(?:SIMOFF|XDG)_[A-Z_]+|LC_[A-Z]+|LANG|NO_COLOR|COLUMNS|TERM")


class Captured(Exception):
    """Carries a command's parser out of the command."""


@pytest.fixture
def options_of(monkeypatch: pytest.MonkeyPatch) -> Any:
    def capture(parser: Parser, words: object) -> None:
        raise Captured(parser)

    monkeypatch.setattr(Parser, "read", capture)

    def options(command: str) -> set[str]:
        with pytest.raises(Captured) as caught:
            import_module(f"simoff.cli.commands.{command}").run(Call("en", json=False), [])
        return set(caught.value.args[0]._option_string_actions)

    return options


def keys(kind: type[msgspec.Struct], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, hint in get_type_hints(kind).items():
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
            yield from keys(hint, f"{before}{name}.")
        else:
            yield f"{before}{name}", hint


def words_of(hint: Any) -> Iterator[str]:
    if get_origin(hint) is not None and "Literal" in str(get_origin(hint)):
        yield from map(str, get_args(hint))
    else:
        for part in get_args(hint):
            yield from words_of(part)


CIRCUMSTANCES = dict(keys(Circumstances))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_page(command: str) -> None:
    """Each command has a section or page in the reference and a help page with an example in each language."""
    assert f"\n## {command}\n" in REFERENCE
    for language in LANGUAGES:
        page = (HELP / language / f"{command}.txt").read_text("utf-8")
        assert page.startswith(f"simoff {command}")
        assert f"\n  simoff {command}" in page
        assert f"  {command}" in (HELP / language / "simoff.txt").read_text("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_described(command: str, options_of: Any) -> None:
    """Each option of a command stands in the reference and on its help page in each language."""
    section = REFERENCE.split(f"\n## {command}\n")[1].split("\n## ")[0]
    for option in options_of(command):
        assert option in section, f"docs/cli.md, {command}: {option}"
        for language in LANGUAGES:
            page = (HELP / language / f"{command}.txt").read_text("utf-8")
            assert option in page, f"{language}/{command}.txt: {option}"


def test_no_option_is_described_that_is_not_there(options_of: Any) -> None:
    """Documentation and help name no option that no command has."""
    known = COMMON.union(*(options_of(command) for command in COMMANDS))
    texts = {path.name: path.read_text("utf-8") for path in (*ROOT.glob("*.md"), *HELP.rglob("*.txt"))}
    texts["docs/cli.md"] = REFERENCE
    named = {
        (name, option) for name, text in texts.items() for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)
    }
    assert {(name, option) for name, option in named if option not in known} == set()


def test_every_exit_code_is_described() -> None:
    """The exit codes of the program stand in the reference's table."""
    codes = {0, INTERRUPTED, *(kind.exit_code for kind in (Refusal, WrongInput, CouldNotCheck))}
    constants = re.compile(r"^[A-Z_]+ = (\d)$", re.M)
    for path in (PACKAGE / "cli").rglob("*.py"):
        codes |= {int(code) for code in constants.findall(path.read_text("utf-8")) if int(code) <= 4}
    table = {int(code) for code in re.findall(r"^\| (\d+) \|", REFERENCE, re.M)}
    assert codes <= table
    assert {0, 1, 2, 3, 4} <= table


def test_every_environment_variable_is_described() -> None:
    """Each environment variable that the source names stands in the reference."""
    named = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ENVIRONMENT.fullmatch(node.value):
                named.add(node.value)
    assert "SIMOFF_HOME" in named
    assert {name for name in named if f"`{name}`" not in REFERENCE} == set()


@pytest.mark.parametrize("key", sorted(CIRCUMSTANCES))
def test_every_circumstance_is_described(key: str) -> None:
    """Each circumstance with each of its values stands in the reference and in the help of each language."""
    row = next((line for line in REFERENCE.splitlines() if line.startswith(f"| `{key}` |")), None)
    assert row is not None
    for word in words_of(CIRCUMSTANCES[key]):
        assert f"`{word}`" in row
        for language in LANGUAGES:
            page = (HELP / language / "circumstances.txt").read_text("utf-8")
            assert re.search(rf"\b{word}\b", page), f"{language}: {word}"
    for language in LANGUAGES:
        page = (HELP / language / "circumstances.txt").read_text("utf-8")
        assert re.search(rf"^  {re.escape(key)} ", page, re.M), f"{language}: {key}"


def test_no_circumstance_is_described_that_is_not_there() -> None:
    """The reference's table and the hints beside questions name only circumstances that there are."""
    table = REFERENCE.split("### Circumstances")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z_.]+)` \|", table, re.M)) == set(CIRCUMSTANCES)
    assert {key for answer in KEYS.values() for key in answer} <= set(CIRCUMSTANCES)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md", "README.ru.md"])
def test_the_first_command_of_the_readme_is_there(name: str) -> None:
    """Each README opens with `make plan NUMBER=…`, and the Makefile has every target the README names."""
    text = (ROOT / name).read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = re.findall(r"^ *make ([a-z]+)", text, re.M)
    assert named[0] == "plan"
    assert set(named) <= targets
