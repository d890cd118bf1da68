"""A command run by itself; and a plan by hand, so that its page is tested apart from the rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simoff.cli.running import run

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def simoff(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs one command in a home, a configuration and a folder of its own; gives exit code, output and errors."""
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SIMOFF_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> tuple[int, str, str]:
        code = run(list(words))
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return call


def _step(id_: str, phase: str, status: str, due: str | None, *needs: str) -> dict[str, Any]:
    return {
        "id": id_,
        "phase": phase,
        "status": status,
        "title": f"Заголовок шага {id_}",
        "body": "把绑定在这个号码上的账号逐一换绑，先换邮箱和政务服务网，再换银行，最后换其余的。" * 3,
        "why": "Why it is done.",
        "cites": ["gk-450-1"],
        "start": None,
        "due": due,
        "depends_on": list(needs),
    }


@pytest.fixture
def plan() -> dict[str, Any]:
    """A small plan with every part in it."""
    return {
        "number": {
            "e164": "+79161234567",
            "national": "8 (916) 123-45-67",
            "allocated": True,
            "range_holder": {"id": "mts", "inn": "7740000076", "name": "ПАО «МТС»"},
            "region": {"name": "г. Москва и Московская область"},
            "source": "registry",
            "registry_date": "2026-11-01",
            "may_be_ported": True,
            "operator": {"id": "mts", "name": "MTS", "contract_party": None, "from": "plan"},
        },
        "as_of": "2026-11-24",
        "facts_version": "2026.11.24",
        "lang": "en",
        "feasible": "yes",
        "summary": ["It can be done: file by 18 December.", "Today: find the accounts."],
        "routes": [
            {
                "id": "office",
                "verdict": "possible",
                "rank": 1,
                "because": [{"text": "Anybody may end it.", "cites": ["gk-450-1"]}],
                "days": {"min": 1, "max": 3},
            },
            {
                "id": "lapse",
                "verdict": "not_advised",
                "rank": 2,
                "because": [
                    {"text": "No proof and no date.", "cites": []},
                    {"text": "Not shown.", "cites": []},
                ],
                "days": None,
            },
        ],
        "steps": [
            _step("find-accounts", "accounts", "now", "2026-11-27"),
            _step("move-accounts", "accounts", "blocked", "2026-12-20", "find-accounts"),
            _step("identify", "prepare", "done", None),
            _step("self-ban", "after", "optional", None),
        ],
        "gate": {"open": False, "blocked_by": ["find-accounts"]},
        "questions": [
            {
                "id": "holder-kind",
                "ask": "you",
                "text": "Who is the contract with?",
                "text_ru": "На кого договор?",
            },
            {
                "id": "which-office",
                "ask": "operator",
                "text": "Which office takes it?",
                "text_ru": "В каком офисе примут заявление?",
            },
        ],
        "deadlines": [
            {
                "id": "leave",
                "kind": "reminder",
                "due": "2026-12-20",
                "rule": "ours",
                "start": "2026-11-24",
                "how": "The day you leave.",
                "cites": [],
            }
        ],
        "warnings": [{"id": "ported", "text": "The number may have been ported.", "cites": ["mnp"]}],
        "sources": {
            "gk-450-1": {
                "text": "A party may refuse the contract where the law allows it.",
                "source": "https://example.org/gk ; https://example.org/copy",
                "in_force_since": "2015-06-01",
                "confirmed_on": "2026-03-02",
                "confidence": "official",
                "reference": "ст. 450.1 ГК РФ",
            },
            "mnp": {
                "text": "Numbers can be ported.",
                "source": "",
                "in_force_since": "undated",
                "confirmed_on": None,
                "confidence": "report",
                "reference": None,
            },
        },
    }
