"""What stands around a phrase: forbidden, told of others, or said to the reader; and things that stand together.

An act group ``tell`` comes out as ``tell`` (said to the reader), ``tell~`` (told of others, or quoted) and
``tell!`` (forbidden); a join of it likewise.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from simoff.guard.matching import Span, Spans
from simoff.guard.model import Group, Join

SAID, FORBIDDEN = "~", "!"
_REACH_OF_NOT = 32
_REACH_OF_SAID = 90
_REACH_OF_QUOTE = 150
_CLAUSE_ENDS = ".!?;,\n:"
_SENTENCE_ENDS = ".!?\n"


def frame(spans: Spans, groups: Iterable[Group], text: str) -> Spans:
    """The same spans, with what is overruled taken out and the acts told apart."""
    framed = dict(spans)
    for group in groups:
        for hidden in group.hides:
            if group.id in spans and hidden in framed:
                framed[hidden] = _outside(framed[hidden], spans[group.id])
    negators = [end for _, end in framed.get("negator", [])]
    negators.sort()
    reporters = sorted(end for _, end in framed.get("reporter", []))
    for group in groups:
        if group.act and group.id in framed:
            _tell_apart(framed, group.id, text, (negators, reporters))
    return framed


def _tell_apart(framed: Spans, name: str, text: str, ends: tuple[list[int], list[int]]) -> None:
    direct: list[Span] = []
    said: list[Span] = []
    forbidden: list[Span] = []
    for span in framed[name]:
        if _stands_before(text, span[0], ends[0], _REACH_OF_NOT, _CLAUSE_ENDS):
            forbidden.append(span)
        elif _stands_before(text, span[0], ends[1], _REACH_OF_SAID, _SENTENCE_ENDS) or _quoted(text, span[0]):
            said.append(span)
        else:
            direct.append(span)
    framed[name], framed[name + SAID], framed[name + FORBIDDEN] = direct, said, forbidden


def _stands_before(text: str, start: int, ends: list[int], reach: int, stops: str) -> bool:
    """Whether one of ``ends`` lies before ``start`` with no stop between."""
    place = bisect_right(ends, start) - 1
    if place < 0 or start - ends[place] > reach:
        return False
    between = text[ends[place] : start]
    return not any(stop in between for stop in stops)


def _quoted(text: str, start: int) -> bool:
    before = text[max(0, start - _REACH_OF_QUOTE) : start]
    return before.rfind("«") > before.rfind("»") or before.count('"') % 2 == 1


def _outside(spans: list[Span], covers: list[Span]) -> list[Span]:
    """The spans that none of the covers touches."""
    starts = [start for start, _ in covers]
    reach = 0
    ends: list[int] = []
    for _, end in covers:
        reach = max(reach, end)
        ends.append(reach)
    kept = []
    for span in spans:
        place = bisect_left(starts, span[1]) - 1
        if place < 0 or ends[place] <= span[0]:
            kept.append(span)
    return kept


def join(framed: Spans, joins: Iterable[Join]) -> None:
    """Add the joins to the spans; each first side takes the nearest second side."""
    for one in joins:
        seconds = sorted(span for name in one.second for span in framed.get(name, []))
        if not seconds:
            continue
        starts = [start for start, _ in seconds]
        for suffix in ("", SAID, FORBIDDEN):
            firsts = sorted(span for name in one.first for span in framed.get(name + suffix, []))
            found = [both for first in firsts if (both := _nearest(first, seconds, starts, one.within))]
            if found:
                framed[one.id + suffix] = sorted(found)


def _nearest(first: Span, seconds: list[Span], starts: list[int], within: int) -> Span | None:
    place = bisect_left(starts, first[0])
    best: Span | None = None
    gap = within + 1
    for second in seconds[max(0, place - 1) : place + 2]:
        distance = max(second[0] - first[1], first[0] - second[1], 0)
        if distance < gap:
            gap, best = distance, second
    return None if best is None else (min(first[0], best[0]), max(first[1], best[1]))
