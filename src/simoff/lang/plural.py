"""Which plural form a number takes. Rules: Unicode CLDR, plural rules for cardinals (zh, ru, en)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

Quantity = int | float | Decimal

CATEGORIES: Final[dict[str, tuple[str, ...]]] = {
    "zh": ("other",),
    "ru": ("one", "few", "many", "other"),
    "en": ("one", "other"),
}
"""The categories each language tells apart."""

EVERY: Final = frozenset(("one", "few", "many", "other"))


def category(n: Quantity, lang: str) -> str:
    """``one``, ``few``, ``many`` or ``other``; a number written with a fraction is ``other`` everywhere."""
    if lang == "zh" or not _is_whole(n):
        return "other"
    whole = abs(int(n))
    if lang == "en":
        return "one" if whole == 1 else "other"
    tens, ones = whole % 100, whole % 10
    if ones == 1 and tens != 11:
        return "one"
    return "few" if 2 <= ones <= 4 and not 12 <= tens <= 14 else "many"


def _is_whole(n: Quantity) -> bool:
    """Whether ``n`` is written without a fraction: the decimal 5.00 is not, as people say it differently."""
    if isinstance(n, Decimal):
        exponent = n.as_tuple().exponent
        return isinstance(exponent, int) and exponent >= 0
    return isinstance(n, int) or n.is_integer()
