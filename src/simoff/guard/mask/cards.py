"""Payment cards: 13 to 19 digits whose last one fits (Luhn), or 16 that are called a card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simoff.checksums import card_is_whole
from simoff.guard.mask.place import Context, Mask, digits_of

_CARD = re.compile(
    r"(?<![\d.,-])(?:\d{4}[ -]{1,2}\d{4}[ -]{1,2}\d{4}[ -]{1,2}\d{4}(?:[ -]\d{1,3})?"
    r"|\d{4}[ -]\d{6}[ -]\d{5}|\d{13,19})"
    r"(?![\d]|-\d)"
)
_CALLED = Context(r"карт[аыуе]|\bcard|\bvisa|master|\bмир\b|卡号|银行卡|信用卡", 40)


def find(text: str, plain: str) -> Iterator[Mask]:
    """Cards of any system; the first digit is 2 to 6 or, in context, any."""
    for found in _CARD.finditer(plain):
        digits = digits_of(found[0])
        called = _CALLED.near(plain, *found.span())
        if (digits[0] in "23456" and card_is_whole(digits)) or (called and len(digits) == 16):
            yield Mask("card", *found.span())
