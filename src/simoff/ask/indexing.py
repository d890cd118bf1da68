"""Documents into an index: how strongly each term speaks for each document (BM25F, Robertson and Zaragoza 2009)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from simoff.ask.model import Document, Index, Part, Topic, packed
from simoff.ask.terms import skeleton, terms
from simoff.ask.topics import GAP, Phrases, phrases_of, topics_of

WEIGHTS: Final[dict[Part, float]] = {
    "title": 3.0,
    "topics": 6.0,
    "asked": 3.0,
    "said": 4.0,
    "body": 1.0,
    "aside": 0.4,
}
"""What a term counts by where it stands."""
LENGTH: Final[dict[Part, float]] = {
    "title": 0.4,
    "topics": 0.45,
    "asked": 0.4,
    "said": 0.3,
    "body": 0.75,
    "aside": 0.75,
}
"""How much a long part is held against its terms (b of BM25F)."""
SCALE: Final = 100
MOST: Final = 65_535
"""The greatest strength x SCALE, and number of a document, an index holds."""
TOPIC: Final = "#"
"""Before a topic, so that it is no word."""


def build(documents: Sequence[Document], topics: Iterable[Topic], versions: tuple[str, ...]) -> Index:
    """The index of all documents. Topics are found in every text; those stated for a document count most, the first
    of them more than once: it is what the document is about."""
    topics = tuple(topics)
    phrases = phrases_of(topics, documents)
    said = {topic.id: _said(topic) for topic in topics}
    counted = [_counted(document, phrases, said) for document in documents]
    average = {
        part: max(1.0, sum(count[part].total() for count in counted) / max(1, len(counted))) for part in WEIGHTS
    }
    postings: dict[str, list[int]] = {}
    for number, count in enumerate(counted):
        for term, strength in sorted(_strengths(count, average).items()):
            postings.setdefault(term, []).extend((number, min(MOST, max(1, round(strength * SCALE)))))
    return Index(
        versions=versions,
        ids=tuple(document.id for document in documents),
        kinds=tuple(document.kind for document in documents),
        operators=tuple(document.operator for document in documents),
        weights=tuple(document.weight for document in documents),
        postings={term: packed(pairs) for term, pairs in sorted(postings.items())},
        skeletons=_skeletons(
            {*postings, *(term for each in phrases[0].values() for _, said in each for term in said)}
        ),
        letter_phrases=dict(phrases[0]),
        zh_phrases=dict(phrases[1]),
        subjects=tuple(topic.id for topic in topics if not topic.asks and not topic.common),
        common=tuple(topic.id for topic in topics if topic.common),
    )


def _said(topic: Topic) -> set[str]:
    """The terms of all phrases of a topic that is a subject."""
    return set() if topic.asks else {term for phrase in topic.phrases for term in terms(phrase.replace(GAP, " "))}


def _counted(
    document: Document, phrases: tuple[Phrases, Phrases], said: Mapping[str, set[str]]
) -> dict[Part, Counter[str]]:
    found: dict[Part, Counter[str]] = {part: Counter() for part in WEIGHTS}
    for part, texts in document.parts:
        for text in texts:
            found[part].update(terms(text))
            spoken = {topic for topic in topics_of(text, *phrases) if ":" not in topic}
            found[part].update(f"{TOPIC}{topic}" for topic in spoken)
    found["topics"].update(f"{TOPIC}{topic}" for topic in (*document.topics, *document.topics[:1]))
    for topic in (*document.topics, *document.topics[:1] * 2):
        found["said"].update(said.get(topic, ()))
    if document.names:
        found["topics"][f"{TOPIC}{document.id}"] += 1
    return found


def _strengths(count: dict[Part, Counter[str]], average: dict[Part, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for part, weight in WEIGHTS.items():
        length = 1 - LENGTH[part] + LENGTH[part] * count[part].total() / average[part]
        for term, times in count[part].items():
            found[term] = found.get(term, 0.0) + weight * times / length
    return found


def _skeletons(postings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for term in sorted(postings):
        if "а" <= term[0] <= "я" and len(term) > 2:
            found.setdefault(skeleton(term), []).append(term)
    return {key: tuple(stems) for key, stems in found.items()}
