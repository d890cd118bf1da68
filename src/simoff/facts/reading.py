"""From the tables of a pack file to values and facts."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

from msgspec import Struct

from simoff.facts.model import Confidence, Confirmation, Fact, Source, Text, Unit, Value
from simoff.facts.sheet import Table

LANGUAGES = ("zh", "ru", "en")
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
UNITS: tuple[Unit, ...] = get_args(Unit)

_WHEN_KEYS = ("start", "ended", "confirmed", "attempted")
_WHAT_KEYS = ("text", "doubt", "number", "unit", "data")
_VALUE_KEYS = (*_WHEN_KEYS, *_WHAT_KEYS, "confidence", "reference", "letter", "sources")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_ADDRESS = re.compile(r"https?://[^\s/?#\"'<>]+\.[^\s\"'<>]+", re.IGNORECASE)


class Read(Struct, frozen=True):
    """A fact as read, with the tables its values came from: the rules name lines by them."""

    fact: Fact
    table: Table
    values: tuple[tuple[Table, Value], ...]
    stated: int
    """How many values the file states, faulty ones too."""


def read_fact(table: Table, pack: str, topic: str) -> Read | None:
    """One ``[[fact]]``; None where it has no usable id."""
    fact_id = table.string("id")
    if fact_id is not None:
        table.name = f'fact "{fact_id}"'
    table.only("id", "disputed", "question", "value")
    if fact_id is None:
        if "id" not in table:
            table.missing("id", "Plans and letters cite a fact by its id")
        return None
    parts = table.tables("value")
    values = tuple((part, value) for part in parts if (value := read_value(part)) is not None)
    ordered = tuple(sorted(values, key=lambda pair: pair[1].start or date.min))
    fact = Fact(
        id=fact_id,
        pack=pack,
        topic=topic,
        values=tuple(value for _, value in ordered),
        disputed=table.flag("disputed"),
        question=read_text(table, "question"),
    )
    return Read(fact, table, ordered, len(parts))


def read_value(table: Table) -> Value | None:
    """One ``[[fact.value]]``; None where its start, confidence or text is missing or faulty."""
    table.only(*_VALUE_KEYS)
    start = read_start(table)
    text = read_text(table, "text", required=True)
    confidence = table.choice("confidence", CONFIDENCES)
    if "confidence" not in table:
        table.missing("confidence", "A value without it cannot be printed")
    sources, data, confirmed = read_sources(table), table.strings("data"), read_confirmation(table)
    reference, letter, doubt = table.string("reference"), table.string("letter"), read_text(table, "doubt")
    number, unit = table.whole_number("number"), table.choice("unit", UNITS)
    ended, attempted = table.flag("ended"), table.day("attempted")
    if start is None or text is None or confidence is None:
        return None
    return Value(
        text=text,
        confidence=next(word for word in CONFIDENCES if word == confidence),
        sources=sources,
        start=start[0],
        start_month_only=start[1],
        ended=ended,
        reference=reference,
        letter=letter,
        doubt=doubt,
        number=number,
        unit=next((word for word in UNITS if word == unit), None),
        data=data,
        confirmed=confirmed,
        attempted_on=attempted,
    )


def read_start(table: Table) -> tuple[date | None, bool] | None:
    """The first day (None: undated) and whether only its month is known; None where it is faulty."""
    if "start" not in table:
        table.missing("start", 'A value is keyed by its first day, or "undated"')
        return None
    stated = table.content["start"]
    if stated == "undated":
        return None, False
    if isinstance(stated, str):
        month = _MONTH.fullmatch(stated)
        if month and int(month[1]) > 0:
            return date(int(month[1]), int(month[2]), 1), True
        what_to_do = 'Write 2025-09-01 without quotes, "2025-10" for a month, or "undated"'
        table.fault(
            "start", f"'start' is {stated[:40]!r}", "It is no day, no month and not undated", what_to_do
        )
        return None
    day = table.day("start")
    return None if day is None else (day, False)


def read_text(table: Table, key: str, *, required: bool = False) -> Text | None:
    """A text in all three languages; None where it is not stated or a language is missing."""
    part = table.table(key)
    if part is None:
        if required and key not in table:
            table.missing(key, "A value says what it says in three languages")
        return None
    part.only(*LANGUAGES)
    for language in LANGUAGES:
        if language not in part:
            part.missing(language, "Every text is written in zh, ru and en")
    words = [part.string(language) for language in LANGUAGES]
    zh, ru, en = words
    return None if zh is None or ru is None or en is None else Text(zh=zh, ru=ru, en=en)


def read_sources(table: Table) -> tuple[Source, ...]:
    """The sources of a value, in the order of the file."""
    found = []
    for part in table.tables("sources"):
        part.only("address", "dated")
        address, dated = part.string("address"), part.day("dated")
        if "address" not in part:
            part.missing("address", "A source that cannot be opened proves nothing")
        elif address is not None and not _ADDRESS.fullmatch(address):
            part.fault(
                "address", f"{address[:60]!r} is no web address", "It must be http(s)", "Give the address"
            )
        elif address is not None:
            found.append(Source(address, dated))
    return tuple(found)


def read_confirmation(table: Table) -> Confirmation | None:
    """Who confirmed the value last, when and how."""
    part = table.table("confirmed")
    if part is None:
        return None
    part.only("on", "by", "how")
    for key in ("on", "by", "how"):
        if key not in part:
            part.missing(key, "A confirmation says on which day, by whom and how")
    on, by, how = part.day("on"), part.string("by"), part.string("how")
    return None if on is None or by is None or how is None else Confirmation(on, by, how)
