"""Dates, money, numbers and lists as each language writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simoff.lang import LANGS, date_text, list_text, money_text, number_text

NB = "\u00a0"


@pytest.mark.parametrize(
    ("lang", "text"),
    [("zh", "2026年12月1日"), ("ru", "1 декабря 2026 г."), ("en", "1 December 2026")],
)
def test_a_date_in_words(lang: str, text: str) -> None:
    """Day, month and year in the order and case of the language, without leading noughts."""
    assert date_text(date(2026, 12, 1), lang) == text


def test_russian_months_are_in_the_genitive() -> None:
    """Every month's name ends as it does after a day number."""
    assert all(date_text(date(2026, month, 5), "ru").split()[1][-1] in "ая" for month in range(1, 13))
    assert date_text(date(2026, 5, 9), "ru") == "9 мая 2026 г."


@pytest.mark.parametrize(
    ("amount", "lang", "text"),
    [
        ("1234.5", "zh", "1,234.50 卢布"),
        ("1234.5", "ru", f"1{NB}234,50{NB}руб."),
        ("1234.5", "en", "1,234.50 RUB"),
        ("-830", "ru", f"-830,00{NB}руб."),
        ("0.005", "en", "0.01 RUB"),
        ("-0.005", "en", "-0.01 RUB"),
        ("-0.001", "en", "0.00 RUB"),
        ("999999999.999", "en", "1,000,000,000.00 RUB"),
    ],
)
def test_money_has_two_decimals_and_groups(amount: str, lang: str, text: str) -> None:
    """Half a kopeck rounds away from nought, and nought has no sign."""
    assert money_text(Decimal(amount), lang) == text


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_amount_is_refused(amount: str) -> None:
    """NaN and infinity are no money."""
    with pytest.raises(ValueError, match="finite"):
        money_text(Decimal(amount), "en")


@given(st.decimals(-(10**8), 10**8, places=2), st.sampled_from(LANGS))
def test_written_money_reads_back(amount: Decimal, lang: str) -> None:
    """Taking the separators out gives the amount again."""
    text = money_text(amount, lang).replace(f"{NB}руб.", "").replace(" RUB", "").replace(" 卢布", "")
    plain = text.replace(NB, "").replace(",", ".") if lang == "ru" else text.replace(",", "")
    assert Decimal(plain) == amount


@pytest.mark.parametrize(
    ("n", "lang", "text"),
    [
        (2026, "ru", "2026"),
        (9999, "en", "9999"),
        (10000, "ru", f"10{NB}000"),
        (1234567, "zh", "1,234,567"),
        (Decimal("2.50"), "ru", "2,50"),
        (0.1, "en", "0.1"),
        (-10000, "en", "-10,000"),
    ],
)
def test_numbers_are_grouped_from_five_figures(n: int | float | Decimal, lang: str, text: str) -> None:
    """Four figures stand together, as in years; a decimal keeps its figures."""
    assert number_text(n, lang) == text


@pytest.mark.parametrize(
    ("items", "zh", "ru", "en"),
    [
        ((), "", "", ""),
        (("a",), "a", "a", "a"),
        (("a", "b"), "a和b", "a и b", "a and b"),
        (("a", "b", "c"), "a、b和c", "a, b и c", "a, b and c"),
    ],
)
def test_lists_join_as_people_do(items: tuple[str, ...], zh: str, ru: str, en: str) -> None:
    """Nothing, one, two and three items."""
    assert [list_text(items, lang) for lang in ("zh", "ru", "en")] == [zh, ru, en]
