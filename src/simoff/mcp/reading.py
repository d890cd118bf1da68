"""The tools that only read, and need no case: plan, dates, facts, an answer in words, and is this a trap."""

from __future__ import annotations

import os
from datetime import date
from typing import Any

import msgspec

from simoff.desk import ask as asking
from simoff.desk import facts as desk
from simoff.desk import guard
from simoff.desk.bundle import load_facts
from simoff.desk.calendar import entries
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput
from simoff.desk.plan import Asked, make, rendered
from simoff.facts.writing import quoted
from simoff.mcp.arguments import AboutNumber, FactAsked, FactList, Message, Question, Value
from simoff.mcp.masking import without_secrets


def plan(asked: AboutNumber) -> dict[str, Any]:
    """The plan of a number: ways, steps with dates, gate, questions, and each fact cited with source and dates."""
    return rendered(make(_asked(asked), os.environ), asked.lang)


def calendar(asked: AboutNumber) -> dict[str, Any]:
    """The dates of a plan, earliest first, with the facts behind the deadlines."""
    made = plan(asked)
    cited = {fact for one in made["deadlines"] for fact in one["cites"]}
    return {
        "facts_version": made["facts_version"],
        "dates": [
            {"day": one.day.isoformat(), "title": one.title, "text": one.text} for one in entries(made, asked.lang)
        ],
        "sources": {id_: source for id_, source in made["sources"].items() if id_ in cited},
    }


def facts_list(asked: FactList) -> dict[str, Any]:
    """A page of the list of facts, each with its sources and days; ``next`` is the offset of the page after it."""
    facts = load_facts()
    lines = desk.list_facts(today(), asked.lang, asked.topic, asked.operator, facts)
    page = lines[asked.offset : asked.offset + asked.limit]
    end = asked.offset + len(page)
    found = []
    for line in page:
        sources = {source.address: source for value in facts.facts[line.id].values for source in value.sources}
        found.append({**msgspec.to_builtins(line), "sources": msgspec.to_builtins(list(sources.values()))})
    return {
        "facts_version": facts.version,
        "read_up_to": msgspec.to_builtins(facts.read_up_to),
        "of": len(lines),
        "next": end if end < len(lines) else None,
        "facts": found,
    }


def facts_show(asked: FactAsked) -> dict[str, Any]:
    """One fact: all its values with sources, days, confidence and doubt, and what to ask where it is not known."""
    on = today() if asked.as_of is None else day_of(asked.as_of)
    shown: dict[str, Any] = msgspec.to_builtins(desk.show_fact(asked.id, on, asked.lang, load_facts()))
    return shown


def ask(asked: Question) -> dict[str, Any]:
    """What answers a question: steps, ways, letters, answers to a refusal, facts, accounts and words of the field,
    best first, each with the facts it rests on, their sources, days and doubts. Nothing found: a sentence in
    Russian to ask the operator with."""
    on = today() if asked.as_of is None else day_of(asked.as_of)
    found = asking.answer(asking.Asked(asked.question, asked.operator, asked.most), asked.lang, on)
    shown: dict[str, Any] = without_secrets(msgspec.to_builtins(found))
    return {**shown, "read_up_to": msgspec.to_builtins(load_facts().read_up_to)}


def guard_check(asked: Message) -> dict[str, Any]:
    """Is this message a trap? The verdict, what shows it, with its source, and one thing to do."""
    found = guard.check(guard.Asked(asked.text, sender=asked.sender, channel=asked.channel), asked.lang)
    shown: dict[str, Any] = without_secrets(found)
    return shown


def day_of(text: str) -> date:
    """A day; WrongInput ``bad-date``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongInput("bad-date", option="as_of", value=text) from None


def _asked(asked: AboutNumber) -> Asked:
    settings = tuple(f"{key}={_toml(value)}" for key, value in asked.circumstances.items())
    return Asked(asked.number, settings=settings, as_of=None if asked.as_of is None else day_of(asked.as_of))


def _toml(value: Value) -> str:
    """A value as ``--set`` takes it: plain words, figures and days as they are, other text quoted."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    plain = value.replace("_", "").replace("-", "").replace(".", "")
    return value if plain.isascii() and plain.isalnum() else quoted(value)
