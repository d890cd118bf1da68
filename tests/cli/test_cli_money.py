"""The refund of a kept case on the command line, and papers filled in from what has happened."""

from __future__ import annotations

import io
import json
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simoff.cli.running import run

NUMBER = "+7 916 123-45-67"
DAY = "2026-11-24"
BASICS = (
    "operator=mts",
    "holder.kind=citizen",
    "holder.user_is=holder",
    "where=russia",
    "leaving_on=2026-12-20",
    "money.balance=350.50",
)


class Shell:
    """Runs simoff in this process; nobody sits at its terminal."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *words: str, code: int = 0) -> str:
        found = run(list(words))
        out, err = self._capture.readouterr()
        assert "Traceback" not in out + err
        assert found == code, (words, found, out, err)
        return out if code == 0 else out + err

    def json(self, *words: str, code: int = 0) -> Any:
        return json.loads(self(*words, "--json", code=code))


@pytest.fixture(name="shell")
def shell_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SIMOFF_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("SIMOFF_DATABASE_URL", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return Shell(capfd)


def opened(shell: Shell, *more: str) -> str:
    words = [word for setting in (*BASICS, *more) for word in ("--set", setting)]
    case: str = shell.json("case", "open", NUMBER, "--on", DAY, *words)["case"]
    return case


def filed(shell: Shell) -> str:
    case = opened(shell)
    blocks = shell.json("case", "file", "--digits", "4567", "--on", DAY, code=3)["blocked_by"]
    words = [word for step in blocks for word in ("--waive", f"{step}=known")]
    shell("case", "file", "--digits", "4567", "--on", DAY, "--registration", "77-1", *words)
    return case


def ledger(shell: Shell, *words: str) -> Any:
    return shell.json("money", "show", *words)["ledger"]


def test_the_ledger_of_a_refund(shell: Shell) -> None:
    """Demanded, a part received, the rest open; every sum has two decimals and they add up."""
    filed(shell)
    assert ledger(shell, "--as-of", DAY)["next"] == "demand"
    shell("money", "snapshot", "350.50", "--source", "app", "--on", DAY)
    shell("money", "demanded", "350.50", "--to", "bank_account", "--on", DAY)
    shell("money", "received", "100", "--reference", "bank 77", "--on", "2026-11-30")
    found = ledger(shell, "--as-of", "2026-12-01")
    assert (found["demanded"], found["received"], found["waived"], found["open"]) == (
        "350.50",
        "100.00",
        "0.00",
        "250.50",
    )
    assert found["balance"] == {"on": DAY, "amount": "350.50", "source": "app"}
    assert found["next"] == "wait"
    assert found["clock"]["due"] == "2026-12-24"
    assert found["clock"]["rule"] == "refund-30-days"
    assert found["clock"]["doubt"]
    assert ledger(shell, "--as-of", "2027-01-20")["next"] == "claim"


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_the_page_of_the_money(shell: Shell, lang: str) -> None:
    """The page names the open sum, the clock with its doubt and the next thing, in each language."""
    filed(shell)
    shell("money", "demanded", "350.50", "--on", DAY)
    page = shell("money", "show", "--as-of", DAY, "--lang", lang)
    assert re.search(r"350[.,]50", page)
    assert "[refund-30-days]" in page
    assert "simoff money received" in page


@pytest.mark.parametrize(("words", "id_", "code"), [
    (("received", "-5"), "case-not-positive", 2),
    (("received", "0"), "case-not-positive", 2),
    (("received", "0.001"), "case-parts-of-a-kopeck", 2),
    (("received", "400"), "case-more-than-demanded", 1),
    (("received", "much"), "case-amount", 2),
    (("received",), "missing", 2),
    (("demanded", "50"), "case-less-than-received", 1),
    (("demanded", "500", "--to", "moon"), "bad-choice", 2),
    (("demanded", "500", "--paper", "p9"), "case-no-such-paper", 2),
    (("refused", "5"), "too-much", 2),
    (("settled",), "case-no-reason", 2),
    (("give",), "bad-choice", 2),
    ((), "missing", 2),
])  # fmt: skip
def test_what_would_break_the_sums_is_refused(shell: Shell, words: tuple[str, ...], id_: str, code: int) -> None:
    """A negative refund, more than demanded, less than came, no amount: refused, and nothing is written."""
    opened(shell)
    shell("money", "demanded", "350.50", "--on", DAY)
    shell("money", "received", "100", "--on", DAY)
    before = shell.json("case", "show")["case"]["events"]
    told = shell("money", *words, "--json", code=code)
    assert json.loads(told)["error"]["id"] == id_
    assert shell.json("case", "show")["case"]["events"] == before


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(("demanded", "received")), st.integers(1, 400)), max_size=6))
def test_the_sums_always_add_up(shell: Shell, moves: list[tuple[str, int]]) -> None:
    """Whatever is typed in whatever order, demanded = received + given up + open."""
    case = opened(shell)
    for what, amount in moves:
        run(["money", what, str(amount), "--case", case, "--on", DAY])
    shell._capture.readouterr()
    found = ledger(shell, "--case", case)
    if found["demanded"] is not None:
        parts = [Decimal(found[name]) for name in ("received", "waived", "open")]
        assert Decimal(found["demanded"]) == sum(parts)
        assert all(part >= 0 for part in parts)


def test_refusal_claim_complaint_court(shell: Shell, tmp_path: Path) -> None:
    """A refusal leads to the claim, its refusal to the complaint, that to court; giving up needs a reason."""
    case = filed(shell)
    shell("money", "demanded", "350.50", "--on", DAY)
    shell("money", "refused", "--why", "no", "--written", "--on", DAY)
    assert ledger(shell, "--as-of", DAY)["next"] == "claim"
    words = ("--case", case, "--as-of", DAY)
    made = shell.json("letter", "claim", "--about", "late-refund", *words, "--out", str(tmp_path))
    shell("case", "log", "paper-handed-in", made["paper"], "--registration", "88")
    assert ledger(shell, "--as-of", DAY)["next"] == "wait-claim"
    shell("case", "log", "reply", "refused_claim", "--on", DAY)
    assert ledger(shell, "--as-of", DAY)["next"] == "complain"
    complaint = shell.json("letter", "complaint-consumer", "--about", "late-refund", *words, "--out", str(tmp_path))
    assert "Входящий № претензии: 88" in complaint["text"]
    shell("case", "log", "paper-handed-in", complaint["paper"])
    assert ledger(shell, "--as-of", DAY)["next"] == "court"
    shell("money", "settled", "--why", "enough", "--on", DAY)
    found = ledger(shell, "--as-of", DAY)
    assert (found["next"], found["open"], found["waived"]) == ("settled", "0.00", "350.50")


def test_a_letter_of_a_case_is_filled_in_and_noted(shell: Shell, tmp_path: Path) -> None:
    """What has happened stands in the letter, its PDF is kept, and the paper carries kind and grounds."""
    case = filed(shell)
    made = shell.json("letter", "confirmation", "--case", case, "--as-of", DAY, "--out", str(tmp_path))
    assert made["paper"] == "p1"
    assert "Заявление о расторжении подано: «24» ноября 2026 г." in made["text"].replace("\u00a0", " ")
    assert "Входящий №: 77-1" in made["text"]
    assert "Кому: ПАО «МТС»" in made["text"]
    shown = shell.json("case", "show")
    issued = [entry for entry in shown["timeline"] if entry["type"] == "paper.issued"]
    assert len(issued) == 1
    assert "gk-450-1" in json.dumps(issued)
    printed = shell("letter", "confirmation", "--case", case, "--as-of", DAY)
    assert "Входящий №: 77-1" in printed
    assert len(shell.json("case", "show")["open"]["papers"]) == 1


def test_what_a_letter_cannot_hold_becomes_a_blank(shell: Shell, tmp_path: Path) -> None:
    """A note in Chinese about the operator's answer does not break the letter: the line stays blank."""
    case = filed(shell)
    shell("case", "log", "reply", "refused", "--summary", "他们说不行", "--on", DAY)
    words = ("letter", "claim", "--about", "refusal", "--case", case, "--as-of", DAY)
    made = shell.json(*words, "--out", str(tmp_path))
    assert "Что отвечено: ____" in made["text"]
    assert "Ответ (отказ) получен: «24»" in made["text"]


def test_card_and_script_of_a_case(shell: Shell) -> None:
    """They take number and circumstances from the case; answered questions are asked no more."""
    case = opened(shell)
    assert "916" in shell("card", "--case", case)
    before = shell.json("script", "--case", case)["sheet"]["sections"]
    questions = next(section for section in before if section["id"] == "script.questions")["lines"]
    open_ones = shell.json("case", "show")["open"]["questions"]
    assert questions
    asked = [q for q in ("written-confirmation", "hold-before-reissue", "refund-how") if q in open_ones]
    shell("case", "log", "call", "--answer", f"{asked[0]}=да", "--on", DAY)
    after = shell.json("script", "--case", case)["sheet"]["sections"]
    left = next((section for section in after if section["id"] == "script.questions"), {"lines": []})["lines"]
    assert len(left) < len(questions)


def test_a_case_and_a_number_do_not_go_together(shell: Shell) -> None:
    """--case beside --number or --set: exit 2, since the case has its own."""
    case = opened(shell)
    for words in (("--number", NUMBER), ("--set", "operator=t2")):
        told = shell("letter", "bill", "--case", case, *words, "--json", code=2)
        assert json.loads(told)["error"]["id"] == "case-and-number"
    assert json.loads(shell("card", "--case", "nowhere", "--json", code=2))["error"]["id"] == "record-no-case"
