"""The page about facts names what there is."""

from __future__ import annotations

from pathlib import Path

from simoff.facts.checks import ALL
from simoff.facts.reading import CONFIDENCES, UNITS

PAGE = (Path(__file__).parents[2] / "docs" / "facts.md").read_text("utf-8")


def test_each_check_and_word_has_its_line() -> None:
    """Every check stands in the table with its severity; every confidence and unit is explained."""
    for check in ALL:
        assert f"| `{check.id}` | {check.severity} |" in PAGE
    for word in CONFIDENCES:
        assert f"| `{word}` |" in PAGE
    assert " ".join(UNITS) in PAGE
