"""A fact as the TOML of a pack file: what the loader reads back as the same fact."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from simoff.facts.differences import start_of
from simoff.facts.model import Fact, Source, Text, Value

LANGUAGES = ("zh", "ru", "en")


def fact_toml(fact: Fact) -> str:
    """One ``[[fact]]`` with its values."""
    return "\n".join(_fact(fact)) + "\n"


def quoted(text: str) -> str:
    """A TOML string of one line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _fact(fact: Fact) -> Iterator[str]:
    yield "[[fact]]"
    yield f"id = {quoted(fact.id)}"
    if fact.disputed:
        yield "disputed = true"
    for value in fact.values:
        yield from _value(value)
    yield from _text("fact.question", fact.question)


def _value(value: Value) -> Iterator[str]:
    yield "[[fact.value]]"
    start = start_of(value)
    yield f"start = {start if value.start is not None and not value.start_month_only else quoted(start)}"
    if value.ended:
        yield "ended = true"
    yield f"confidence = {quoted(value.confidence)}"
    for name in ("reference", "letter"):
        if (text := getattr(value, name)) is not None:
            yield f"{name} = {quoted(text)}"
    if value.number is not None:
        yield f"number = {value.number}"
        yield f"unit = {quoted(value.unit or '')}"
    if value.data:
        yield f"data = [{', '.join(map(quoted, value.data))}]"
    if value.sources:
        yield "sources = ["
        yield from (f"  {_source(source)}," for source in value.sources)
        yield "]"
    if value.confirmed is not None:
        by, how = quoted(value.confirmed.by), quoted(value.confirmed.how)
        yield f"confirmed = {{ on = {value.confirmed.on.isoformat()}, by = {by}, how = {how} }}"
    if value.attempted_on is not None:
        yield f"attempted = {value.attempted_on.isoformat()}"
    yield from _text("fact.value.text", value.text)
    yield from _text("fact.value.doubt", value.doubt)


def _source(source: Source) -> str:
    return f"{{ address = {quoted(source.address)}{_dated(source.dated)} }}"


def _dated(day: date | None) -> str:
    return "" if day is None else f", dated = {day.isoformat()}"


def _text(table: str, text: Text | None) -> Iterator[str]:
    if text is not None:
        yield f"[{table}]"
        yield from (f"{lang} = {quoted(text.in_(lang))}" for lang in LANGUAGES)
