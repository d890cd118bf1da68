"""Answers a question from the index: BM25 over terms and topics, then what this case says about each document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log
from typing import Final

from msgspec import Struct

from simoff.ask.indexing import SCALE, TOPIC
from simoff.ask.model import Hit, Index, Kind, unpacked
from simoff.ask.terms import fold, from_latin, letter_terms, skeleton, stem, terms, tokens
from simoff.ask.topics import in_letters, topics_in

SATURATION: Final = 1.2
"""k1 of BM25: how soon a term that comes again says nothing new."""
TOPIC_WEIGHT: Final = 2.2
ASKING: Final = 0.8
"""What a topic counts that only says which kind of answer is wanted."""
COMMON: Final = 0.5
"""The same of a topic that stands in many questions about something else."""
WORD_BESIDE_TOPIC: Final = 0.8
"""What a single word counts where the question speaks of a topic."""
PAIR: Final = 4
"""Bytes of a document and its strength in the postings."""
OPERATOR: Final = "operator-"
"""How the topics of operators begin."""
OTHER_OPERATOR: Final = 0.0
NAMED_OPERATOR: Final = 1.6
UNNAMED_OPERATOR: Final = 0.45
"""A fact of one brand where no brand is named: what holds for all comes first."""
FAR_BEHIND: Final = 0.4
"""An answer with less than this share of the best one's strength is about something else."""
LONGEST_LOOKED_AT: Final = 400
"""Terms of a question that are looked up; whoever pastes a contract is answered by its beginning."""
MOST_SLIPS: Final = 20
"""Words nobody knows that are compared with all that are known."""
FAINT: Final = 5.0
"""Below this strength nothing was found, where only words matched."""
FAINT_UNHEARD: Final = 8.0
"""The same where they are less than HEARD of what the question says: it may be about something else."""
HEARD: Final = 0.6
FAINT_TOPIC: Final = 2.0
"""The same where a topic matched that is a subject."""


class Leaning(Struct, frozen=True):
    """What leans the answers: the operator of the case or the question, and a factor for single documents."""

    operators: tuple[str, ...] = ()
    factors: Mapping[str, float] = {}
    kinds: Mapping[Kind, float] = {}


def rank(question: str, index: Index, leaning: Leaning, most: int) -> list[Hit]:
    """The documents that answer, best first; [] where nothing does. The same question gives the same order."""
    wanted = wanted_terms(question, index)
    if not wanted:
        return []
    values = {
        term: weight * _rarity(len(index.postings.get(term, b"")) // PAIR, len(index.ids))
        for term, weight in wanted.items()
    }
    scores, matched = _scored(values, index)
    leant = {number: score * _factor(number, index, leaning) for number, score in scores.items()}
    best = sorted(leant, key=lambda number: (-leant[number], index.ids[number]))
    subjects = {f"{TOPIC}{topic}" for topic in index.subjects}
    near = bool(leaning.operators) or any(f"{TOPIC}{topic}" in wanted for topic in index.common)
    hits = []
    for number in best[:most]:
        least = FAINT_TOPIC
        if not any(term in subjects or ":" in term for term in matched[number]):
            heard = sum(values[term] for term in matched[number]) / sum(values.values())
            least = FAINT if heard >= HEARD or near else FAINT_UNHEARD
        if leant[number] >= max(least, leant[best[0]] * FAR_BEHIND):
            hits.append(Hit(index.ids[number], round(leant[number], 3), tuple(matched[number])))
    return hits


def _scored(values: Mapping[str, float], index: Index) -> tuple[dict[int, float], dict[int, list[str]]]:
    """Document -> its strength, and the terms that gave it."""
    scores: dict[int, float] = {}
    matched: dict[int, list[str]] = {}
    for term, value in values.items():
        pairs = unpacked(index.postings.get(term, b""))
        for place in range(0, len(pairs), 2):
            strength = pairs[place + 1] / SCALE
            number = pairs[place]
            scores[number] = scores.get(number, 0.0) + value * strength / (SATURATION + strength)
            matched.setdefault(number, []).append(term)
    return scores, matched


def wanted_terms(question: str, index: Index) -> dict[str, float]:
    """What is looked up, and what each counts: terms, topics, Russian typed in Latin, a word with one slip."""
    wanted: dict[str, float] = dict.fromkeys(terms(question)[:LONGEST_LOOKED_AT], 1.0)
    meant = _meant(question, index)
    for said, words in meant.items():
        for word in words:
            wanted.setdefault(word, 0.7 if said in wanted else 0.8)
    for named in _brand_terms(question, index):
        wanted.pop(named, None)
    read = [meant.get(term, (term,))[0] for term in letter_terms(question)[:LONGEST_LOOKED_AT]]
    for topic in (*topics_in(question, index), *in_letters(read, index.letter_phrases)):
        if not topic.startswith(OPERATOR):
            wanted[f"{TOPIC}{topic}"] = TOPIC_WEIGHT * _share(topic, index)
    return _quieter(wanted) if any(term.startswith(TOPIC) for term in wanted) else wanted


def _share(topic: str, index: Index) -> float:
    if topic in index.common:
        return COMMON
    return 1.0 if ":" in topic or topic in index.subjects else ASKING


def _quieter(wanted: dict[str, float]) -> dict[str, float]:
    """Where a topic is known, single words say less."""
    return {
        term: weight if term.startswith(TOPIC) else weight * WORD_BESIDE_TOPIC for term, weight in wanted.items()
    }


def _meant(question: str, index: Index) -> dict[str, tuple[str, ...]]:
    """Terms nobody knows -> those that were meant: Russian typed in Latin letters, or one slip away."""
    phrases = {term for each in index.letter_phrases.values() for _, said in each for term in said}
    found: dict[str, tuple[str, ...]] = {}
    for token in dict.fromkeys(tokens(fold(question))[:LONGEST_LOOKED_AT]):
        term = stem(token)
        if (
            token[0] >= "\u3400"
            or len(token) < 4
            or not token.isalpha()
            or term in phrases
            or term in index.postings
        ):
            continue
        near = index.skeletons.get(skeleton(stem(from_latin(token))), ()) if token.isascii() else ()
        if not near and len(found) < MOST_SLIPS:
            near = tuple(sorted(_slips(term, (*phrases, *index.postings))))
        if near:
            found[term] = near
    return found


def _brand_terms(question: str, index: Index) -> set[str]:
    """The words that name an operator: they say whose facts come first, and nothing about the matter."""
    named = [topic for topic in topics_in(question, index) if topic.startswith(OPERATOR)]
    every = (phrase for phrases in index.letter_phrases.values() for phrase in phrases) if named else ()
    return {term for topic, terms in every if topic in named for term in terms}


def operators_in(question: str, index: Index) -> tuple[str, ...]:
    """The operators a question names, by id."""
    found = (topic for topic in topics_in(question, index) if topic.startswith(OPERATOR))
    return tuple(dict.fromkeys(topic.removeprefix(OPERATOR) for topic in found))


def _rarity(documents: int, all_documents: int) -> float:
    return log(1 + (all_documents - documents + 0.5) / (documents + 0.5))


def _factor(number: int, index: Index, leaning: Leaning) -> float:
    factor = index.weights[number] * leaning.kinds.get(index.kinds[number], 1.0)
    factor *= leaning.factors.get(index.ids[number], 1.0)
    operator = index.operators[number]
    if operator is None:
        return factor
    if not leaning.operators:
        return factor * UNNAMED_OPERATOR
    return factor * (NAMED_OPERATOR if operator in leaning.operators else OTHER_OPERATOR)


def _slips(word: str, known: Iterable[str]) -> set[str]:
    """Known terms that are one slip away from a longer word; a slip in the first letter is not looked for."""
    if len(word) < 5:
        return set()
    return {
        term for term in known if term[0] == word[0] and abs(len(term) - len(word)) <= 1 and _one_slip(word, term)
    }


def _one_slip(one: str, other: str) -> bool:
    """Whether a letter left out, put in, changed, or two neighbours changed over make one word of the other."""
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    swapped = one[start + 1 : start + 2] + one[start : start + 1] + one[start + 2 :]
    return one[start + 1 :] == other[start + 1 :] or swapped == other[start:]
