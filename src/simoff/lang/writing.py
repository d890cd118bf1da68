"""Dates, numbers, money, amounts with their unit, and lists, as each language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from simoff.lang.plural import Quantity, category
from simoff.lang.words import LISTS, MONTHS, UNITS

NO_BREAK: Final = "\u00a0"
_KOPECK: Final = Decimal("0.01")
_NO_MONEY: Final = Decimal("0.00")
_WIDE: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_GROUPED_FROM: Final = 10_000
"""From here on digits stand in groups of three, except in money, which is always grouped: years are not."""


def quoted(text: str, lang: str) -> str:
    """The text in the marks of its language: ``«…»`` in Russian, ``“…”`` in Chinese and English."""
    return f"«{text}»" if lang == "ru" else f"“{text}”"


def date_text(day: date, lang: str) -> str:
    """``2026年12月1日``, ``1 декабря 2026 г.`` or ``1 December 2026``."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    text = f"{day.day} {MONTHS[lang][day.month - 1]} {day.year}"
    return f"{text} г." if lang == "ru" else text


def money_text(roubles: Decimal, lang: str) -> str:
    """Roubles with two decimals: ``1,234.50 卢布``, ``1 234,50 руб.`` or ``1,234.50 RUB``.

    In Russian the blanks are no-break ones. Half a kopeck rounds away from zero; ValueError for NaN and
    infinity.
    """
    if not roubles.is_finite():
        raise ValueError("an amount of money is a finite number")
    rounded = roubles.quantize(_KOPECK, context=_WIDE) or _NO_MONEY
    amount = _separated(f"{rounded:,f}", lang)
    if lang == "ru":
        return f"{amount}{NO_BREAK}руб."
    return f"{amount} {'卢布' if lang == 'zh' else 'RUB'}"


def number_text(n: Quantity, lang: str) -> str:
    """A number in figures: four digits stand together, more are grouped; a decimal keeps its digits."""
    exact = Decimal(str(n)) if isinstance(n, float) else Decimal(n)
    return _separated(f"{exact:,f}" if abs(exact) >= _GROUPED_FROM else f"{exact:f}", lang)


def _separated(text: str, lang: str) -> str:
    """A number written the English way with the separators of ``lang``."""
    return text.replace(",", NO_BREAK).replace(".", ",") if lang == "ru" else text


def quantity_text(n: Quantity, unit: str, lang: str) -> str:
    """A number with its unit word: ``5 天``, ``5 дней``, ``5 days``."""
    return f"{number_text(n, lang)} {UNITS[lang][unit][category(n, lang)]}"


def list_text(items: Sequence[str], lang: str) -> str:
    """``a、b和c``, ``a, b и c`` or ``a, b and c``; nothing for no items."""
    between, last = LISTS[lang]
    if len(items) < 2:
        return "".join(items)
    return f"{between.join(items[:-1])}{last}{items[-1]}"
