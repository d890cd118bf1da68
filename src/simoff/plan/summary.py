"""The first lines: can it be done, by when, by which way, what to give up, what to do today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simoff.plan.case_telling import stage
from simoff.plan.model import Feasible, Message, Route, Step
from simoff.plan.naming import Named
from simoff.plan.schedule import in_time, is_tight, proposed_filing_day
from simoff.plan.situation import Situation

_TODAY_AT_MOST = 5


def summary(
    s: Situation,
    routes: tuple[Route, ...],
    ending: list[Route],
    steps: tuple[Step, ...],
    feasible: Feasible,
) -> tuple[Message, ...]:
    """A few sentences, the answer first; ``ending`` are the ways that end, best first."""
    if s.case is not None and (s.case.filed is not None or s.case.closed is not None):
        return (*stage(s, s.case), *_today(s, steps))
    return (*_answer(s, ending, feasible), *_tight(s, ending), *_park(s, routes), *_today(s, steps))


def _answer(s: Situation, ending: list[Route], feasible: Feasible) -> Iterator[Message]:
    best = _sure_way(s, ending) or next(iter(ending), None)
    way = Named("route", best.id) if best is not None else None
    if feasible == "yes":
        filing = proposed_filing_day(s)
        yield s.say("summary.yes", way=way, last=s.last_day, file=filing, n=s.days_left)
    elif feasible == "no_date":
        yield s.say("summary.no-date", way=way)
    elif feasible == "unknown":
        key = "summary.contradiction" if s.contradictions else "summary.unknown"
        yield s.say(key)
    else:
        yield _no(s, best)


def _sure_way(s: Situation, ending: list[Route]) -> Route | None:
    """The best way that is possible and can still be begun."""
    return next((way for way in ending if way.verdict == "possible" and in_time(s, way)), None)


def _no(s: Situation, best: Route | None) -> Message:
    if s.stranger and s.has("subscriber-data-secret"):
        return s.say("summary.no-stranger", "subscriber-data-secret")
    if s.worker and s.has("corp-sim-employees"):
        return s.say("summary.no-worker", "corp-sim-employees")
    if best is None:
        return s.say("summary.no-way")
    last: date | None = s.last_day
    return s.say("summary.no-time", last=last)


def _tight(s: Situation, ending: list[Route]) -> Iterator[Message]:
    if not is_tight(s) or s.days_left is None or s.days_left < 0:
        return
    best = next((way for way in ending if in_time(s, way)), None)
    if best is not None:
        yield s.say("summary.tight", way=Named("route", best.id), n=s.days_left)
    yield s.say("summary.give-up")


def _park(s: Situation, routes: tuple[Route, ...]) -> Iterator[Message]:
    park = next(route for route in routes if route.id == "park")
    if s.c.wants.keep_number is True and park.verdict == "possible":
        yield s.say("summary.park", "mnp-alternative")


def _today(s: Situation, steps: tuple[Step, ...]) -> Iterator[Message]:
    today = [Named("step", step.id) for step in steps if step.status == "now"][:_TODAY_AT_MOST]
    if today:
        yield s.say("summary.today", steps=tuple(today))
