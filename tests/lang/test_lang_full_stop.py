"""A value that ends with a full stop at the end of a sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from simoff.lang import Catalogue


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Долг {sum}. Всё.", "Долг 5,00\u00a0руб. Всё."),
        ("До {day}.", "До 1 мая 2026 г."),
        ("До {day}, не позже.", "До 1 мая 2026 г., не позже."),
        ("До {day}...", "До 1 мая 2026 г...."),
        ("Номер {n}.", "Номер 7."),
    ],
)
def test_a_full_stop_is_not_doubled(text: str, said: str) -> None:
    """An abbreviation's full stop ends the sentence, too; other marks and other values keep theirs."""
    args = {"sum": Decimal(5), "day": date(2026, 5, 1), "n": 7}
    assert Catalogue("ru", {"text": text}).say("text", args) == said
