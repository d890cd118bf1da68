"""The values of this room: the packs, the documents handed in, the index made of them, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from struct import pack, unpack
from typing import Literal, get_args

from msgspec import Struct

from simoff.facts.model import Text

Kind = Literal["step", "way", "paper", "refusal", "fact", "service", "word"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What an answer can be: a step or way of the plan, a letter, an answer to a refusal, a fact, a service's account,
a word of the glossary. An answer's id is ``kind:id``."""

Part = Literal["title", "topics", "asked", "said", "body", "aside"]
"""Where a word stands in a document, which decides how much it says about it. ``said``: in how people speak of its
topics, so that half a phrase counts, too."""


class Topic(Struct, frozen=True):
    """One thing people ask about, and the words for it in each language. ``asks``: it says what kind of answer is
    wanted (what is it, how long, they say) and is no subject of its own."""

    id: str
    zh: tuple[str, ...]
    ru: tuple[str, ...]
    en: tuple[str, ...]
    asks: bool = False
    common: bool = False
    """It stands in many questions that are about something else: a shop, the bank, the card."""

    @property
    def phrases(self) -> tuple[str, ...]:
        """All of them; a question may be mixed."""
        return (*self.zh, *self.ru, *self.en)


class Entry(Struct, frozen=True):
    """What an answer is about. ``id``: ``kind:id``; ``fact:*.refund`` stands for that fact of every operator.

    ``text``, ``title`` and ``command`` are stated where nothing else in the program says them.
    """

    id: str
    topics: tuple[str, ...] = ()
    title: Text | None = None
    text: Text | None = None
    cites: tuple[str, ...] = ()
    command: str | None = None
    also: tuple[str, ...] = ()
    """How people call it beside its name."""


class Word(Struct, frozen=True):
    """A word of the field: how it is called in each language, other spellings, what it means."""

    id: str
    name: Text
    also: tuple[str, ...]
    text: Text
    topics: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    command: str | None = None


class Help(Struct, frozen=True):
    """The help beside a step. ``how`` and ``why`` name texts of the plan; own words stand in ``how_own``.

    ``wrong``: what can go wrong; ``take``: what to take away from it.
    """

    step: str
    how: tuple[str, ...]
    how_own: Text | None
    why_own: Text | None
    wrong: Text
    take: Text
    command: str
    cites: tuple[str, ...]


class Book(Struct, frozen=True):
    """All packs of this room."""

    topics: dict[str, Topic]
    entries: dict[str, Entry]
    words: dict[str, Word]
    helps: dict[str, Help]
    asked: dict[str, tuple[str, ...]] = {}
    """Id of an answer -> questions it answers, in all languages."""


class Document(Struct, frozen=True):
    """One thing that can be an answer, with its texts in every language by where they stand.

    ``operator`` is the brand it is about, None for all; ``weight`` what it counts beside others of the same words.
    """

    id: str
    kind: Kind
    parts: tuple[tuple[Part, tuple[str, ...]], ...]
    topics: tuple[str, ...] = ()
    operator: str | None = None
    weight: float = 1.0
    names: tuple[str, ...] = ()
    """Names of its own; with one of them in it a question speaks of this document."""


class Index(Struct, frozen=True):
    """Documents taken apart. ``postings``: term -> document, strength x 100, document, strength x 100, … as
    ``packed`` makes them; only those a question asks for are unpacked.

    ``skeletons``: the consonants of a Russian stem in Latin letters -> its stems, for Russian typed in Latin.
    ``versions`` say what it was made of.
    """

    versions: tuple[str, ...]
    ids: tuple[str, ...]
    kinds: tuple[Kind, ...]
    operators: tuple[str | None, ...]
    weights: tuple[float, ...]
    postings: dict[str, bytes]
    skeletons: dict[str, tuple[str, ...]]
    letter_phrases: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
    """First term of a phrase -> its topic and all its terms."""
    zh_phrases: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
    """First sign of a phrase -> its topic and its pieces in order."""
    subjects: tuple[str, ...]
    """The topics that are a subject and not merely common."""
    common: tuple[str, ...]


def packed(pairs: Sequence[int]) -> bytes:
    """Figures below 65,536 as two bytes each, the low one first, on every machine."""
    return pack(f"<{len(pairs)}H", *pairs)


def unpacked(pairs: bytes) -> tuple[int, ...]:
    """What was packed."""
    return unpack(f"<{len(pairs) // 2}H", pairs)


class Hit(Struct, frozen=True):
    """A document that answers, with its strength and the words that matched."""

    id: str
    score: float
    matched: tuple[str, ...]
