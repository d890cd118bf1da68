"""What every event has: a stable id, a version of its schema, and the day it happened."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from msgspec import Meta, Struct

_SEEN = r"^[^\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]*$"
_SEEN_ON_LINES = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]*$"

Name = Annotated[str, Meta(min_length=1, max_length=160, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:+-]*$")]
"""An id: of a step, a fact, an account, a paper."""
Short = Annotated[str, Meta(max_length=300, pattern=_SEEN)]
"""One line for people; empty where nothing was said."""
Text = Annotated[str, Meta(max_length=20_000, pattern=_SEEN_ON_LINES)]
"""Text for people, of several lines."""
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
E164 = Annotated[str, Meta(pattern=r"^\+[1-9][0-9]{6,14}\Z")]
Count = Annotated[int, Meta(ge=0, le=1_000_000_000_000)]
Moment = Annotated[datetime, Meta(tz=True)]
"""A moment with its time zone."""
Plain = str | int | bool
"""A value as JSON knows it; money and days are texts."""
Plains = dict[Name, Plain]

KOPECKS = -2
MOST_ROUBLES = Decimal(1_000_000_000)


class Event(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that happened to a case. ``on`` is the day it happened, not the day it was written down."""

    ID: ClassVar[str] = ""
    VERSION: ClassVar[int] = 1

    on: date


class Opaque(Struct, frozen=True):
    """An event this program cannot read: kept as it is, folded to nothing, and reported with its reason.

    ``why``: ``unknown`` id, a ``future`` version, or a ``broken`` body.
    """

    type: str
    version: int
    body: dict[str, Any]
    why: str


def roubles(amount: Decimal, *, least: Decimal | None = Decimal(0)) -> None:
    """ValueError unless it is an amount with two decimals, not below ``least`` (None: may be negative)."""
    if not amount.is_finite() or amount.as_tuple().exponent != KOPECKS:
        raise ValueError("An amount of roubles has two decimals")
    if not -MOST_ROUBLES <= amount <= MOST_ROUBLES:
        raise ValueError("No such amount of roubles")
    if least is not None and amount < least:
        raise ValueError("The amount is too small")
