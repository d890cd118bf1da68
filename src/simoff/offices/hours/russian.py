"""Reads hours as Russian shops write them: ``пн-пт 9:00-18:00 обед 13:00-14:00``, ``Сб,Вс выходной``.

Days before times, breaks after them. A word that is not known stops the reading: a break that was overlooked
would send somebody to a closed door.
"""

from __future__ import annotations

import re
from typing import Final

from simoff.offices.hours.model import DAY, Hours, Rule, Span, Unreadable

_DAYS: Final[dict[str, int]] = {
    word: number
    for number, words in enumerate(
        (
            ("пн", "пнд", "понедельник", "понедельника", "понедельникам"),
            ("вт", "втр", "вторник", "вторника", "вторникам"),
            ("ср", "срд", "среда", "среды", "среду", "средам"),
            ("чт", "чтв", "четверг", "четверга", "четвергам"),
            ("пт", "птн", "пятница", "пятницы", "пятницу", "пятницам"),
            ("сб", "сбт", "суббота", "субботы", "субботу", "субботам"),
            ("вс", "вск", "воскресенье", "воскресенья", "воскресеньям"),
        )
    )
    for word in words
}
_GROUPS: Final[dict[str, frozenset[int]]] = {
    "ежедневно": frozenset(range(7)),
    "будни": frozenset(range(5)),
    "будням": frozenset(range(5)),
    "будние": frozenset(range(5)),
    "выходные": frozenset((5, 6)),
    "выходным": frozenset((5, 6)),
}
_CLOSED: Final = frozenset(("выходной", "закрыто", "вых", "нерабочий"))
_BREAK: Final = frozenset(("обед", "перерыв", "обеденный"))
_FILLER: Final = frozenset(
    ("по", "с", "день", "дни", "дня", "часы", "работы", "график", "режим", "время", "и", "ч", "на")
)
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<time>(?:[01]?\d|2[0-4])(?:\s?[:.]\s?[0-5]\d(?!\d)|-(?:00|30)(?=\s*(?:до|[-–—,;]|$))))"
    r"|(?P<hour>[01]?\d|2[0-4])(?![\d:.])"
    r"|(?P<word>[а-яё]+)\.?|(?P<mark>[,;:\-–—()/|]))",
    re.I,
)


class _Stop(Exception):
    def __init__(self, at: str) -> None:
        super().__init__(at)
        self.at = at


def parse_russian(text: str) -> Hours | Unreadable:
    """The rules of a Russian text, or the piece that was not understood."""
    try:
        rules = _Reading(_tokens(text)).rules()
    except _Stop as stop:
        return Unreadable(text, "not-understood", stop.at)
    return Hours(tuple(rules)) if rules else Unreadable(text, "no-times", "")


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            if text[place:].isspace():
                break
            raise _Stop(text[place : place + 30].strip())
        kind = str(match.lastgroup)
        value = match[kind].lower().replace("ё", "е")
        found.append((kind, "-" if value in ("–", "—") else value))
        place = match.end()
    return found


class _Reading:
    """Collects days until times or a closing word come, and breaks behind times."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0
        self._days: frozenset[int] = frozenset()
        self._rules: list[Rule] = []
        self._last: frozenset[int] | None = None

    def rules(self) -> list[Rule]:
        while self._at < len(self._tokens):
            self._step()
        if self._days:
            raise _Stop("…")
        return self._rules

    def _peek(self, ahead: int = 0) -> tuple[str, str]:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else ("end", "")

    def _step(self) -> None:
        kind, value = self._peek()
        if kind in ("time", "hour"):
            self._add(self._span())
        elif kind == "mark":
            if value in ("/", "|") or (value == "-" and self._peek(1)[1] not in _CLOSED):
                raise _Stop(value)
            self._at += 1
        elif value in _DAYS:
            self._days |= self._range()
        elif value in _GROUPS:
            self._at += 1
            self._days |= _GROUPS[value]
        else:
            self._word(value)

    def _word(self, value: str) -> None:
        if value == "круглосуточно":
            self._at += 1
            self._add(Span(0, DAY))
        elif value in _BREAK:
            self._at += 1
            self._break()
        elif value == "без":
            self._without()
        elif value in _CLOSED:
            self._at += 1
            self._close()
        elif value in _FILLER:
            self._at += 1
        else:
            raise _Stop(value)

    def _range(self) -> frozenset[int]:
        first = _DAYS[self._peek()[1]]
        self._at += 1
        dash = self._peek()
        if dash in (("mark", "-"), ("word", "по")) and self._peek(1)[1] in _DAYS:
            last = _DAYS[self._peek(1)[1]]
            self._at += 2
            return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))
        return frozenset((first,))

    def _span(self) -> Span:
        start = self._minute()
        if self._peek() not in (("mark", "-"), ("word", "до")):
            raise _Stop(self._peek()[1])
        self._at += 1
        end = self._minute()
        return Span(start, end + DAY if end <= start else end)

    def _minute(self) -> int:
        kind, value = self._peek()
        if kind == "time":
            hour, minute = (int(part) for part in re.split(r"\s?[:.\-]\s?", value))
        elif kind == "hour":
            hour, minute = int(value), 0
        else:
            raise _Stop(value)
        if hour * 60 + minute > DAY:
            raise _Stop(value)
        self._at += 1
        return hour * 60 + minute

    def _add(self, span: Span) -> None:
        days, self._days = self._days, frozenset()
        if not days and self._last is not None:
            self._rules.append(Rule((span,), weekdays=self._last, additional=True))
            return
        self._last = days
        self._rules.append(Rule((span,), weekdays=days))

    def _break(self) -> None:
        while self._peek()[1] in (*_BREAK, "с", ":", "на"):
            self._at += 1
        if self._peek()[0] not in ("time", "hour") or self._last is None:
            raise _Stop(self._peek()[1])
        days = self._days or self._last
        self._days = frozenset()
        self._rules.append(Rule((self._span(),), "closed", weekdays=days))

    def _without(self) -> None:
        self._at += 1
        words = ("выходных", "перерыва", "обеда", "перерывов", "и")
        if self._peek()[1] not in words:
            raise _Stop(self._peek()[1])
        if self._peek()[1] == "выходных" and self._last is None:
            self._days |= _GROUPS["ежедневно"]
        while self._peek()[1] in words:
            self._at += 1

    def _close(self) -> None:
        if not self._days:
            raise _Stop("выходной")
        self._rules.append(Rule((), "closed", weekdays=self._days))
        self._days = frozenset()
        self._last = None
