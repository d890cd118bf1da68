"""What hours mean on a day and at a moment.

OpenStreetMap, "opening_hours/specification": a later rule replaces what earlier ones say of the days it is about,
unless it is additional; a rule that closes only some hours takes just those away. Public holidays are the days of
the Labour Code, article 112, themselves: days off that were moved are ordinary days to a shop.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final

from simoff.offices.hours.model import DAY, DateRange, Hours, Rule, Span, State

HOLIDAYS: Final = frozenset(
    [(1, day) for day in range(1, 9)] + [(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)]
)
"""(month, day) of Russia's fourteen public holidays."""

_WHOLE: Final = Span(0, DAY)
_KEPT: Final = 800
"""Days a timetable remembers."""


def is_holiday(day: date) -> bool:
    """Whether the day itself is a public holiday of Russia."""
    return (day.month, day.day) in HOLIDAYS


def spans_on(hours: Hours, day: date) -> tuple[Span, ...]:
    """Open and unknown spans that begin on the day, in order, not overlapping."""
    spans: list[Span] = []
    for rule in hours.rules:
        if _matches(rule, day):
            spans = _applied(rule, spans)
    if len(spans) < 2:
        return tuple(spans)
    open_ = _joined([span for span in spans if span.state == "open"])
    other = _joined([left for span in spans if span.state != "open" for left in _without(span, tuple(open_))])
    return tuple(sorted((*open_, *other), key=lambda span: span.start))


def _joined(spans: list[Span]) -> list[Span]:
    """Spans of one state, those that meet or overlap as one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: each.start):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end), span.state)
        else:
            found.append(span)
    return found


def state_at(hours: Hours, moment: datetime) -> State:
    """Open, closed or unknown at a moment on the shop's own clock (its zone, if any, is not looked at)."""
    return Timetable(hours).state_at(moment)


class Timetable:
    """Hours made ready for many questions: each day is worked out once."""

    def __init__(self, hours: Hours) -> None:
        self.hours = hours
        self._dated = any(rule.dates or rule.nth for rule in hours.rules)
        self._days: dict[object, tuple[Span, ...]] = {}

    def on(self, day: date) -> tuple[Span, ...]:
        """The spans that begin on the day."""
        key: object = day if self._dated else (day.weekday(), is_holiday(day))
        found = self._days.get(key)
        if found is None:
            if len(self._days) >= _KEPT:
                self._days.clear()
            found = self._days[key] = spans_on(self.hours, day)
        return found

    def state_at(self, moment: datetime) -> State:
        """Open, closed or unknown at a moment on the shop's own clock."""
        day, minute = moment.date(), moment.hour * 60 + moment.minute
        state: State = "closed"
        for span in self.on(day):
            if span.start <= minute < span.end:
                if span.state == "open":
                    return "open"
                state = span.state
        minute += DAY
        for span in self.on(day - timedelta(days=1)) if day > date.min else ():
            if span.start <= minute < span.end:
                if span.state == "open":
                    return "open"
                state = span.state
        return state

    def next_open(self, moment: datetime, within_days: int = 14) -> datetime | None:
        """When it is next surely open from ``moment`` on; None when not within the days."""
        if self.state_at(moment) == "open":
            return moment
        start = moment.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        now = moment.replace(tzinfo=None)
        for number in range(within_days + 1):
            day = start + timedelta(days=number)
            for span in self.on(day.date()):
                begins = day + timedelta(minutes=span.start)
                if span.state == "open" and begins >= now:
                    return begins.replace(tzinfo=moment.tzinfo)
        return None


def _matches(rule: Rule, day: date) -> bool:
    if rule.dates and not any(_in_range(each, day) for each in rule.dates):
        return False
    on_weekday = day.weekday() in rule.weekdays and (not rule.nth or _nth(day) & rule.nth)
    if rule.narrow:
        return bool(on_weekday) and is_holiday(day)
    if not rule.weekdays and not rule.holidays:
        return True
    return bool(on_weekday) or (rule.holidays and is_holiday(day))


def _nth(day: date) -> frozenset[int]:
    last = monthrange(day.year, day.month)[1]
    return frozenset({(day.day - 1) // 7 + 1, -((last - day.day) // 7 + 1)})


def _in_range(range_: DateRange, day: date) -> bool:
    at = (day.month, day.day)
    if range_.year is not None:
        over = range_.year + (range_.end < range_.start)
        until = over if range_.end_year is None else range_.end_year
        return (range_.year, *range_.start) <= (day.year, *at) <= (until, *range_.end)
    if range_.start <= range_.end:
        return range_.start <= at <= range_.end
    return at >= range_.start or at <= range_.end


def _applied(rule: Rule, before: list[Span]) -> list[Span]:
    if rule.fallback:
        said = rule.spans or (_WHOLE,)
        return before if before else [Span(s.start, s.end, _of(rule, s)) for s in said]
    if rule.state == "closed":
        return [left for span in before for left in _without(span, rule.spans)] if rule.spans else []
    own = [Span(s.start, s.end, _of(rule, s)) for s in rule.spans or (_WHOLE,)]
    if not rule.additional:
        return own
    return [left for span in before for left in _without(span, tuple(own))] + own


def _of(rule: Rule, span: Span) -> State:
    return "unknown" if rule.state == "unknown" else span.state


def _without(span: Span, taken: tuple[Span, ...]) -> list[Span]:
    """What is left of a span when others are taken out of it."""
    left = [span]
    for each in taken:
        left = [
            Span(start, end, part.state)
            for part in left
            for start, end in ((part.start, min(part.end, each.start)), (max(part.start, each.end), part.end))
            if start < end
        ]
    return left
