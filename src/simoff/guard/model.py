"""The values of this room: what the packs say, what a message is, and what is answered."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from simoff.facts.model import Text

Word = Literal["scam", "suspicious", "nothing_found"]
Channel = Literal["sms", "chat", "web", "call"]
Grade = Literal["official", "press", "memo", "ours"]


class Group(Struct, frozen=True):
    """Phrases that mean the same. ``act``: what the reader is told to do; ``hides``: groups it overrules."""

    id: str
    phrases: tuple[str, ...]
    """A star stands for any ending of a word."""
    act: bool = False
    hides: tuple[str, ...] = ()


class Join(Struct, frozen=True):
    """Two things that mean more when they stand within ``within`` characters of each other."""

    id: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    within: int


class Rule(Struct, frozen=True):
    """One trap. Each of ``needs`` is a choice of groups, joins or ``@`` features; all must be met within
    ``within`` characters (0: anywhere), none of ``none`` near them, and all of ``when`` known of the message.
    """

    id: str
    pattern: str
    """``P1`` to ``P17``, or ``general``."""
    verdict: Literal["scam", "suspicious"]
    needs: tuple[tuple[str, ...], ...]
    none: tuple[str, ...]
    when: tuple[str, ...]
    within: int
    why: Text
    source: str
    step: str


class SourceNote(Struct, frozen=True):
    """Where a pattern was read; ``reference`` is None for our own reasoning."""

    id: str
    grade: Grade
    reference: str | None = None


class Phone(Struct, frozen=True):
    """A telephone of an owner: E.164 or a short code. Only ``shown`` ones may be printed as a hotline."""

    number: str
    confidence: str
    source: str
    shown: bool = False


class Owner(Struct, frozen=True):
    """Who owns which domains and telephones, and how it is called in domains and account names."""

    id: str
    name: str
    domains: tuple[str, ...]
    confidence: str
    source: str
    names: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()


class Book(Struct, frozen=True):
    """All packs of the guard, checked."""

    groups: tuple[Group, ...]
    joins: tuple[Join, ...]
    rules: tuple[Rule, ...]
    sources: dict[str, SourceNote]
    steps: dict[str, Text]
    owners: tuple[Owner, ...]
    shorteners: frozenset[str]
    messengers: frozenset[str]


class Message(Struct, frozen=True):
    """What is checked. ``links``: pairs of shown text and address, from HTML; ``qr``: contents of QR codes."""

    text: str
    sender: str | None = None
    channel: Channel | None = None
    links: tuple[tuple[str, str], ...] = ()


class Hit(Struct, frozen=True, order=True):
    """Something found, at a place of the folded text. ``quote`` where the words are not in the text."""

    start: int
    end: int
    quote: str | None = None


class Indicator(Struct, frozen=True):
    """One reason: the rule, the message's own words, and where they stand (None: not in the text)."""

    rule: Rule
    quote: str
    start: int | None
    end: int | None


class NotChecked(Struct, frozen=True):
    """A part that could not be looked at: text ids of what and why, with what fills them."""

    what: str
    why: str
    args: dict[str, str | int] = {}


class Verdict(Struct, frozen=True):
    """The answer. It is never "safe": ``nothing_found`` means that no rule spoke."""

    verdict: Word
    indicators: tuple[Indicator, ...]
    not_checked: tuple[NotChecked, ...] = ()
