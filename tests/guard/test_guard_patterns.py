"""Each pattern P1 to P17: traps that are recognised as it, and honest texts that look alike and pass."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from simoff.desk.guard import guard
from simoff.guard import Message

HERE = Path(__file__).parent
CASES = {
    path.stem.upper().replace("P0", "P"): tomllib.loads(path.read_text("utf-8"))
    for path in (HERE / "patterns").glob("*.toml")
}
TRAPS = [(pattern, text) for pattern, case in sorted(CASES.items()) for text in case["traps"]]
HONEST = [(pattern, text) for pattern, case in sorted(CASES.items()) for text in case["honest"]]
GENUINE = tomllib.loads((HERE / "genuine.toml").read_text("utf-8"))["texts"]


def language(text: str) -> str:
    """The language of a case, by its letters."""
    if re.search("[\u4e00-\u9fff]", text):
        return "zh"
    return "ru" if re.search("[а-я]", text) else "en"


@pytest.mark.parametrize("pattern", [f"P{number}" for number in range(1, 18)])
def test_every_pattern_has_enough_cases(pattern: str) -> None:
    """A pattern has at least six traps and six honest texts, and both in all three languages."""
    for kind in ("traps", "honest"):
        texts = CASES[pattern][kind]
        assert len(set(texts)) >= 6
        if not (pattern in ("P4", "P5") and kind == "traps"):
            assert {language(text) for text in texts} == {"zh", "ru", "en"}


@pytest.mark.parametrize(("pattern", "text"), TRAPS)
def test_a_trap_is_recognised(pattern: str, text: str) -> None:
    """A trap is called scam or suspicious by a rule of its pattern, with its own words, a reason and a step."""
    verdict = guard().check(Message(text))
    assert verdict.verdict != "nothing_found"
    assert pattern in {one.rule.pattern for one in verdict.indicators}
    for one in verdict.indicators:
        assert one.quote
        assert one.quote in text
        assert text[one.start : one.end].startswith(one.quote[:20])
        assert one.rule.step in guard().book.steps


@pytest.mark.parametrize(("pattern", "text"), HONEST)
def test_an_honest_text_passes(pattern: str, text: str) -> None:
    """A text that only looks like a trap is left alone."""
    assert [one.rule.id for one in guard().check(Message(text)).indicators] == []


@pytest.mark.parametrize("text", GENUINE)
def test_a_genuine_message_passes(text: str) -> None:
    """Codes, bank and operator messages, warnings of the police and customers' questions are left alone."""
    assert [one.rule.id for one in guard().check(Message(text, channel="sms")).indicators] == []
