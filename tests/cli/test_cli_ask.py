"""``simoff ask`` on the command line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from simoff.cli.running import run

LANGUAGES = ("zh", "ru", "en")


class Shell:
    """Runs simoff in this process."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *words: str, code: int = 0) -> str:
        found = run(list(words))
        out, err = self._capture.readouterr()
        assert "Traceback" not in out + err
        assert found == code, (words, found, out, err)
        return out if code == 0 else err

    def json(self, *words: str) -> Any:
        return json.loads(self(*words, "--json"))


@pytest.fixture(name="shell")
def shell_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SIMOFF_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("SIMOFF_DATABASE_URL", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return Shell(capfd)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "question", ["怎么把余额退回来", "как вернуть деньги с баланса", "how do I get my balance back"]
)
def test_a_question_is_answered_in_the_language_of_the_answer(shell: Shell, question: str, lang: str) -> None:
    """Whatever language is asked in, the answer comes in that of ``--lang``, with its command and its source."""
    said = shell("ask", question, "--lang", lang)
    assert "await-refund" in said
    assert "simoff letter refund" in said
    assert "refund-30-days" in said


def test_words_need_no_quotes_and_options_may_stand_anywhere(shell: Shell) -> None:
    """The question may be many arguments, with options before and behind."""
    assert shell.json("ask", "--most", "1", "lost", "my", "sim")["answers"][0]["id"] == "step:gather-documents"
    assert len(shell.json("ask", "refund", "--most", "1")["answers"]) == 1


def test_an_unknown_thing_brings_the_russian_sentence(shell: Shell) -> None:
    """What nobody good says is answered with the sentence to ask, in Russian also for an English reader."""
    said = shell("ask", "does deleting the esim end the contract")
    assert "Nobody good says it." in said
    assert "«Подскажите, пожалуйста" in said.replace("\n", " ")


def test_a_refusal_brings_the_answer_to_give(shell: Shell) -> None:
    """What to say at the counter stands there in Russian, with what it means."""
    said = " ".join(shell("ask", "they say only in the region of purchase").split())
    assert "Answer this (in Russian):" in said
    assert "Зарегистрируйте" in said


def test_nothing_found_is_an_answer(shell: Shell) -> None:
    """A question about something else ends with exit code 0, no answers and the sentence to ask."""
    found = shell.json("ask", "who", "won", "the", "football", "match")
    assert found["answers"] == []
    assert found["ask_operator"]["text_ru"]
    assert "Nothing found" in shell("ask", "who won the football match")


def test_help_beside_a_step(shell: Shell) -> None:
    """``--step`` shows why, how, what can go wrong, what to take away and the command, without a question."""
    page = shell("ask", "--step", "find-accounts")
    for part in ("Why", "How", "What can go wrong", "What to take away", "simoff accounts scan"):
        assert part in page
    assert shell.json("ask", "--step", "gate", "--lang", "ru")["title"]


def test_a_question_out_of_standard_input(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` reads the question, so that it stays out of the history of the shell; what is too long is refused."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("怎么把余额退回来".encode())))
    assert shell.json("ask", "-")["answers"][0]["id"] == "step:await-refund"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"refund " * 1_000_000)))
    assert "2000" in shell("ask", "-", code=2)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask",), "WORDS"),
        (("ask", "!!!"), "no word"),
        (("ask", "а" * 100_000), "2000"),
        (("ask", "refund", "--operator", "vodafone"), "vodafone"),
        (("ask", "refund", "--most", "0"), "--most"),
        (("ask", "refund", "--most", "999999999999"), "--most"),
        (("ask", "refund", "--most", "²"), "--most"),
        (("ask", "refund", "--as-of", "yesterday"), "--as-of"),
        (("ask", "--step", "find-acounts"), "find-accounts"),
    ],
)
def test_wrong_use_says_what_to_do(shell: Shell, words: tuple[str, ...], said: str) -> None:
    """Wrong use ends with exit code 2 and a sentence."""
    assert said in shell(*words, code=2)


def test_an_error_repeats_nothing_of_the_question(shell: Shell) -> None:
    """A question that is too long may hold anything: the error says its length alone."""
    assert "SECRET" not in shell("ask", "SECRET " * 1000, code=2)


def test_a_kept_case_leans_the_answer(shell: Shell) -> None:
    """With a case its operator's facts are meant and its steps say how they stand; without it nothing is said."""
    settings = ("operator=t2", "holder.kind=citizen", "holder.user_is=holder", "where=russia")
    words = [word for setting in settings for word in ("--set", setting)]
    case = shell.json("case", "open", "+7 916 123-45-67", *words)["case"]
    found = shell.json("ask", "which documents for the shop", "--case", case)["answers"]
    assert "fact:t2.termination-documents" in [one["id"] for one in found]
    step = next(one for one in found if one["id"] == "step:gather-documents")
    assert step["in_case"]["status"] == "now"
    assert "In your case" in shell("ask", "which documents for the shop", "--case", case)
    assert all(one["in_case"] is None for one in shell.json("ask", "which documents")["answers"])
