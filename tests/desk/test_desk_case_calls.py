"""Calls with the operator out of a call log: which are taken, and that none is taken twice."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simoff.cli.running import run
from simoff.desk.case.calls import calls_in, dialled
from simoff.desk.errors import WrongInput

Shell = Callable[..., Any]
AT = 1795500000000
LOG = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<calls count="{n}">
{rows}
</calls>
"""
ROW = (
    '<call number="{number}" duration="{seconds}" date="{at}" type="{kind}" presentation="1" subscription_id="1" />'
)


def log(folder: Path, *calls: tuple[str, int, str]) -> Path:
    """A call log with (number, hours after the first, type 1 in 2 out 3 missed)."""
    rows = "\n".join(
        ROW.format(number=number, seconds=60, at=AT + hours * 3_600_000, kind=kind) for number, hours, kind in calls
    )
    path = folder / "calls.xml"
    path.write_text(LOG.format(n=len(calls), rows=rows), "utf-8")
    return path


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Shell:
    """Runs simoff with a record of its own; gives the JSON."""
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("SIMOFF_DATABASE_URL", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    def call(*words: str, code: int = 0) -> Any:
        found = run([*words, "--json"])
        out, err = capfd.readouterr()
        assert found == code, (words, out, err)
        return json.loads(out if code == 0 else err)

    return call


@pytest.mark.parametrize(("spellings", "key"), [
    (("8 800 240 0000", "88002400000", "+7 (800) 240-00-00"), "8002400000"),
    (("111", " 1-1-1 "), "111"),
    (("+7 343 269 0000", "83432690000"), "3432690000"),
    (("", "Иванов"), ""),
])  # fmt: skip
def test_a_number_is_one_in_every_spelling(spellings: tuple[str, ...], key: str) -> None:
    """Trunk and country code do not matter; a short number stays what it is."""
    assert {dialled(one) for one in spellings} == {key}


def test_only_calls_with_a_hotline_are_taken(tmp_path: Path) -> None:
    """Private calls stay out, whatever their number; a named number is taken instead of the hotlines."""
    path = log(tmp_path, ("111", 2, "2"), ("+79161112233", 1, "1"), ("8 800 240-00-00", 0, "2"), ("", 3, "3"))
    assert [call.number for call in calls_in(path)] == ["8 800 240-00-00", "111"]
    assert [call.number for call in calls_in(path, ("8 916 111-22-33",))] == ["+79161112233"]


def test_a_log_without_such_calls_is_told(tmp_path: Path) -> None:
    """No call with a hotline, no file, no archive at all: a fault, not an empty success."""
    private = log(tmp_path, ("+79161112233", 0, "2"))
    nonsense = tmp_path / "nonsense.bin"
    nonsense.write_bytes(bytes(range(256)))
    for path, id_ in ((private, "calls-none"), (nonsense, "calls-none"), (tmp_path / "no", "file-missing")):
        with pytest.raises(WrongInput) as caught:
            calls_in(path)
        assert caught.value.id == id_


def test_too_many_calls_are_refused(tmp_path: Path) -> None:
    """A log with more calls than a case should take in is refused before anything is written."""
    with pytest.raises(WrongInput) as caught:
        calls_in(log(tmp_path, *(("111", hour, "2") for hour in range(501))))
    assert caught.value.id == "calls-too-many"


def test_calls_become_contacts_once(shell: Shell, tmp_path: Path) -> None:
    """Each call is a contact with its moment and the export as its file; a second import adds only new ones."""
    case = shell("case", "open", "+7 916 123-45-67", "--set", "operator=motiv")["case"]
    path = log(tmp_path, ("111", 0, "2"), ("88002400000", 5, "3"))
    written = shell("case", "log", "calls", "--file", str(path), "--case", case)["written"]
    assert written == ["file.attached", "contact.logged", "contact.logged"]
    timeline = shell("case", "show", case)["timeline"]
    told = [entry for entry in timeline if entry["type"] == "contact.logged"]
    assert len(told) == 2
    again = log(tmp_path, ("111", 0, "2"), ("88002400000", 5, "3"), ("111", 9, "2"))
    assert (
        shell("case", "log", "calls", "--file", str(again), "--case", case)["written"].count("contact.logged") == 1
    )


def test_another_operators_hotline_is_left_out(shell: Shell, tmp_path: Path) -> None:
    """A case with MTS takes no call to MOTIV's short number; a number named by the person is taken."""
    case = shell("case", "open", "+7 916 123-45-67", "--set", "operator=mts")["case"]
    path = log(tmp_path, ("111", 0, "2"))
    assert "contact.logged" not in shell("case", "log", "calls", "--file", str(path), "--case", case)["written"]
    words = ("case", "log", "calls", "--file", str(path), "--phone", "111", "--case", case)
    assert "contact.logged" in shell(*words)["written"]
    error = shell("case", "log", "calls", "--case", case, code=2)["error"]
    assert error["id"] == "missing"
