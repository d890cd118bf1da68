"""Reads OpenStreetMap's notation as far as shops use it: days, dates, PH, times, off, 24/7, comments.

What lies outside (sunrise, school holidays, weeks, variable days) is not guessed: the value is Unreadable.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from simoff.offices.hours.model import DAY, DateRange, Hours, Rule, Span, State, Unreadable

WEEKDAYS: Final = {name: number for number, name in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su"))}
MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_LAST: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_STATES: Final[dict[str, State]] = {"off": "closed", "closed": "closed", "open": "open", "unknown": "unknown"}

_TOKEN: Final = re.compile(
    r"""\s*(?:
      (?P<comment>"[^"]{0,200}")
    | (?P<always>24\s*/\s*7)
    | (?P<time>(?:[01]?\d|2[0-9]|3[0-9]|4[0-8])\s?[:.]\s?[0-5]\d)
    | (?P<year>20\d\d)(?!\d)
    | (?P<number>\d{1,2})(?!\d)
    | (?P<word>[A-Za-z]+\.?)
    | (?P<mark>\|\||[;,\-–—+:\[\]])
    )""",
    re.X,
)
_DASHES: Final = ("-", "–", "—")


class _Stop(Exception):
    """The reading stops here."""

    def __init__(self, why: str, at: str) -> None:
        super().__init__(why)
        self.why, self.at = why, at


Token = tuple[str, str]


def parse_osm(text: str) -> Hours | Unreadable:
    """The rules of a value, or where and why the reading stopped."""
    try:
        tokens = _tokens(text)
        rules, notes = _rules(tokens)
        if not rules:
            raise _Stop("no-times", "")
    except _Stop as stop:
        return Unreadable(text, stop.why, stop.at)
    return Hours(tuple(rules), tuple(notes))


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    place = 0
    text = text.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise _Stop("not-understood", text[place : place + 30])
        kind = str(match.lastgroup)
        value = match[kind]
        if kind == "word":
            value = value.rstrip(".").lower()
        elif kind == "mark" and value in _DASHES:
            value = "-"
        found.append((kind, value))
        place = match.end()
        while place < len(text) and text[place].isspace():
            place += 1
    return found


def _rules(tokens: list[Token]) -> tuple[list[Rule], list[str]]:
    reader = _Reader(tokens)
    rules: list[Rule] = []
    notes: list[str] = []
    mark = ";"
    while not reader.done():
        if reader.take("mark", ";"):
            mark = ";"
            continue
        rule = reader.rule(notes)
        rules.append(replace(rule, additional=mark == ",", fallback=mark == "||"))
        if reader.done():
            break
        mark = reader.expect(("mark", ";"), ("mark", ","), ("mark", "||"))
    return rules, notes


class _Reader:
    """Goes through the tokens of a value once."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def done(self) -> bool:
        return self._at >= len(self._tokens)

    def peek(self, ahead: int = 0) -> Token:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else ("end", "")

    def take(self, kind: str, value: str | None = None) -> str | None:
        found = self.peek()
        if found[0] != kind or (value is not None and found[1] != value):
            return None
        self._at += 1
        return found[1]

    def expect(self, *wanted: Token) -> str:
        found = self.peek()
        if found not in wanted:
            raise _Stop("not-understood", found[1])
        self._at += 1
        return found[1]

    def rule(self, notes: list[str]) -> Rule:
        """Selectors, times, a state, a comment: at least one of the last three, or days alone (open all day)."""
        if self.take("always"):
            return self._ending(Rule(), notes)
        start = self._at
        dates = self._dates()
        if dates:
            self.take("mark", ":")
        weekdays, nth, holidays, narrow = self._days()
        if weekdays or holidays:
            self.take("mark", ":")
        rule = Rule(
            dates=tuple(dates), weekdays=frozenset(weekdays), nth=frozenset(nth), holidays=holidays, narrow=narrow
        )
        rule = replace(rule, spans=tuple(self._times()))
        rule = self._ending(rule, notes)
        if self._at == start:
            raise _Stop("not-understood", self.peek()[1])
        return rule

    def _ending(self, rule: Rule, notes: list[str]) -> Rule:
        word = self.peek()
        state: State | None = _STATES.get(word[1]) if word[0] == "word" else None
        if state is not None:
            self._at += 1
        comment = self.take("comment")
        if comment is not None:
            notes.append(comment.strip('"'))
            if state is None and not rule.spans:
                state = "unknown"
        return rule if state is None else replace(rule, state=state)

    # Dates: "Dec 31", "Jan 1-8", "Dec 29-Jan 8", "Apr-Sep", "2026 Jan 1", "2026", "2026-2027", and lists of them.

    def _dates(self) -> list[DateRange]:
        found: list[DateRange] = []
        while True:
            year = int(self.peek()[1]) if self.peek()[0] == "year" else None
            ahead = 1 if year is not None else 0
            kind, word = self.peek(ahead)
            if kind != "word" or word[:3] not in MONTHS or not _is_month(word):
                if year is None:
                    return found
                found.append(self._years())
            else:
                self._at += ahead + 1
                found += self._date_range(MONTHS[word[:3]], year)
            if not (self.peek() == ("mark", ",") and self._month_follows()):
                return found
            self._at += 1

    def _years(self) -> DateRange:
        first = last = int(self.take("year") or 0)
        if self.peek() == ("mark", "-") and self.peek(1)[0] == "year":
            self._at += 1
            last = int(self.take("year") or 0)
        if last < first:
            raise _Stop("years", str(last))
        return DateRange((1, 1), (12, 31), first, last)

    def _month_follows(self) -> bool:
        kind, word = self.peek(1)
        return kind == "year" or (kind == "word" and _is_month(word))

    def _date_range(self, month: int, year: int | None) -> list[DateRange]:
        first = self._day_of(month)
        if self.peek() != ("mark", "-"):
            ranges = [DateRange((month, first or 1), (month, first or _LAST[month - 1]), year)]
            while first is not None and self.peek() == ("mark", ",") and self.peek(1)[0] == "number":
                self._at += 1
                another = self._day_of(month)
                last = another
                if self.take("mark", "-"):
                    last = self._day_of(month)
                ranges.append(DateRange((month, another or 1), (month, last or 1), year))
            return ranges
        self._at += 1
        end_year = self.take("year") if year is not None else None
        kind, word = self.peek()
        if kind == "word" and _is_month(word):
            self._at += 1
            until = MONTHS[word[:3]]
            last = self._day_of(until)
            if first is not None and last is None:
                raise _Stop("not-understood", word)
            end = (until, last or _LAST[until - 1])
            return [DateRange((month, first or 1), end, year, None if end_year is None else int(end_year))]
        if end_year is not None:
            raise _Stop("years", end_year)
        last = self._day_of(month) if first is not None else None
        if last is None:
            raise _Stop("not-understood", word)
        return [DateRange((month, first or 1), (month, last), year)]

    def _day_of(self, month: int) -> int | None:
        kind, text = self.peek()
        if kind != "number":
            return None
        day = int(text)
        if not 1 <= day <= _LAST[month - 1]:
            raise _Stop("not-understood", text)
        self._at += 1
        return day

    # Days: "Mo-Fr", "Sa,Su", "PH", "PH Mo-Fr", "Mo[1]", "Fr[-1]".

    def _days(self) -> tuple[set[int], set[int], bool, bool]:
        weekdays: set[int] = set()
        nth: set[int] = set()
        holidays = narrow = False
        while True:
            kind, word = self.peek()
            if kind != "word" or not (_is_day(word) or word in ("ph", "sh", "week", "easter")):
                break
            if word in ("sh", "week", "easter"):
                raise _Stop("not-supported", word.upper())
            self._at += 1
            if word == "ph":
                holidays = True
                if self.peek()[0] == "word" and _is_day(self.peek()[1]):
                    narrow = True
                    continue
            else:
                weekdays |= self._weekday_range(word)
                nth |= self._nth()
            if not (self.peek() == ("mark", ",") and self._day_follows()):
                break
            self._at += 1
        return weekdays, nth, holidays, narrow

    def _day_follows(self) -> bool:
        kind, word = self.peek(1)
        return kind == "word" and (_is_day(word) or word in ("ph", "sh"))

    def _weekday_range(self, word: str) -> set[int]:
        first = WEEKDAYS[word[:2]]
        if self.peek() != ("mark", "-"):
            return {first}
        kind, until = self.peek(1)
        if kind != "word" or not _is_day(until):
            raise _Stop("not-understood", until)
        self._at += 2
        last = WEEKDAYS[until[:2]]
        return {(first + step) % 7 for step in range((last - first) % 7 + 1)}

    def _nth(self) -> set[int]:
        if not self.take("mark", "["):
            return set()
        found: set[int] = set()
        while True:
            sign = -1 if self.take("mark", "-") else 1
            number = self.take("number")
            if number is None or not 1 <= int(number) <= 5:
                raise _Stop("not-understood", self.peek()[1])
            found.add(sign * int(number))
            if self.expect(("mark", "]"), ("mark", ",")) == "]":
                return found

    # Times: "09:00-18:00", "22:00-02:00", "10:00-26:00", "10:00+", "10-20", and lists of them.

    def _times(self) -> list[Span]:
        spans: list[Span] = []
        while self.peek()[0] in ("time", "number"):
            spans.append(self._span())
            if not (self.peek() == ("mark", ",") and self.peek(1)[0] in ("time", "number")):
                break
            self._at += 1
        return spans

    def _span(self) -> Span:
        start = self._minute()
        if self.take("mark", "+"):
            return Span(start, DAY, "unknown")
        if not self.take("mark", "-"):
            raise _Stop("point-in-time", f"{start // 60:02}:{start % 60:02}")
        end = self._minute()
        open_end = self.take("mark", "+") is not None
        if open_end or start >= DAY:
            raise _Stop("not-supported", "+")
        if end <= start:
            end += DAY
        if end > 2 * DAY:
            raise _Stop("not-understood", f"{end // 60}:{end % 60:02}")
        return Span(start, end)

    def _minute(self) -> int:
        kind, text = self.peek()
        if kind == "time":
            hour, minute = re.split(r"\s?[:.]\s?", text)
        elif kind == "number" and int(text) <= 24:
            hour, minute = text, "0"
        else:
            raise _Stop("not-understood", text)
        self._at += 1
        return int(hour) * 60 + int(minute)


def _is_day(word: str) -> bool:
    return word in WEEKDAYS or word in _LONG_DAYS


def _is_month(word: str) -> bool:
    return word in MONTHS or word in _LONG_MONTHS


_LONG_DAYS: Final = frozenset(
    (
        *("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
)
_LONG_MONTHS: Final = frozenset(
    (
        *("january", "february", "march", "april", "june", "july", "august"),
        *("september", "sept", "october", "november", "december"),
    )
)
