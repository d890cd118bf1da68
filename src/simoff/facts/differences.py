"""Two versions of the packs side by side: which fact came, went or changed, and which value from what to what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct, structs

from simoff.facts.model import Fact, Facts, Operator, Source, Text, Value

LANGUAGES = ("zh", "ru", "en")
_SUBSTANCE = ("start", "ended", "number", "unit", "data", "confidence", "reference", "letter")
_PROOF = ("sources", "confirmed", "attempted")
_CLAIMS = ("name", "inns", "party", "address", "address_dated", "hotlines", "official_termination_page", "quality")

Plain = str | int | bool | tuple[str, ...] | None
Weight = Literal["substance", "wording", "proof"]
"""``substance``: what holds changed; ``wording``: only texts; ``proof``: only sources and confirmations."""


class Change(Struct, frozen=True):
    """One thing that is different. ``before`` or ``after`` is None where there was or is none.

    ``value`` is the start of the value it belongs to (ISO day, month or ``undated``), empty for the fact
    itself; ``field`` is ``value.zh``, ``value.ru``, ``value.en`` where a whole value came or went (it is told
    by its texts).
    """

    value: str
    field: str
    before: Plain
    after: Plain


class Changed(Struct, frozen=True):
    """A fact that is in both versions, and what is different in it."""

    id: str
    weight: Weight
    changes: tuple[Change, ...]


class OperatorChanged(Struct, frozen=True):
    """An operator whose claims are different; an operator that came or went has one change, ``operator``."""

    id: str
    changes: tuple[Change, ...]


class Differences(Struct, frozen=True):
    """Everything that is different, by fact in the order of the newer packs (removed ones by the older)."""

    from_version: str
    to_version: str
    added: tuple[Fact, ...]
    removed: tuple[Fact, ...]
    changed: tuple[Changed, ...]
    operators: tuple[OperatorChanged, ...]

    def touching(self) -> frozenset[str]:
        """Facts that do not say what they said: removed, or changed in more than their proof."""
        changed = (fact.id for fact in self.changed if fact.weight != "proof")
        return frozenset(changed) | {fact.id for fact in self.removed}


def differences(before: Facts, after: Facts) -> Differences:
    """What is different in ``after``; versions and the days up to which sources were read are not compared."""
    both = [(before.facts[id_], fact) for id_, fact in after.facts.items() if id_ in before.facts]
    return Differences(
        from_version=before.version,
        to_version=after.version,
        added=tuple(fact for id_, fact in after.facts.items() if id_ not in before.facts),
        removed=tuple(fact for id_, fact in before.facts.items() if id_ not in after.facts),
        changed=tuple(_changed(old, new) for old, new in both if old != new),
        operators=tuple(_operators(before.operators, after.operators)),
    )


def completed(facts: Facts, by: Facts) -> Facts:
    """``facts`` with those facts and operators of ``by`` that they lack; the same object where they lack none."""
    more = {id_: fact for id_, fact in by.facts.items() if id_ not in facts.facts}
    brands = {id_: brand for id_, brand in by.operators.items() if id_ not in facts.operators}
    days = {pack: day for pack, day in by.read_up_to.items() if pack not in facts.read_up_to}
    if not (more or brands or days):
        return facts
    return structs.replace(
        facts,
        facts={**facts.facts, **more},
        operators={**facts.operators, **brands},
        read_up_to={**facts.read_up_to, **days},
    )


def start_of(value: Value) -> str:
    """The start of a value as it is written: ``2025-09-01``, ``2025-10`` or ``undated``."""
    if value.start is None:
        return "undated"
    return value.start.isoformat()[:7] if value.start_month_only else value.start.isoformat()


def _changed(old: Fact, new: Fact) -> Changed:
    changes = tuple(_fact_changes(old, new))
    return Changed(new.id, _weight(changes), changes)


def _weight(changes: tuple[Change, ...]) -> Weight:
    fields = {change.field.partition(".")[0] for change in changes}
    if fields & {"value", "disputed", "topic", "pack", *_SUBSTANCE}:
        return "substance"
    return "wording" if fields - set(_PROOF) else "proof"


def _fact_changes(old: Fact, new: Fact) -> Iterator[Change]:
    for name in ("pack", "topic", "disputed"):
        if (before := getattr(old, name)) != (after := getattr(new, name)):
            yield Change("", name, before, after)
    for was, now in _pairs(old.values, new.values):
        if was is None or now is None:
            yield from _whole(was, now)
        else:
            yield from _value_changes(was, now)
    yield from _text_changes("", "question", old.question, new.question)


def _pairs(old: tuple[Value, ...], new: tuple[Value, ...]) -> list[tuple[Value | None, Value | None]]:
    """Values that belong together: equal ones, then those of one start, then a single one whose start moved."""
    left, rest = [one for one in old if one not in new], [one for one in new if one not in old]
    found: list[tuple[Value | None, Value | None]] = []
    for value in tuple(rest):
        same = next((one for one in left if start_of(one) == start_of(value)), None)
        if same is not None:
            left.remove(same)
            rest.remove(value)
            found.append((same, value))
    if len(left) == len(rest) == 1 and left[0].ended == rest[0].ended:
        return [*found, (left[0], rest[0])]
    return [*found, *((value, None) for value in left), *((None, value) for value in rest)]


def _whole(was: Value | None, now: Value | None) -> Iterator[Change]:
    value = was or now
    start = "" if value is None else start_of(value)
    for lang in LANGUAGES:
        before, after = (None if one is None else one.text.in_(lang) for one in (was, now))
        yield Change(start, f"value.{lang}", before, after)


def _value_changes(was: Value, now: Value) -> Iterator[Change]:
    place = start_of(now)
    plain_was, plain_now = _plain(was), _plain(now)
    for name in (*_SUBSTANCE, *_PROOF):
        if plain_was[name] != plain_now[name]:
            yield Change(place, name, plain_was[name], plain_now[name])
    yield from _text_changes(place, "text", was.text, now.text)
    yield from _text_changes(place, "doubt", was.doubt, now.doubt)


def _plain(value: Value) -> dict[str, Plain]:
    confirmed = value.confirmed
    return {
        "start": start_of(value),
        **{name: getattr(value, name) for name in _SUBSTANCE[1:]},
        "sources": tuple(map(_source, value.sources)),
        "confirmed": None if confirmed is None else f"{confirmed.on.isoformat()}, {confirmed.by}: {confirmed.how}",
        "attempted": _day(value.attempted_on),
    }


def _source(source: Source) -> str:
    return source.address if source.dated is None else f"{source.address} ({source.dated.isoformat()})"


def _text_changes(place: str, field: str, was: Text | None, now: Text | None) -> Iterator[Change]:
    for lang in LANGUAGES:
        before, after = (None if text is None else text.in_(lang) for text in (was, now))
        if before != after:
            yield Change(place, f"{field}.{lang}", before, after)


def _operators(before: dict[str, Operator], after: dict[str, Operator]) -> Iterator[OperatorChanged]:
    for id_ in dict.fromkeys((*after, *before)):
        was, now = before.get(id_), after.get(id_)
        if was is None or now is None:
            names = (None if one is None else one.name.en for one in (was, now))
            yield OperatorChanged(id_, (Change("", "operator", *names),))
        elif was != now:
            fields = ((name, _claim(was, name), _claim(now, name)) for name in _CLAIMS)
            yield OperatorChanged(id_, tuple(Change("", name, a, b) for name, a, b in fields if a != b))


def _claim(operator: Operator, name: str) -> Plain:
    claim = getattr(operator, name)
    if isinstance(claim, Text):
        return tuple(claim.in_(lang) for lang in LANGUAGES)
    if isinstance(claim, dict):
        return tuple(f"{key}: {word}" for key, word in claim.items())
    if name == "hotlines":
        return tuple(channel.data for channel in claim)
    return _day(claim) if isinstance(claim, date) else claim


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
