"""Plural forms by the Unicode rules."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simoff.lang import LANGS, category, quantity_text
from simoff.lang.plural import CATEGORIES
from simoff.lang.words import UNITS

RUSSIAN = {
    "one": (1, 21, 31, 101, 1001, -1, 121),
    "few": (2, 3, 4, 22, 23, 24, 102, 1002, -3),
    "many": (0, 5, 9, 10, 11, 12, 13, 14, 19, 20, 25, 100, 111, 112, 114, 1011, -12),
}


@pytest.mark.parametrize(("form", "n"), [(form, n) for form, each in RUSSIAN.items() for n in each])
def test_russian_has_three_forms_of_whole_numbers(form: str, n: int) -> None:
    """21 is like 1 and 22 like 2, but 11 to 14 are like 5, in every hundred."""
    assert category(n, "ru") == form


@pytest.mark.parametrize(("n", "form"), [(0, "other"), (1, "one"), (-1, "one"), (2, "other"), (21, "other")])
def test_english_tells_one_from_the_rest(n: int, form: str) -> None:
    """Only one is one; nothing is plural."""
    assert category(n, "en") == form


@pytest.mark.parametrize("n", [0, 1, 2, 5, 21, Decimal("1.5")])
def test_chinese_has_one_form(n: int | Decimal) -> None:
    """No number changes the word."""
    assert category(n, "zh") == "other"


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("n", [Decimal("1.0"), Decimal("1.5"), Decimal("21.00"), 2.5])
def test_a_written_fraction_is_other(lang: str, n: Decimal | float) -> None:
    """1.0 and 1.5 both take the form of fractions."""
    assert category(n, lang) == "other"


@pytest.mark.parametrize("n", [1.0, Decimal(1), Decimal("1E+0")])
def test_a_whole_number_of_any_type_is_whole(n: float | Decimal) -> None:
    """A float or decimal without a fraction counts like the integer."""
    assert category(n, "ru") == category(n, "en") == "one"


@given(st.integers(-(10**9), 10**9), st.sampled_from(LANGS))
def test_every_category_belongs_to_its_language(n: int, lang: str) -> None:
    """No number asks for a form the language does not have."""
    assert category(n, lang) in CATEGORIES[lang]


def test_every_unit_has_every_form_in_every_language() -> None:
    """No unit lacks a word, and all languages know the same units."""
    assert len({frozenset(UNITS[lang]) for lang in LANGS}) == 1
    for lang in LANGS:
        for unit, words in UNITS[lang].items():
            assert tuple(words) == CATEGORIES[lang], unit
            assert all(words.values())


@pytest.mark.parametrize(
    ("n", "unit", "lang", "text"),
    [
        (1, "day", "ru", "1 день"),
        (3, "day", "ru", "3 дня"),
        (30, "day", "ru", "30 дней"),
        (11, "working_day", "ru", "11 рабочих дней"),
        (22, "working_day", "ru", "22 рабочих дня"),
        (5, "year", "ru", "5 лет"),
        (1, "day", "en", "1 day"),
        (0, "day", "en", "0 days"),
        (24, "hour", "zh", "24 小时"),
        (5, "day", "zh", "5 天"),
        (Decimal("1.5"), "month", "ru", "1,5 месяца"),
        (Decimal("1.5"), "month", "en", "1.5 months"),
        (12345, "rouble", "en", "12,345 roubles"),
    ],
)
def test_amounts_take_their_word(n: int | Decimal, unit: str, lang: str, text: str) -> None:
    """The number and its unit stand together as people say them."""
    assert quantity_text(n, unit, lang) == text
