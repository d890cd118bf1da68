"""A patch a person can send to those who keep the facts: a fact confirmed, or corrected. Nothing personal in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, get_args

from msgspec import Struct, structs

from simoff.desk.bundle import load_facts
from simoff.desk.errors import WrongInput
from simoff.desk.guard import mask_text
from simoff.desk.packs.comparing import changes as plain_changes
from simoff.desk.packs.wording import lines
from simoff.facts import Fact, Facts, PackError, Source, Text, Value, load_packs
from simoff.facts.checks import run
from simoff.facts.differences import differences, start_of
from simoff.facts.model import Confidence, Confirmation, Unit
from simoff.facts.writing import fact_toml, quoted

FORMAT: Final = "simoff-facts-patch 1"
LONGEST: Final = 500
"""Characters of what a person says of how and by whom."""
SETTABLE: Final = ("number", "unit", "confidence", "reference", "letter", "ended", "start", "data")
LANGUAGES: Final = ("zh", "ru", "en")
_ADDRESS: Final = re.compile(r"https?://[^\s/?#\"'<>@]+\.[^\s\"'<>@]+")


class Said(Struct, frozen=True):
    """What a person says of it: on which day, by whom (a role, not a name), how, and where it can be read."""

    on: date
    by: str
    how: str
    source: str | None = None
    dated: date | None = None


class Patch(Struct, frozen=True):
    """The file, and what it says: the name to give it, its text, its changes in words, and what was masked."""

    name: str
    text: str
    changes: tuple[str, ...]
    masked: tuple[str, ...]


def confirm(fact_id: str, start: str | None, said: Said, lang: str, facts: Facts | None = None) -> Patch:
    """A patch that says: this value was looked at on that day, and it is so. WrongInput for what cannot be used."""
    facts = facts or load_facts()
    fact, value = _value_of(facts, fact_id, start)
    masked = _Masked()
    confirmed = Confirmation(said.on, masked.words("--by", said.by), masked.words("--how", said.how))
    now = structs.replace(value, confirmed=confirmed, sources=_sources(value, said))
    return _patch("confirm", facts, fact, _with(fact, value, now), said, lang, masked)


def correct(
    fact_id: str,
    start: str | None,
    settings: Sequence[str],
    said: Said,
    lang: str,
    facts: Facts | None = None,
    *,
    new: bool = False,
) -> Patch:
    """A patch that says: it is so instead. ``settings`` are ``number=20``, ``text.ru=…``, ``start=2026-01-01``.

    ``new``: what was so before stays, and this is a further value from the start that is set.
    """
    facts = facts or load_facts()
    fact, value = _value_of(facts, fact_id, start)
    masked = _Masked()
    now = structs.replace(value, confirmed=None, sources=_sources(value, said, alone=True))
    for setting in settings:
        now = _set(now, setting, masked)
    confirmed = Confirmation(said.on, masked.words("--by", said.by), masked.words("--how", said.how))
    now = structs.replace(now, confirmed=confirmed)
    return _patch("correct", facts, fact, _with(fact, None if new else value, now), said, lang, masked)


class _Masked:
    """Takes personal data out of what a person wrote, and remembers where."""

    def __init__(self) -> None:
        self.kinds: dict[str, None] = {}

    def words(self, option: str, text: str) -> str:
        """The text without personal data; WrongInput where it is empty or too long."""
        text = " ".join(text.split())
        if not text:
            raise WrongInput("missing", name=option, command="facts")
        if len(text) > LONGEST * (4 if option == "--set" else 1):
            raise WrongInput("patch-too-long", option=option, limit=LONGEST)
        found = mask_text(text)
        self.kinds.update(dict.fromkeys(mask.kind for mask in found.masks))
        return found.text


def _value_of(facts: Facts, fact_id: str, start: str | None) -> tuple[Fact, Value]:
    """The value that is meant: the one of that start, else the only one; WrongInput names what there is."""
    from simoff.desk.facts import the_fact

    fact = the_fact(fact_id, facts)
    found = [value for value in fact.values if start in (None, start_of(value))]
    if len(found) != 1:
        starts = ", ".join(dict.fromkeys(map(start_of, fact.values)))
        raise WrongInput("patch-which-value", id=fact_id, starts=starts or "-")
    return fact, found[0]


def _sources(value: Value, said: Said, *, alone: bool = False) -> tuple[Source, ...]:
    """The sources with the new one first; of a correction only the new one: the others said something else."""
    if said.source is None:
        return value.sources
    if not _ADDRESS.fullmatch(said.source) or len(said.source) > LONGEST or mask_text(said.source).masks:
        raise WrongInput("patch-source", address=said.source[:100])
    new = Source(said.source, said.dated)
    return (new,) if alone else (new, *(one for one in value.sources if one.address != new.address))


def _set(value: Value, setting: str, masked: _Masked) -> Value:
    key, equals, text = setting.partition("=")
    field, _, lang = key.partition(".")
    if not equals:
        raise WrongInput("option-value", option="--set", command="facts")
    if field in ("text", "doubt") and lang in LANGUAGES:
        before = getattr(value, field) or Text("", "", "")
        return structs.replace(value, **{field: structs.replace(before, **{lang: masked.words("--set", text)})})
    if key not in SETTABLE:
        known = (*SETTABLE, *(f"{name}.{one}" for name in ("text", "doubt") for one in LANGUAGES))
        raise WrongInput("bad-choice", option="--set", value=key[:60], allowed=", ".join(known))
    return structs.replace(value, **_plain(key, text, masked))


def _plain(key: str, text: str, masked: _Masked) -> dict[str, Any]:
    choices: Mapping[str, tuple[str, ...]] = {
        "confidence": get_args(Confidence),
        "unit": get_args(Unit),
        "ended": ("true", "false"),
    }
    if key in choices and text not in choices[key]:
        raise WrongInput("bad-choice", option=f"--set {key}", value=text[:60], allowed=", ".join(choices[key]))
    if key == "ended":
        return {"ended": text == "true"}
    if key == "number":
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise WrongInput("option-value", option="--set number", command="facts")
        return {"number": int(text)}
    if key == "start":
        return _start(text)
    if key == "data":
        return {"data": (text.strip(),)}
    return {key: masked.words("--set", text) if key in ("reference", "letter") else text}


def _start(text: str) -> dict[str, Any]:
    if text == "undated":
        return {"start": None, "start_month_only": False}
    try:
        month = len(text) == len("2026-01")
        return {"start": date.fromisoformat(f"{text}-01" if month else text), "start_month_only": month}
    except ValueError:
        raise WrongInput("bad-date", option="--set start", value=text[:40]) from None


def _with(fact: Fact, before: Value | None, now: Value) -> Fact:
    values = [now if value is before else value for value in fact.values]
    if before is None:
        values.append(now)
    return structs.replace(fact, values=tuple(sorted(values, key=lambda value: value.start or date.min)))


def _patch(kind: str, facts: Facts, before: Fact, now: Fact, said: Said, lang: str, masked: _Masked) -> Patch:
    body = fact_toml(now)
    _check(facts, now, body, said.on)
    after = structs.replace(facts, facts={**facts.facts, now.id: now})
    changed = differences(facts, after).changed
    if not changed or (kind == "correct" and changed[0].weight == "proof"):
        raise WrongInput("patch-nothing", id=before.id)
    plain = plain_changes(changed[0].changes)
    head = {
        "format": FORMAT,
        "kind": kind,
        "facts_version": facts.version,
        "pack": before.pack,
        "topic": before.topic,
    }
    told = [f"# {line}" for line in lines(plain, "en")]
    text = [*told, *(f"{key} = {quoted(value)}" for key, value in head.items()), f"made_on = {said.on.isoformat()}"]
    name = f"{kind}-{before.id}.toml"
    return Patch(name, "\n".join(text) + f"\n\n{body}", tuple(lines(plain, lang)), tuple(masked.kinds))


def _check(facts: Facts, fact: Fact, body: str, on: date) -> None:
    """The strict loader reads the fact back as the same, and no check finds an error in it."""
    path = "law/x.toml" if fact.pack == "law" else f"operators/{_folder(fact)}/facts.toml"
    topic = "x" if fact.pack == "law" else fact.topic
    day = facts.read_up_to[fact.pack].isoformat()
    files = {
        "pack.toml": f'version = "{facts.version}"\n',
        f"{fact.pack}/pack.toml": f'pack = "{fact.pack}"\nread_up_to = {day}\n',
        path: f'topic = "{topic}"\n{_operator(facts, fact)}{body}',
    }
    try:
        read = load_packs({name: text.encode() for name, text in files.items()})
    except PackError as fault:
        raise WrongInput("patch-faults", lines=tuple(map(str, fault.faults))) from None
    assert read.facts[fact.id].values == fact.values
    checked = structs.replace(facts, facts={fact.id: fact}, operators={})
    bad = [one for one in run(checked, on) if one.severity == "error" and one.check != "day-in-the-future"]
    if bad:
        raise WrongInput("patch-faults", lines=tuple(f"{one.where}: {one.seen} ({one.check})" for one in bad))


def _folder(fact: Fact) -> str:
    return "_common" if fact.topic == "all" else fact.topic


def _operator(facts: Facts, fact: Fact) -> str:
    """The operator's own table, without claims, so that the file of a brand is whole."""
    brand = facts.operators.get(fact.topic)
    if fact.pack == "law" or brand is None:
        return ""
    name = "".join(f"{lang} = {quoted(brand.name.in_(lang))}\n" for lang in LANGUAGES)
    inns = ", ".join(map(quoted, brand.inns))
    return f"[operator]\nid = {quoted(brand.id)}\ninns = [{inns}]\n[operator.name]\n{name}"
