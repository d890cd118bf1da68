"""Gathers what can answer a question out of all rooms: steps, ways, letters, refusals, facts, services, words.

Everything comes as arguments and little is imported, so that the build can make the index before the program's
dependencies are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, convert

from simoff.ask.model import Book, Document, Help, Index, Kind, Part
from simoff.facts.model import Fact, Facts, Text
from simoff.lang import LANGS

if TYPE_CHECKING:
    from simoff.accounts.catalogue import Service, Services

Parts = tuple[tuple[Part, tuple[str, ...]], ...]

Words = Mapping[str, Mapping[str, Any]]
"""Language -> the texts of the plan by id."""

STEP: Final = "step"
_WEIGHTS: Final[Mapping[Kind, float]] = {
    "step": 1.1,
    "way": 1.1,
    "paper": 1.0,
    "refusal": 1.1,
    "fact": 0.9,
    "service": 1.3,
    "word": 0.75,
}
"""What a kind of answer counts: what to do comes before what is so, and that before what a word means."""
_OUTSIDE: Final = re.compile(r"[（(:：].*")
"""What a name adds in brackets or behind a colon."""
_WEAK: Final = 0.8
"""A fact nobody good says, or nobody says at all, counts less: its answer is a question to the operator."""


class Said(Struct, frozen=True):
    """What this module needs of a refusal: what is said, how it sounds, the answer, what then, what it rests on."""

    id: str
    heard: tuple[str, ...]
    said: Text
    answer: Text
    next: Text
    facts: tuple[str, ...] = ()
    letter: str | None = None
    about: str | None = None
    match: tuple[str, ...] = ()


class Shelf(Struct, frozen=True):
    """All that answering needs beside the packs of the other rooms."""

    book: Book
    refusals: dict[str, Said]
    index: Index


def read_refusals(files: Mapping[str, bytes]) -> dict[str, Said]:
    """The answers to refusals of ``papers/refusals``, by id. The papers room has read them strictly before."""
    import tomllib  # an installation reads the compiled shelf

    found = (convert(tomllib.loads(content.decode()), Said) for content in files.values())
    return {said.id: said for said in found}


def versions_of(facts: Facts) -> tuple[str, ...]:
    """What an index is made of, beside what comes with the program."""
    return (facts.version, str(len(facts.facts)))


def shelf_of(book: Book, refusals: dict[str, Said], facts: Facts, services: Services, plan: Words) -> Shelf:
    """The shelf with its index."""
    from simoff.ask.indexing import build

    documents = gather(book, facts, services, refusals, plan)
    return Shelf(book, refusals, build(documents, book.topics.values(), versions_of(facts)))


def gather(
    book: Book, facts: Facts, services: Services, refusals: Mapping[str, Said], plan: Words
) -> list[Document]:
    """Every document, in a fixed order."""
    return [
        *(_step(help_, book, plan) for help_ in book.helps.values()),
        *_ways_and_papers(book, plan),
        *(_refusal(said, book) for said in refusals.values()),
        *(_fact(fact, book) for fact in facts.facts.values()),
        *(_service(service, book) for service in services.services.values()),
        *_words(book),
    ]


def helps_said(help_: Help, plan: Mapping[str, Any]) -> tuple[str, ...]:
    """How a step is done, in the words of the plan's catalogue ``plan`` of one language."""
    return tuple(str(plan[key]) for key in help_.how)


def _step(help_: Help, book: Book, plan: Words) -> Document:
    body = [text for lang in LANGS for text in helps_said(help_, plan[lang])]
    why = [str(plan[lang][f"step.{help_.step}.why"]) for lang in LANGS if help_.why_own is None]
    own = _all(help_.how_own, help_.why_own)
    titles = tuple(str(plan[lang][f"step.{help_.step}.title"]) for lang in LANGS)
    parts: Parts = (("title", titles), ("body", (*body, *own)), ("aside", (*why, *_all(help_.wrong, help_.take))))
    return _document(f"step:{help_.step}", "step", parts, book)


def _ways_and_papers(book: Book, plan: Words) -> Iterator[Document]:
    for entry in book.entries.values():
        kind, _, name = entry.id.partition(":")
        if kind == "way":
            titles = tuple(str(plan[lang][f"route.{name}.name"]) for lang in LANGS)
            yield _document(entry.id, "way", (("title", titles), ("body", _all(entry.text))), book)
        elif kind == "paper":
            yield _document(entry.id, "paper", (("title", _all(entry.title)), ("body", _all(entry.text))), book)


def _refusal(said: Said, book: Book) -> Document:
    parts: Parts = (
        ("title", _all(said.said)),
        ("asked", said.heard),
        ("aside", _all(said.answer, said.next)),
    )
    return _document(f"refusal:{said.id}", "refusal", parts, book)


def _fact(fact: Fact, book: Book) -> Document:
    body = _all(*(value.text for value in fact.values)) or _all(fact.question)
    aside = (
        *(_all(fact.question) if fact.values else ()),
        *_all(*(value.doubt for value in fact.values)),
        *(value.reference for value in fact.values if value.reference),
    )
    weak = all(value.confidence == "rumour" for value in fact.values)
    brand = None if fact.pack != "operators" or fact.topic == "all" else fact.topic
    factor = _WEAK if weak else 1.0
    title = fact.id.rpartition(".")[2].replace("-", " ")
    parts: Parts = (("title", (title,)), ("body", body), ("aside", aside))
    return _document(f"fact:{fact.id}", "fact", parts, book, brand, factor)


def _service(service: Service, book: Book) -> Document:
    """A service is found by its name alone: what it says about changing the number is much the same everywhere.

    An operator's name says whose facts are meant, and calls no service.
    """
    entry = book.entries.get(f"service:{service.id}")
    called = (*service.called, *service.common, *service.signed, *service.domains, *_all(service.name))
    names = {_OUTSIDE.sub("", name).replace("*", "").strip() for name in called}
    names |= set(() if entry is None else entry.also)
    return Document(
        f"service:{service.id}",
        "service",
        (),
        weight=_WEIGHTS["service"],
        names=() if service.category == "telecom" else tuple(sorted(name for name in names if len(name) > 1)),
    )


def _words(book: Book) -> Iterator[Document]:
    for word in book.words.values():
        asked = (*word.also, *book.asked.get(f"word:{word.id}", ()))
        parts = _parts((("title", _all(word.name)), ("asked", asked), ("body", _all(word.text))))
        topics = (*word.topics, "what-is")
        yield Document(f"word:{word.id}", "word", parts, tuple(dict.fromkeys(topics)), None, _WEIGHTS["word"])


def _document(
    id_: str,
    kind: Kind,
    parts: Parts,
    book: Book,
    operator: str | None = None,
    factor: float = 1.0,
) -> Document:
    kind_of, _, name = id_.partition(":")
    shared = f"{kind_of}:*.{name.partition('.')[2]}"
    entry = book.entries.get(id_) or book.entries.get(shared)
    topics = () if entry is None else entry.topics
    said = _parts((*parts, ("asked", book.asked.get(id_, ()))))
    return Document(id_, kind, said, topics, operator, _WEIGHTS[kind] * factor)


def _parts(parts: Parts) -> Parts:
    return tuple((part, texts) for part, texts in parts if texts)


def _all(*texts: Text | None) -> tuple[str, ...]:
    return tuple(text.in_(lang) for text in texts if text is not None for lang in LANGS)
