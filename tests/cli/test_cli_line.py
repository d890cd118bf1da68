"""``simoff line``: observations, texts and the verdict on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from simoff.cli.running import run

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def simoff(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "home"))

    def call(*words: str) -> tuple[int, str, str]:
        code = run([*words, "--lang", "en"])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def test_two_kinds_on_two_days_make_a_verdict(simoff: Run) -> None:
    """The verdict comes with every signal, and as JSON with the keys of the contract."""
    words = ["line", "verdict", "--filed", "2026-01-01"]
    words += ["--signal", "reject.imsi-unknown@2026-01-03", "--signal", "lookup.unknown@2026-01-05"]
    code, out, _ = simoff(*words)
    assert code == 0
    assert out.strip().startswith("The line is dead.")
    found = json.loads(simoff(*words, "--json")[1])
    assert list(found)[:3] == ["verdict", "because", "next"]
    assert [list(each) for each in found["because"]] == [["signal", "points_to", "weight", "at"]] * 2


def test_the_network_of_a_signal_counts(simoff: Run) -> None:
    """Cause 1 needs two networks; the third part of --signal names them."""
    seen = [f"call.unallocated@2026-01-0{day}@2500{day}" for day in (3, 4)]
    words = ["line", "verdict", "--json", "--filed", "2026-01-01", "--signal", "lookup.unknown@2026-01-06"]
    assert json.loads(simoff(*words, "--signal", seen[0])[1])["verdict"] == "cannot_tell"
    assert json.loads(simoff(*words, "--signal", seen[0], "--signal", seen[1])[1])["verdict"] == "dead"


def test_a_text_is_read(simoff: Run, tmp_path: Path) -> None:
    """A paper gives its day; a text that says nothing exits with 4 and says what to do."""
    paper = tmp_path / "paper.txt"
    paper.write_text("Договор об оказании услуг связи расторгнут 05.12.2026.", "utf-8")
    code, out, _ = simoff("line", "read", str(paper), "--as", "paper", "--json")
    assert (code, json.loads(out)["seen"][0]["end"]) == (0, "2026-12-05")
    paper.write_text("Спасибо, что вы с нами!", "utf-8")
    code, out, _ = simoff("line", "read", str(paper))
    assert code == 4
    assert "confirmation" in out


def test_nothing_is_sent_without_being_asked(simoff: Run) -> None:
    """Equipment first shows what would go out; a port that is not there is could not check."""
    code, out, _ = simoff("line", "test", "--modem", "/dev/no-modem", "--number", "+79161234567", "--call")
    assert code == 0
    assert "ATD+79161234567;" in out
    code, _, err = simoff("line", "test", "--modem", "/dev/no-modem", "--number", "+79161234567", "--yes")
    assert code == 4
    assert "cannot be opened" in err


@pytest.mark.parametrize(
    "words",
    [
        ["line"],
        ["line", "kill"],
        ["line", "signal"],
        ["line", "signal", "heard.nothing"],
        ["line", "signal", "heard.off", "--at", "yesterday"],
        ["line", "verdict", "--signal", "heard.off@2026-13-01"],
        ["line", "read", "no-such-file.txt"],
        ["line", "test", "--modem", "/dev/null", "--number", "hello"],
        ["line", "test", "--modem", "/dev/null", "--number", "+79161234567", "--code", "**21*+79990000000#"],
        ["line", "test", "--sip", "example.org"],
    ],
)
def test_wrong_use_is_told(simoff: Run, words: list[str]) -> None:
    """Wrong use exits with 2 and says what to do."""
    code, _, err = simoff(*words)
    assert code == 2
    assert "What to do" in err
