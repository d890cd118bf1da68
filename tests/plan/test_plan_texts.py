"""The words of the plan: complete in three languages, and every id of the code has its text."""

from __future__ import annotations

from simoff.desk.bundle import catalogue
from simoff.lang import LANGS, missing


def test_the_catalogues_are_complete_and_equal() -> None:
    """The three languages have the same texts, ask for the same values and have all their plural forms."""
    assert missing([catalogue("plan", lang) for lang in LANGS]) == []
