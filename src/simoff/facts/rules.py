"""What the values of a fact must keep among themselves. Each rule notes faults at their line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from simoff.facts.model import GROUNDS, Value
from simoff.facts.reading import Read
from simoff.facts.sheet import Table

_ARTICLE = re.compile(
    r"(?<!\w)(?:стат(?:ья|ьи|ье|ью|ьёй|ьей|ей|ьям|ьях|ьями)|(?:под)?пункт\w*|ст\.|п{1,2}\.|подп\.|ч\.\s*\d)",
    re.I,
)


def check_rules(read: Read) -> None:
    """Every rule on one fact as read."""
    _check_overlap(read)
    _check_ends(read)
    _check_question(read)
    for table, value in read.values:
        _check_source(table, value)
        _check_letter(table, value)
        _check_figure(table, value)


def _start(pair: tuple[Table, Value]) -> str:
    return str(pair[1].start or "undated")


def _check_overlap(read: Read) -> None:
    groups = [list(group) for _, group in groupby(read.values, key=_start)]
    shared = [group for group in groups if len(group) > 1]
    if read.fact.disputed and not shared and read.stated == len(read.values):
        why = "A dispute needs two values of one start"
        read.table.fault(
            "disputed", "is marked disputed, but no two values share a start", why, "Add the other side"
        )
    for group in () if read.fact.disputed else shared:
        what = f"{len(group)} values start {_start(group[0])}"
        why = "On that day nobody could say which is in force"
        group[1][0].fault(
            "start", what, why, "Correct one start, or set disputed = true if sources contradict"
        )


def _check_ends(read: Read) -> None:
    values = [value for _, value in read.values]
    for table, value in read.values:
        if value.ended and not _in_force_before(value, values):
            why = "Only what was in force before can end"
            table.fault("ended", "ends what never began", why, "Add the earlier value or take 'ended' out")


def _in_force_before(end: Value, values: list[Value]) -> bool:
    """Whether the values just before an end began something; a rumour began nothing but a rumour."""
    earlier = [v for v in values if v.start is None or (end.start is not None and v.start < end.start)]
    before = [
        v
        for v in earlier
        if v.start != end.start and (v.confidence != "rumour" or end.confidence == "rumour")
    ]
    return any(v.start == before[-1].start and not v.ended for v in before)


def _check_question(read: Read) -> None:
    known = any(value.confidence != "rumour" for _, value in read.values)
    if known or "question" in read.table or read.stated != len(read.values):
        return
    kind = "has only rumours" if read.values else "has no value"
    why = "Where the answer is not known, the person must be told what to ask"
    read.table.fault(None, f"{kind} and no question", why, "Write [fact.question] in three languages")


def _check_source(table: Table, value: Value) -> None:
    if not value.sources and "sources" not in table and value.confidence != "unverified":
        why = f"A value called {value.confidence} must say where it was read"
        table.fault("confidence", "no source", why, "Give sources, or call the value unverified")
    elif not value.sources and table.content.get("sources") == []:
        table.fault(
            "sources", "'sources' is empty", "An empty list says nothing", "Give sources or leave it out"
        )


def _check_letter(table: Table, value: Value) -> None:
    if value.letter is None or value.confidence == "official":
        return
    if value.confidence not in GROUNDS:
        why = f"A letter rests on official or credible values, this is {value.confidence}"
        table.fault("letter", "'letter' is not allowed", why, "Take it out, or find a better source")
    elif named := _ARTICLE.search(value.letter):
        why = "An article is named only where the official text was seen"
        table.fault("letter", f"'letter' names an article ({named[0]!r})", why, "Name the act alone")


def _check_figure(table: Table, value: Value) -> None:
    if ("number" in table) != ("unit" in table):
        there, absent = ("number", "unit") if "number" in table else ("unit", "number")
        table.fault(
            there, f"{there!r} without {absent!r}", "The program computes with both", f"State {absent!r}"
        )


def check_twice(reads: Iterable[Read]) -> None:
    """One id, one fact, over all files."""
    first: dict[str, Read] = {}
    for read in reads:
        other = first.setdefault(read.fact.id, read)
        if other is not read:
            place = f"{other.table.sheet.file}:{other.table.sheet.line((*other.table.place, 'id'))}"
            why = f"It stands already at {place}"
            read.table.fault("id", "the id is used twice", why, "Rename one, or merge them")
