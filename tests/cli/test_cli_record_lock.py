"""What opens the record is changed, and the record stays as it is."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def simoff(simoff: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command where nobody can be asked."""
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return simoff


@pytest.fixture
def case_id(simoff: Run) -> str:
    code, out, _ = simoff("case", "open", "+7 916 123-45-67", "--json")
    assert code == 0
    return str(json.loads(out)["case"])


def phrase(tmp_path: Path, text: str, name: str = "phrase") -> str:
    path = tmp_path / name
    path.write_text(f"{text}\n", "utf-8")
    return str(path)


def opens(simoff: Run, case_id: str) -> bool:
    """Whether the record opens, and is whole."""
    code, out, _ = simoff("record", "verify", case_id, "--json")
    return code == 0 and json.loads(out)["verdict"] == "consistent"


def test_from_a_file_to_a_passphrase_and_on(
    simoff: Run, case_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each change opens with the old and then only with the new; the key file left behind is named."""
    first, second = phrase(tmp_path, "первая фраза", "one"), phrase(tmp_path, "second phrase", "two")
    code, said, _ = simoff("record", "lock", "passphrase", "--new-passphrase-file", first)
    assert code == 0
    key = tmp_path / "config" / "simoff" / "master.key"
    assert str(key) in "".join(said.split())
    key.unlink()
    assert not opens(simoff, case_id)
    monkeypatch.setenv("SIMOFF_PASSPHRASE_FILE", first)
    assert opens(simoff, case_id)

    code, out, _ = simoff("record", "lock", "passphrase", "--new-passphrase-file", second, "--json")
    assert (code, json.loads(out)) == (0, {"before": "passphrase", "now": "passphrase", "key_file": ""})
    assert not opens(simoff, case_id)
    monkeypatch.setenv("SIMOFF_PASSPHRASE_FILE", second)
    assert opens(simoff, case_id)

    code, out, _ = simoff("record", "lock", "file", "--json")
    assert (code, json.loads(out)["key_file"]) == (0, str(key))
    monkeypatch.delenv("SIMOFF_PASSPHRASE_FILE")
    assert opens(simoff, case_id)
    assert key.stat().st_mode & 0o077 == 0


def test_another_key_in_the_place_is_not_replaced(
    simoff: Run, case_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key file that holds another key stays, the change is refused, and the record opens as before."""
    first = phrase(tmp_path, "first phrase")
    assert simoff("record", "lock", "passphrase", "--new-passphrase-file", first)[0] == 0
    key = tmp_path / "config" / "simoff" / "master.key"
    other = f"simoff-master-key-1 {'ab' * 32}\n"
    key.write_text(other)
    key.chmod(0o600)
    monkeypatch.setenv("SIMOFF_PASSPHRASE_FILE", first)
    code, _, said = simoff("record", "lock", "file")
    assert code != 0
    assert "master.key" in said
    assert key.read_text() == other
    assert opens(simoff, case_id)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("lock",), 2),
        (("lock", "padlock"), 2),
        (("lock", "file", "keyring"), 2),
        (("lock", "passphrase"), 2),
        (("lock", "passphrase", "--new-passphrase-file", "nothere"), 2),
        (("lock", "passphrase", "--new-passphrase-file", "EMPTY"), 2),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    simoff: Run, case_id: str, words: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    """Told with its reason, and the key file opens the record as before."""
    empty = phrase(tmp_path, "")
    found = simoff("record", *(empty if word == "EMPTY" else word for word in words))
    assert found[0] == code, found
    assert found[2].strip()
    assert opens(simoff, case_id)


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_without_a_record_nothing_is_made(simoff: Run, tmp_path: Path, lang: str) -> None:
    """There is nothing to lock before the first case."""
    code, _, said = simoff("record", "lock", "file", "--lang", lang)
    assert code != 0
    assert "SIMOFF_KEY" in said
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(("again", "changed"), [("new one", True), ("new on", False)])
def test_a_new_passphrase_is_asked_for_twice(
    simoff: Run, case_id: str, again: str, changed: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A slip of the fingers must not shut the record for ever."""
    typed = iter(["new one", again])

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def getpass(question: str, stream: Any = None) -> str:
        assert question.strip()
        return next(typed)

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", getpass)
    code, _, said = simoff("record", "lock", "passphrase")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert (code == 0) == changed
    assert "new one" not in said
    if changed:
        assert not opens(simoff, case_id)
        monkeypatch.setenv("SIMOFF_PASSPHRASE_FILE", phrase(tmp_path, "new one"))
    assert opens(simoff, case_id)
