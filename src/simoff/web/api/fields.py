"""The fields of bodies and answers: bounded texts, days, amounts of roubles."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from litestar.params import PathParameter, QueryParameter
from msgspec import UNSET, Meta, Struct, UnsetType

from simoff.case.events.base import Short, Text
from simoff.desk.clock import today

__all__ = ["Amount", "CaseId", "Circumstances", "Id", "Short", "Text", "day_or_today", "roubles", "settings_of"]

Id = Annotated[str, Meta(min_length=1, max_length=160)]
Message = Annotated[str, Meta(max_length=200_000)]
Numbers = Annotated[str, Meta(max_length=2_000)]
Digits = Annotated[str, Meta(min_length=4, max_length=4, pattern="^[0-9]{4}$")]
Amount = Annotated[
    str, Meta(pattern=r"^-?[0-9]{1,10}([.][0-9]{1,2})?$", max_length=14, description="Roubles, as text: 120.50")
]
Value = bool | int | Annotated[str, Meta(max_length=500)]
Circumstances = Annotated[
    dict[Annotated[str, Meta(max_length=60)], Value],
    Meta(max_length=100, description="Circumstances by their dotted key, as `simoff plan --set` takes them."),
]
CaseId = Annotated[str, PathParameter(max_length=64, description="The id of a case; it tells nothing about it.")]
LONGEST_PAGE: Final = 200
Limit = Annotated[int, QueryParameter(ge=1, le=LONGEST_PAGE, description="How many entries at most.")]
Cursor = Annotated[
    str | None, QueryParameter(max_length=200, description="`next` of the page before; without it the first page.")
]


class Body(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A body: what is not known in it is refused."""


def day_or_today(on: date | UnsetType) -> date:
    """The day that was given, else today."""
    return today() if on is UNSET else on


def roubles(amount: str) -> Decimal:
    """An amount as the decisions take it."""
    return Decimal(amount)


def settings_of(circumstances: dict[str, bool | int | str]) -> tuple[str, ...]:
    """Circumstances as ``key=value``, each on one line."""
    return tuple(f"{key}={_text(value)}" for key, value in circumstances.items())


def _text(value: bool | int | str) -> str:
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
