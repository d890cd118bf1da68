"""The timeline of a plan as a picture: SVG made here, from the rendered plan alone, the same each time.

One colour, the page's own (``currentColor``), so that it is right on paper, in the dark and in the light; its texts
are texts. Time runs from left to right: a row a phase, pale while it can wait, full once it has to be under way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any, Final

from msgspec import Struct

from simoff.desk.bundle import catalogue
from simoff.lang import Catalogue
from simoff.lang.writing import date_text
from simoff.plan.model import PHASES
from simoff.plan.routes import WAYS_THAT_END

WIDTH: Final = 340
_LEFT, _RIGHT = 8, 332
_ROW, _FOOT = 44, 26
_FAR: Final = 150
"""Days ahead that the picture shows; what lies later is told by an arrow and its date."""
_BEFORE_GATE: Final = PHASES[: PHASES.index("file")]
_OPEN: Final = frozenset({"now", "waiting", "blocked", "optional"})


class Row(Struct, frozen=True):
    """A phase. ``start``: from when it can be worked on; ``begin``: the day its first open step is due, ``end``:
    that of its last one; None where no date can be told.
    """

    phase: str
    start: date
    begin: date | None
    end: date | None
    done: bool


class Timeline(Struct, frozen=True):
    """What it shows. ``last``: the latest day to hand in; ``out``: the last day on which a way still fits."""

    today: date
    last: date | None
    out: date | None
    rows: tuple[Row, ...]
    gate_open: bool
    gate_left: int
    filed: bool


def picture(plan: Mapping[str, Any], lang: str, font: str | None = None) -> str:
    """The SVG of a rendered plan (the JSON of DOMAIN). ``font``: a family to name where no page says one."""
    return _Drawing(timeline_of(plan), catalogue("desk", lang), font).svg()


def timeline_of(plan: Mapping[str, Any]) -> Timeline:
    """The dates of the picture."""
    steps = [step for step in plan["steps"] if step["status"] != "not_needed"]
    last = next((_day(d["due"]) for d in plan["deadlines"] if d["id"] == "file-by"), None)
    filed = any(step["id"] == "file-termination" and step["status"] == "done" for step in steps)
    phases = [phase for phase in PHASES if any(step["phase"] == phase for step in steps)]
    return Timeline(
        today=date.fromisoformat(plan["as_of"]),
        last=last,
        out=_runs_out(plan["routes"], last),
        rows=tuple(
            _row(phase, [step for step in steps if step["phase"] == phase], date.fromisoformat(plan["as_of"]))
            for phase in phases
        ),
        gate_open=plan["gate"]["open"],
        gate_left=len(plan["gate"]["blocked_by"]),
        filed=filed,
    )


def _row(phase: str, steps: Sequence[Mapping[str, Any]], today: date) -> Row:
    open_ = [step for step in steps if step["status"] in _OPEN]
    dues = sorted(day for step in open_ if (day := _day(step["due"])) is not None)
    starts = [day for step in open_ if step["due"] is not None and (day := _day(step["start"])) is not None]
    start = max(today, min(starts, default=today))
    return Row(phase, start, dues[0] if dues else None, dues[-1] if dues else None, not open_)


def _runs_out(routes: Sequence[Mapping[str, Any]], last: date | None) -> date | None:
    """The last day on which a way that ends can be begun: L minus its shortest time, L for unknown ones."""
    ways = [r for r in routes if r["id"] in WAYS_THAT_END and r["verdict"] in ("possible", "unknown")]
    if last is None or not ways:
        return None
    return max(last - timedelta(days=way["days"]["min"] if way["days"] else 0) for way in ways)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


class _Drawing:
    """Lays the timeline out. Rows stand below each other so that the names fit on a telephone, too."""

    def __init__(self, line: Timeline, words: Catalogue, font: str | None) -> None:
        self._line, self._words, self._font = line, words, font
        days = [row.end for row in line.rows] + [line.last, line.out]
        limit = line.today + timedelta(days=_FAR)
        seen = [day for day in days if day is not None and day <= limit]
        self._first = min([line.today, *(day for day in seen if day >= line.today - timedelta(days=_FAR))])
        self._end = max([*seen, line.today + timedelta(days=7)])
        self._gated = any(row.phase == "file" for row in line.rows) and not line.filed
        self._lines = self._dates()
        self._head = 14 + 18 * len(self._lines)
        self._height = self._head + _ROW * (len(line.rows) + self._gated) + _FOOT

    def svg(self) -> str:
        """The whole picture."""
        family = f' font-family="{escape(self._font)}"' if self._font else ""
        parts = (*self._marks(), *self._rows(), self._foot())
        high = self._height
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="timeline" role="img" viewBox="0 0 {WIDTH} {high}" '
            f'width="{WIDTH * 4 // 3}" height="{high * 4 // 3}" fill="currentColor" font-size="12.5"{family} '
            f'aria-labelledby="timeline-title timeline-desc">'
            f'<title id="timeline-title">{self._text("title")}</title>'
            f'<desc id="timeline-desc">{escape(self._told())}</desc>{"".join(parts)}</svg>'
        )

    def _say(self, key: str, **args: object) -> str:
        return self._words.say(f"timeline.{key}", args)

    def _text(self, key: str, **args: object) -> str:
        return escape(self._say(key, **args))

    def _x(self, day: date) -> float:
        span = max(1, (self._end - self._first).days)
        place = min(1.0, max(0.0, (day - self._first).days / span))
        return round(_LEFT + place * (_RIGHT - _LEFT), 1)

    def _dates(self) -> list[tuple[str, date, str]]:
        """The lines through all rows: id of the text, day, and dashes."""
        line = self._line
        found = [("today", line.today, "")]
        if not line.filed and line.out is not None:
            found.append(("runs-out", line.out, "2 2"))
        if not line.filed and line.last is not None:
            found.append(("last", line.last, ""))
        return found

    def _marks(self) -> Iterator[str]:
        """The names of the lines, below each other, each with its lead down to the rows."""
        for number, (key, day, dashes) in enumerate(self._lines):
            y, x = 14 + 18 * number, self._x(day)
            yield self._upright(x, y - 10, self._head - 2, dashes)
            text = self._say(key, day=self._short(day))
            at = min(x + 4, max(_LEFT, _RIGHT - _width(text)))
            yield f'<text x="{at:.1f}" y="{y}" font-weight="bold">{escape(text)}</text>'

    def _upright(self, x: float, y: float, end: float, dashes: str) -> str:
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        return f'<path d="M{x} {y}V{end}" stroke="currentColor" stroke-width="1.5"{dash}/>'

    def _rows(self) -> Iterator[str]:
        y = self._head
        for row in self._line.rows:
            if row.phase == "file" and self._gated:
                yield self._gate(y)
                y += _ROW
            yield from self._row(row, y)
            yield from (self._upright(self._x(day), y + 16, y + 32, dashes) for _, day, dashes in self._lines)
            y += _ROW

    def _row(self, row: Row, y: int) -> Iterator[str]:
        name = self._text(f"phase.{row.phase}")
        yield f'<text x="{_LEFT}" y="{y + 12}" font-weight="bold">{name}</text>'
        yield f'<text x="{_RIGHT}" y="{y + 12}" text-anchor="end">{escape(self._when(row))}</text>'
        yield f'<rect x="{_LEFT}" y="{y + 19}" width="{_RIGHT - _LEFT}" height="10" rx="3" fill-opacity=".06"/>'
        if row.begin is None or row.end is None:
            return
        start, begin, end = (self._x(day) for day in (row.start, row.begin, row.end))
        if begin > start:
            yield self._bar(start, begin, y, ".28")
        yield self._bar(begin, max(end, begin + 4), y, ".85")
        if row.end > self._end:
            yield f'<path d="M{_RIGHT} {y + 18}l7 6l-7 6z"/>'

    def _bar(self, start: float, end: float, y: int, opacity: str) -> str:
        width = max(2.0, end - start)
        start = min(start, _RIGHT - width)
        place = f'x="{start:.1f}" y="{y + 19}" width="{width:.1f}" height="10" rx="2"'
        return f'<rect {place} fill-opacity="{opacity}"/>'

    def _gate(self, y: int) -> str:
        """A line across: what stands above it comes before the point of no return."""
        middle = y + 14
        return (
            f'<line x1="{_LEFT}" y1="{middle + 14}" x2="{_RIGHT}" y2="{middle + 14}" stroke="currentColor" '
            f'stroke-width="2" stroke-dasharray="2 3"/>'
            f'<path d="M{_LEFT} {middle - 4}l7 -7l7 7l-7 7z"{"" if self._line.gate_open else _HOLLOW}/>'
            f'<text x="{_LEFT + 20}" y="{middle}" font-weight="bold">{escape(self._gate_text())}</text>'
        )

    def _gate_text(self) -> str:
        return self._say("gate-open") if self._line.gate_open else self._say("gate-shut", n=self._line.gate_left)

    def _when(self, row: Row) -> str:
        if row.done:
            return self._say("done")
        if row.begin is None:
            return self._say("no-date")
        slack = (row.begin - self._line.today).days
        day = self._short(row.begin)
        if slack > 0 and row.phase not in _BEFORE_GATE and row.phase != "file":
            return self._say("by", day=day)
        if slack < 0:
            return self._say("overdue", day=day)
        return self._say("begin-today") if slack == 0 else self._say("begin", day=day, n=slack)

    def _foot(self) -> str:
        y = self._height - 8
        return (
            f'<rect x="{_LEFT}" y="{y - 9}" width="16" height="10" rx="2" fill-opacity=".28"/>'
            f'<text x="{_LEFT + 21}" y="{y}" font-size="11.5">{self._text("slack")}</text>'
            f'<rect x="{WIDTH // 2}" y="{y - 9}" width="16" height="10" rx="2" fill-opacity=".85"/>'
            f'<text x="{WIDTH // 2 + 21}" y="{y}" font-size="11.5">{self._text("work")}</text>'
        )

    def _told(self) -> str:
        """The same in words, for somebody who hears it."""
        line = self._line
        said = [self._say("today", day=self._long(line.today))]
        if line.last is not None and not line.filed:
            said.append(self._say("last", day=self._long(line.last)))
            if line.out is not None:
                said.append(self._say("runs-out", day=self._long(line.out)))
        if self._gated:
            said.append(self._gate_text())
        said += [f"{self._say(f'phase.{row.phase}')}: {self._when(row)}" for row in line.rows]
        return "; ".join(said)

    def _long(self, day: date) -> str:
        return date_text(day, self._words.lang)

    def _short(self, day: date) -> str:
        """A day as it fits into a picture; with its year where that is another one."""
        other = day.year != self._line.today.year
        if self._words.lang == "zh":
            return f"{day.year}年{day.month}月{day.day}日" if other else f"{day.month}月{day.day}日"
        if self._words.lang == "ru":
            return f"{day:%d.%m.%Y}" if other else f"{day:%d.%m}"
        month = date_text(day, "en").split()[1][:3]
        return f"{day.day} {month} {day.year}" if other else f"{day.day} {month}"


def _width(text: str) -> float:
    """About how wide a bold text is: Chinese signs are square."""
    return sum(13.0 if "\u2e80" <= sign <= "\uffff" else 7.4 for sign in text)


_HOLLOW: Final = ' fill="none" stroke="currentColor" stroke-width="2"'
