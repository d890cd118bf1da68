"""``simoff guard`` from the outside: verdicts, exit codes, streams, masks and keys."""

from __future__ import annotations

import io
import json
import stat
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.cells import cell_len

from simoff.cli.running import run

LANGUAGES = ("zh", "ru", "en")
TRAP = "Договор истекает, продиктуйте код из СМС"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def simoff(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs one command in a home of its own; gives exit code, output and errors."""
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SIMOFF_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")

    def call(*words: str) -> tuple[int, str, str]:
        code = run(["guard", *words])
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return call


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_trap_gives_3_and_a_page_that_fits(simoff: Run, lang: str) -> None:
    """A trap: exit 3, and a page of at most 80 cells with quote, reason, step and source."""
    code, out, err = simoff("check", TRAP, "--lang", lang)
    assert (code, err) == (3, "")
    assert "Договор истекает" in out
    assert "contract-expires-code" in out
    assert max(map(cell_len, out.splitlines())) <= 80


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_json_is_the_contract(simoff: Run, lang: str) -> None:
    """The keys stand in the order of the contract; each indicator has all five, none empty."""
    code, out, _ = simoff("check", TRAP, "--lang", lang, "--json")
    answer = json.loads(out)
    assert code == 3
    assert list(answer) == ["verdict", "indicators", "not_checked"]
    for one in answer["indicators"]:
        assert list(one) == ["id", "quote", "why", "source", "next"]
        assert all(one.values())


def test_nothing_found_is_never_called_safe(simoff: Run) -> None:
    """Without a finding the exit code is 0, and the page says that this proves nothing."""
    code, out, _ = simoff("check", "Буду в семь")
    assert code == 0
    assert "does not make it genuine" in out
    assert "safe" not in out.lower()


@pytest.mark.parametrize(("words", "code"), [
    (["**21*+79161234567#"], 3),
    (["gosus1ugi.ru"], 3),
    (["--url", "https://mts-portal.site"], 0),
    (["@mts_support_help"], 0),
    (["+7 495 766-01-66"], 0),
    (["Здравствуйте", "--sender", "12308", "--channel", "call"], 3),
])  # fmt: skip
def test_single_things_can_be_checked(simoff: Run, words: list[str], code: int) -> None:
    """A string to dial, a domain, an account, a number, a sender: each alone."""
    found, out, _ = simoff("check", *words, "--json")
    assert found == code
    assert (json.loads(out)["verdict"] == "scam") is (code == 3)


def test_a_stream_answers_line_by_line(simoff: Run, tmp_path: Path) -> None:
    """--jsonl: one answer a line in order; a line that is no message is said not to be checked; a scam gives 3."""
    file = tmp_path / "m.jsonl"
    lines = [
        json.dumps({"text": TRAP}),
        "{",
        json.dumps({"text": "привет", "sender": "Мама", "x": 1}),
        "",
        '"text"',
    ]
    file.write_text("\n".join(lines), "utf-8")
    code, out, _ = simoff("check", "--jsonl", str(file))
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 3
    assert [one["verdict"] for one in answers] == ["scam", "nothing_found", "nothing_found", "nothing_found"]
    assert [bool(one["not_checked"]) for one in answers] == [False, True, False, True]
    file.write_text("{\n", "utf-8")
    assert simoff("check", "--jsonl", str(file))[0] == 4


def test_a_line_without_an_end_is_bounded(simoff: Run, tmp_path: Path) -> None:
    """A line of many megabytes is not held; the next line is answered."""
    file = tmp_path / "m.jsonl"
    file.write_text('{"text": "' + "a" * 3_000_000 + '"}\n' + json.dumps({"text": TRAP}), "utf-8")
    code, out, _ = simoff("check", "--jsonl", str(file))
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["nothing_found", "scam"]
    assert code == 3


def test_standard_input_keeps_a_text_out_of_the_history(simoff: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` reads the text, whatever its bytes are."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TRAP.encode() + b"\xff")))
    assert simoff("check", "-")[0] == 3


def test_masking_and_back(simoff: Run, tmp_path: Path) -> None:
    """mask takes personal data out; only with a key file, private and never overwritten, does it come back."""
    text, key = "Паспорт 45 10 123456, тел. +7 916 123-45-67", tmp_path / "key.json"
    code, out, err = simoff("mask", text)
    assert (code, out) == (0, "Паспорт [passport_ru 1], тел. [phone 1]\n")
    assert "2 places" in err
    code, masked, _ = simoff("mask", text, "--key-file", str(key))
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert simoff("unmask", masked.strip(), "--key-file", str(key))[:2] == (0, text + "\n")
    assert simoff("mask", text, "--key-file", str(key))[0] == 1
    assert simoff("unmask", "x", "--key-file", str(tmp_path / "other.json"))[0] == 2
    (tmp_path / "other.json").write_text("{}")
    code, _, err = simoff("unmask", "x", "--key-file", str(tmp_path / "other.json"), "--json")
    assert (code, json.loads(err)["error"]["id"]) == (2, "guard-not-a-key")


def test_masks_name_places_in_the_input(simoff: Run) -> None:
    """The JSON of mask: the text and each mask's kind, start and end in characters of the input."""
    text = "код 4821 и почта a@example.org"
    answer = json.loads(simoff("mask", text, "--json")[1])
    assert list(answer) == ["text", "masks"]
    assert [(one["kind"], text[one["start"] : one["end"]]) for one in answer["masks"]] == [
        ("otp", "4821"),
        ("email", "a@example.org"),
    ]


@pytest.mark.parametrize(("words", "id_"), [
    ([], "missing"),
    (["watch"], "bad-choice"),
    (["check"], "guard-nothing"),
    (["check", "a", "--url", "b"], "guard-two-inputs"),
    (["check", "a", "--channel", "pigeon"], "bad-choice"),
    (["check", "--file", "no-such-file"], "file-missing"),
    (["check", "--image", "no-such-file"], "file-missing"),
    (["check", "--jsonl", "no-such-file"], "file-missing"),
    (["check", "--file", "."], "file-unreadable"),
    (["unmask", "a"], "missing"),
])  # fmt: skip
@pytest.mark.parametrize("lang", LANGUAGES)
def test_wrong_use_is_told(simoff: Run, words: list[str], id_: str, lang: str) -> None:
    """Wrong use: exit 2, nothing on standard output, what it is and what to do in each language."""
    code, out, err = simoff(*words, "--lang", lang, "--json")
    assert (code, out) == (2, "")
    error = json.loads(err)["error"]
    assert error["id"] == id_
    assert error["what"]
    assert error["next"]


def test_errors_never_show_the_message(simoff: Run, tmp_path: Path) -> None:
    """What was to be checked does not reach an error."""
    _, out, err = simoff("check", "secret words", "--url", "https://example.org/private")
    assert "secret" not in out + err
    assert "private" not in out + err
