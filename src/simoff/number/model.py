"""The values of this room: what a text holds, and whose range a number lies in."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol

from msgspec import Struct

Kind = Literal["mobile_ru", "landline_ru", "tollfree_ru", "kazakhstan", "short_code", "foreign", "invalid"]
Allocated = Literal[True, False, "unknown"]


class Found(Struct, frozen=True):
    """One telephone number found in a text, in any spelling.

    ``e164`` is ``+`` and digits, or None where the text is no full number. ``national`` is the Russian
    way of writing it. ``start`` and ``end`` are the place in the text, in characters.
    """

    text: str
    kind: Kind
    e164: str | None
    national: str | None
    start: int
    end: int


class Holder(Struct, frozen=True):
    """A range holder of the numbering plan: taxpayer number (INN, 10 digits) and registered name."""

    inn: str
    name: str
    share: float = 1.0
    """Part of the code's numbers this holder has, 0..1; exactly 1.0 from the registry."""


class Range(Struct, frozen=True):
    """What a numbering plan knows about one number.

    ``holders`` is one from the registry, one or several (largest first) from the shares per code, and
    empty for a number that is not allocated or a code nobody knows. ``region`` is the registry's text.
    """

    allocated: Allocated
    holders: tuple[Holder, ...]
    region: str | None
    source: Literal["registry", "codes"]
    registry_date: date | None


class NumberingPlan(Protocol):
    """Whatever can say who holds a Russian mobile number."""

    def range_of(self, national: str) -> Range:
        """The range of a ten-digit national number such as ``"9161234567"``."""
        ...


class Line(Struct, frozen=True):
    """A Russian mobile line: the number and its range, before anybody said who bills it.

    Since 2013 numbers can be ported, so the holder of the range is not always the operator.
    """

    e164: str
    national: str
    range: Range
