"""The phrasebook for counter and hotline: sentences in three languages, from ``phrases/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from simoff.facts.model import Text
from simoff.facts.reading import read_text
from simoff.facts.sheet import Table
from simoff.papers.packing import read_pack, shipped

Who = Literal["you", "clerk"]


class Phrase(Struct, frozen=True):
    """A sentence: its id, the topic (the file), who says it, and its words."""

    id: str
    topic: str
    who: Who
    text: Text


@cache
def phrases() -> Mapping[str, Phrase]:
    """All that come with the program, by id, topic by topic."""
    return read_phrases(shipped("phrases"))


def read_phrases(contents: Mapping[str, bytes]) -> dict[str, Phrase]:
    """Files of a folder into phrases by id. Raises PackError with every fault; an id twice is one."""
    seen: set[str] = set()

    def read(table: Table, topic: str) -> Iterator[Phrase]:
        table.name = f'phrases "{topic}"'
        table.only("phrase")
        for part in table.tables("phrase"):
            found = _read(part, topic, seen)
            if found is not None:
                yield found

    return {one.id: one for one in read_pack(contents, read)}


def _read(table: Table, topic: str, seen: set[str]) -> Phrase | None:
    id, who = table.string("id"), table.choice("who", ("you", "clerk"))
    text = read_text(table, "text", required=True)
    table.only("id", "who", "text")
    for key, value in (("id", id), ("who", who)):
        if value is None and key not in table:
            table.missing(key, "A phrase needs it")
    if id in seen:
        table.fault("id", f"the phrase {id!r} stands twice", "Which is meant cannot be said", "Rename one")
    if id is None or who is None or text is None:
        return None
    seen.add(id)
    return Phrase(id, topic, "you" if who == "you" else "clerk", text)
