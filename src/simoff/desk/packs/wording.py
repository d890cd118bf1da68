"""Single changes of a fact in words: which value, from what to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simoff.desk.bundle import catalogue
from simoff.lang import Catalogue

_TEXTS = ("text", "doubt", "question", "value")
_LONGEST = 400


def lines(changes: Sequence[Mapping[str, Any]], lang: str) -> list[str]:
    """One line a change; texts in ``lang``, in another language only where that alone changed."""
    words = catalogue("desk", lang)
    own = {_place(one) for one in changes if one["field"].endswith(f".{lang}")}
    told = []
    for one in changes:
        field, _, other = one["field"].partition(".")
        if field in _TEXTS and other != lang and _place(one) in own:
            continue
        told.append(_line(words, one, field, "" if other == lang else other))
    return told


def _place(one: Mapping[str, Any]) -> tuple[str, str]:
    return one["value"], one["field"].partition(".")[0]


def _line(words: Catalogue, one: Mapping[str, Any], field: str, lang: str) -> str:
    name = words.say(f"changes.field.{field.replace('_', '-')}") + (f" ({lang})" if lang else "")
    if one["value"]:
        name = words.say("changes.of-value", {"field": name, "start": _start(words, one["value"])})
    before, after = (_said(words, field, one[key]) for key in ("from", "to"))
    return words.say("changes.from-to", {"field": name, "before": before, "after": after})


def _said(words: Catalogue, field: str, value: object) -> str:
    if value is None or value in ((), []):
        return words.say("changes.nothing")
    if isinstance(value, bool):
        return words.say("changes.yes" if value else "changes.no")
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))[:_LONGEST]
    if field == "start":
        return _start(words, str(value))
    if field in ("confidence", "unit"):
        return words.say(f"changes.{field}.{str(value).replace('_', '-')}")
    return str(value)[:_LONGEST]


def _start(words: Catalogue, start: str) -> str:
    return words.say("changes.undated") if start == "undated" else start
