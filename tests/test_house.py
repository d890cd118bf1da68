"""The rules of the house that can be seen in the tree."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "simoff"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
# Put together here, so that this file does not hold what it looks for.
MACHINE_PATHS = ["/" + name + "/" for name in ("work", "root", "opt")]
REGISTRIES = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "index" + "-url", "find" + "-links"]
MAY_NAME = {"Makefile", "tests/test_house.py"}
"""``make lock`` has to say which options keep addresses out."""


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("no git here, so nobody can say which files are the repository's")
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_module_is_long() -> None:
    """A module has at most 400 lines."""
    long = {path.name: n for path in MODULES if (n := len(path.read_text("utf-8").splitlines())) > LONGEST_MODULE}
    assert not long


def test_no_function_is_long() -> None:
    """A function has at most 60 lines."""
    long = [
        f"{path.name}:{node.name}"
        for path in MODULES
        for node in functions(path)
        if (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long


def test_only_the_clock_knows_the_day() -> None:
    """`date.today`, `datetime.now` and their like stand in desk/clock.py alone."""
    asks = re.compile(r"\b(?:date\.today|datetime\.(?:now|utcnow|today)|time\.(?:time|localtime|gmtime))\(")
    others = [path for path in MODULES if path != SOURCE / "desk" / "clock.py"]
    assert others != MODULES
    assert [path.name for path in others if asks.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("words", [MACHINE_PATHS, REGISTRIES], ids=["paths of a machine", "package registries"])
def test_no_file_names_a_machine_or_a_registry(words: list[str]) -> None:
    """No committed file names a path of somebody's machine or the address of a package registry."""
    found = []
    for path in committed():
        name = path.relative_to(ROOT).as_posix()
        if name in MAY_NAME:
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        found += [(name, word) for word in words if re.search(rf"(?<![\w.]){re.escape(word)}", text)]
    assert found == []


def test_requirements_are_pinned_by_hash() -> None:
    """Every requirement of every pinned file has an exact version and at least one SHA-256."""
    for path in (ROOT / "requirements").glob("*.txt"):
        joined = path.read_text("utf-8").replace("\\\n", " ")
        lines = [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        assert lines
        for line in lines:
            assert re.match(r"[\w.-]+==[\w.]+ .*--hash=sha256:[0-9a-f]{64}", line), f"{path.name}: {line[:60]}"


def test_the_wheel_is_what_is_tested() -> None:
    """`make test` tests the installed wheel, not the source tree."""
    if os.environ.get("SIMOFF_TEST_WHEEL") != "1":
        pytest.skip("only make test installs the wheel (SIMOFF_TEST_WHEEL is not set)")
    import simoff

    assert "site-packages" in Path(simoff.__file__).parts
    assert str(ROOT / "src") not in sys.path


def test_every_test_says_its_claim() -> None:
    """Each test has a docstring that states its claim, and no two test modules share a name."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    silent = [
        f"{path.name}:{node.name}"
        for path in files
        for node in functions(path)
        if node.name.startswith("test_") and not ast.get_docstring(node)
    ]
    names = [path.name for path in files]
    assert silent == []
    assert len(names) == len(set(names))
