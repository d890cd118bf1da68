"""Can it be done in time? The best way, its latest start, and the answer in one word."""

from __future__ import annotations

from datetime import date, timedelta
from operator import attrgetter

from simoff.plan.model import Feasible, Route
from simoff.plan.routes import WAYS_THAT_END
from simoff.plan.situation import Situation

FILE_AHEAD = timedelta(days=2)
"""We propose to file this long before the latest day: a spare day for a closed door."""

TIGHT_BELOW = 5
"""With fewer days than this to the latest filing day not everything can be done: our own measure."""


_RANK = attrgetter("rank")


def ways_that_end(routes: tuple[Route, ...]) -> list[Route]:
    """The ways that end the contract, best first, without those that are impossible or not advised."""
    return sorted([r for r in routes if r.id in WAYS_THAT_END and r.verdict in ("possible", "unknown")], key=_RANK)


def latest_start(route: Route, last_day: date) -> date:
    """The last day to begin: L minus the shortest time of a possible way; L for an unknown one."""
    return last_day - timedelta(days=route.days[0]) if route.days else last_day


def proposed_filing_day(s: Situation) -> date | None:
    """Two days before L where time allows, never before today; None without L and after it."""
    if s.last_day is None or s.last_day < s.as_of:
        return None
    return max(s.as_of, s.last_day - FILE_AHEAD)


def back_too_late(s: Situation) -> bool:
    """Whether the holder comes back to Russia only after L, so that the own office is no help in time."""
    back = s.c.back_in_russia_on
    return (
        s.c.where == "abroad" and isinstance(back, date) and s.last_day is not None and back > s.last_day
    )


def in_time(s: Situation, route: Route) -> bool:
    """Whether the way can still be begun."""
    if s.last_day is None:
        return True
    if route.id == "office" and back_too_late(s):
        return False
    return s.as_of <= latest_start(route, s.last_day)


def feasible(s: Situation, ways: list[Route]) -> Feasible:
    """``no``, ``unknown``, ``no_date`` or ``yes``, by the ways that end, in the order of DOMAIN; filed is ``yes``.

    Coming back after L does not help in time: when that is the only possible way the answer is ``no``.
    """
    if s.case is not None and s.case.filed is not None:
        return "yes"
    possible = [way for way in ways if way.verdict == "possible"]
    only_late = bool(possible) and back_too_late(s) and all(way.id == "office" for way in possible)
    if only_late or not any(in_time(s, way) for way in ways):
        return "no"
    if not possible or s.contradictions:
        return "unknown"
    return "no_date" if s.last_day is None else "yes"


def is_tight(s: Situation) -> bool:
    """Whether time is too short for everything."""
    return s.days_left is not None and s.days_left < TIGHT_BELOW
