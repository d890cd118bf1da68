"""Circumstances that cannot all be true. They are no fault of use: the plan warns and goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from msgspec import UNSET

from simoff.case.circumstances import Circumstances


def contradictions(c: Circumstances, as_of: date) -> tuple[str, ...]:
    """The ids of what contradicts itself on a day; what is not stated contradicts nothing."""
    return tuple(id_ for id_, holds in _CHECKS.items() if holds(c, as_of))


def _deceased_holder(c: Circumstances, as_of: date) -> bool:
    return c.holder.kind == "deceased" and c.holder.user_is == "holder"


def _died_but_living(c: Circumstances, as_of: date) -> bool:
    return c.holder.died_on is not UNSET and c.holder.kind not in (UNSET, "deceased")


def _gosuslugi_found(c: Circumstances, as_of: date) -> bool:
    return c.accounts.gosuslugi is False and c.found_on_gosuslugi is True


def _leaving_past(c: Circumstances, as_of: date) -> bool:
    return c.leaving_on is not UNSET and c.leaving_on < as_of and c.where == "russia"


def _child_holder(c: Circumstances, as_of: date) -> bool:
    return c.holder.kind == "minor_under_14" and c.holder.user_is == "holder"


_CHECKS: Final[dict[str, Callable[[Circumstances, date], bool]]] = {
    "deceased-holder": _deceased_holder,
    "died-but-living": _died_but_living,
    "gosuslugi-found": _gosuslugi_found,
    "leaving-past": _leaving_past,
    "child-holder": _child_holder,
}
