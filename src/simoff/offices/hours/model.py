"""The values of opening hours. Minutes count from midnight of the day a rule is about, on the shop's own clock."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

State = Literal["open", "closed", "unknown"]
DAY = 1440


class Span(Struct, frozen=True):
    """From ``start`` to ``end``, minutes; ``end`` may lie after midnight (at most 2880)."""

    start: int
    end: int
    state: State = "open"


class DateRange(Struct, frozen=True):
    """From (month, day) to (month, day), both included; it may run over New Year.

    ``year``: once, beginning in that year; ``end_year``: and ending in this one, where it is said.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    year: int | None = None
    end_year: int | None = None


class Rule(Struct, frozen=True):
    """One rule. No ``weekdays`` and no ``holidays``: every day. Both: a day that is one of them.

    ``narrow``: a day that is both (``PH Mo``). ``nth``: only the n-th such weekday of its month, -1 the last.
    ``spans`` empty: the whole day. ``additional``: adds to what earlier rules say instead of replacing it;
    ``fallback``: only where nothing else says open.
    """

    spans: tuple[Span, ...] = ()
    state: State = "open"
    dates: tuple[DateRange, ...] = ()
    weekdays: frozenset[int] = frozenset()
    nth: frozenset[int] = frozenset()
    holidays: bool = False
    narrow: bool = False
    additional: bool = False
    fallback: bool = False


class Hours(Struct, frozen=True):
    """All rules of a value, in its order. ``notes``: what was said beside the times, as it stands."""

    rules: tuple[Rule, ...]
    notes: tuple[str, ...] = ()


class Unreadable(Struct, frozen=True):
    """A value that cannot be read: ``why`` is an id of the catalogue, ``at`` the piece that stopped the reading."""

    text: str
    why: str
    at: str
