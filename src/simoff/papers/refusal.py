"""What clerks and hotlines say when they refuse, and what to answer: a file each in ``refusals/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from msgspec import Struct

from simoff.facts import Facts
from simoff.facts.model import Text
from simoff.facts.reading import read_text
from simoff.facts.sheet import Table
from simoff.papers.details import ABOUT, About
from simoff.papers.grounds import fit_value, rest
from simoff.papers.kinds import KINDS
from simoff.papers.letter import Rest
from simoff.papers.packing import read_pack, shipped
from simoff.papers.pattern import compiled

LONGEST_MESSAGE = 20_000
"""Characters of a pasted message that are looked at."""
_KEYS = ("id", "heard", "match", "facts", "letter", "about", "said", "answer", "next")


class Refusal(Struct, frozen=True):
    """One refusal: how it sounds in Russian, what it means, what to answer and what to do then.

    ``facts`` may support the answer, ``letter`` is the kind to write with ``about``; both may be missing.
    """

    id: str
    heard: tuple[str, ...]
    match: tuple[str, ...]
    said: Text
    answer: Text
    next: Text
    facts: tuple[str, ...] = ()
    letter: str | None = None
    about: About | None = None


class Suggestion(Struct, frozen=True):
    """A refusal a text may be, with the words of the text that point to it."""

    refusal: Refusal
    matched: tuple[str, ...]


@cache
def refusals() -> Mapping[str, Refusal]:
    """All that come with the program, by id."""
    return read_refusals(shipped("refusals"))


def read_refusals(contents: Mapping[str, bytes]) -> dict[str, Refusal]:
    """Files of a folder into refusals by id. Raises PackError with every fault."""
    return {one.id: one for one in read_pack(contents, _read)}


def suggest(text: str, known: Mapping[str, Refusal] | None = None) -> tuple[Suggestion, ...]:
    """What a pasted SMS or mail may be, the most phrases matched first. A suggestion, never a verdict."""
    text = text[:LONGEST_MESSAGE]
    found = []
    for one in (refusals() if known is None else known).values():
        hits = {hit[0]: None for phrase in one.match if (hit := compiled(phrase).search(text))}
        if hits:
            found.append(Suggestion(one, tuple(hits)))
    return tuple(sorted(found, key=lambda hit: (-len(hit.matched), -sum(map(len, hit.matched)))))


def supports(one: Refusal, facts: Facts, on: date) -> tuple[Rest, ...]:
    """The facts that carry the answer that day: in force, undisputed, official or credible. Often none."""
    fit = ((fact_id, fit_value(facts, fact_id, on)) for fact_id in one.facts)
    return tuple(rest(fact_id, value) for fact_id, value in fit if value is not None)


def _read(table: Table, name: str) -> Iterator[Refusal]:
    table.name = f'refusal "{name}"'
    table.only(*_KEYS)
    said, answer, next_ = (read_text(table, key, required=True) for key in ("said", "answer", "next"))
    letter, about = table.choice("letter", tuple(KINDS)), table.choice("about", ABOUT)
    heard, match, facts = table.strings("heard"), table.strings("match"), table.strings("facts")
    if table.string("id") != name:
        table.fault("id", "it is not the file's name", "A file is found by its id", "Make them the same")
    for phrase in match:
        try:
            compiled(phrase)
        except ValueError as fault:
            table.fault("match", str(fault), "It could match nothing or everything", "See papers/pattern.py")
    for key, value in (("heard", heard), ("match", match)):
        if not value:
            table.missing(key, "The refusal could not be recognised")
    if said and answer and next_:
        yield Refusal(name, heard, match, said, answer, next_, facts, letter, _about(about))


def _about(word: str | None) -> About | None:
    return next((about for about in ABOUT if about == word), None)
