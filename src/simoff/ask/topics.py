"""Which topics a text speaks of: the phrases of the synonyms packs in it, in any word form and any order.

A Russian or English phrase is there when all its terms stand near each other; between them three words may come.
A Chinese phrase is there as it stands; ``…`` in it lets up to eight signs in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from simoff.ask.model import Document, Index, Topic
from simoff.ask.terms import fold, letter_terms

Phrases = Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]

BETWEEN_WORDS: Final = 3
BETWEEN_SIGNS: Final = 8
GAP: Final = "…"


def phrases_of(topics: Iterable[Topic], documents: Iterable[Document]) -> tuple[Phrases, Phrases]:
    """The phrases of topics and the names of documents: those with letters by their first term, the Chinese ones
    by their first sign."""
    letters: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    chinese: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    said = [(topic.id, phrase) for topic in topics for phrase in topic.phrases]
    said += [(document.id, name) for document in documents for name in document.names]
    for topic, phrase in dict.fromkeys(said):
        if is_chinese(phrase):
            pieces = tuple(joined(piece) for piece in phrase.split(GAP))
            chinese.setdefault(pieces[0][0], []).append((topic, pieces))
        elif terms := tuple(dict.fromkeys(letter_terms(phrase))):
            letters.setdefault(terms[0], []).append((topic, terms))
    return (
        {first: tuple(found) for first, found in letters.items()},
        {first: tuple(found) for first, found in chinese.items()},
    )


def is_chinese(text: str) -> bool:
    """Whether a text holds a Chinese sign."""
    return any("\u3400" <= sign <= "\u9fff" for sign in text)


def joined(text: str) -> str:
    """A folded text without blanks, for Chinese, which has none."""
    return "".join(fold(text).split())


def topics_in(text: str, index: Index) -> list[str]:
    """The topics of a text, each as often as it comes."""
    return topics_of(text, index.letter_phrases, index.zh_phrases)


def topics_of(text: str, letters: Phrases, chinese: Phrases) -> list[str]:
    """The same with the phrases given."""
    found = in_letters(letter_terms(text), letters)
    if is_chinese(text):
        found += _in_chinese(joined(text), chinese)
    return found


def in_letters(terms: list[str], phrases: Phrases) -> list[str]:
    """The topics that terms with letters speak of."""
    places: dict[str, list[int]] = {}
    for place, term in enumerate(terms):
        places.setdefault(term, []).append(place)
    found = []
    for first in places:
        for topic, wanted in phrases.get(first, ()):
            if len(wanted) == 1 or (all(term in places for term in wanted) and _near(wanted, places)):
                found.append(topic)
    return found


def _near(wanted: tuple[str, ...], places: Mapping[str, list[int]]) -> bool:
    width = len(wanted) + BETWEEN_WORDS
    return any(
        all(any(abs(place - start) < width for place in places[term]) for term in wanted[1:])
        for start in places[wanted[0]]
    )


def _in_chinese(text: str, phrases: Phrases) -> list[str]:
    found = []
    for place, sign in enumerate(text):
        for topic, pieces in phrases.get(sign, ()):
            if text.startswith(pieces[0], place) and _follow(text, place + len(pieces[0]), pieces[1:]):
                found.append(topic)
    return found


def _follow(text: str, place: int, pieces: tuple[str, ...]) -> bool:
    for piece in pieces:
        at = text.find(piece, place, place + BETWEEN_SIGNS + len(piece))
        if at < 0:
            return False
        place = at + len(piece)
    return True
