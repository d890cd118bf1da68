"""The values of this room: facts with their days, sources and doubts."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

Confidence = Literal["official", "credible", "copy", "report", "unverified", "rumour"]
"""How well a value is known, best first.

``official`` the official text or page was read; ``credible`` a serious medium says so; ``copy`` official
data seen in somebody else's copy; ``report`` users say so; ``unverified`` general knowledge without a
usable source; ``rumour`` only content farms say so: never printed as a fact.
"""

Unit = Literal["day", "working_day", "month", "year", "hour", "count", "rouble"]

STATABLE: frozenset[Confidence] = frozenset({"official", "credible", "copy", "report", "unverified"})
GROUNDS: frozenset[Confidence] = frozenset({"official", "credible"})
"""What a letter may rest on."""


class Text(Struct, frozen=True):
    """One text, written three times."""

    zh: str
    ru: str
    en: str

    def in_(self, lang: str) -> str:
        """The text in ``zh``, ``ru`` or ``en``."""
        return str(getattr(self, lang))


class Source(Struct, frozen=True):
    """Where a value was read. ``dated`` is the day the source itself carries, None when it has none."""

    address: str
    dated: date | None = None


class Confirmation(Struct, frozen=True):
    """Who confirmed a value last, when and how."""

    on: date
    by: str
    how: str


class Value(Struct, frozen=True):
    """A value from one start day on.

    ``start`` None means undated: in force on any day, and said to be undated. ``start_month_only``: the
    source gave a month, ``start`` is its first day. ``ended`` marks the end of what was in force before.
    ``number`` with ``unit`` is the figure the program computes with; ``data`` is a plain string such as an
    address, a telephone number or a domain.
    """

    text: Text
    confidence: Confidence
    sources: tuple[Source, ...] = ()
    start: date | None = None
    start_month_only: bool = False
    ended: bool = False
    reference: str | None = None
    """The act or page, in Russian as it is cited; no article number unless the source gave it."""
    letter: str | None = None
    """How a Russian letter may name it; an article is named only where the official text was seen."""
    doubt: Text | None = None
    number: int | None = None
    unit: Unit | None = None
    data: tuple[str, ...] = ()
    confirmed: Confirmation | None = None
    attempted_on: date | None = None

    def confirmed_on(self) -> date | None:
        """The last confirmation, else the newest day a source carries, else None."""
        if self.confirmed is not None:
            return self.confirmed.on
        return max((s.dated for s in self.sources if s.dated is not None), default=None)


class Fact(Struct, frozen=True):
    """One thing that is true, disputed or not known.

    ``values`` are ordered by start, undated first. ``disputed``: values of the same start contradict each
    other and both are shown. ``question`` is what to ask where the answer is not known or only rumoured.
    """

    id: str
    pack: str
    topic: str
    values: tuple[Value, ...]
    disputed: bool = False
    question: Text | None = None


class Known(Struct, frozen=True):
    """One value is in force."""

    fact: Fact
    value: Value


class Disputed(Struct, frozen=True):
    """Sources contradict each other: all sides."""

    fact: Fact
    sides: tuple[Value, ...]


class Unknown(Struct, frozen=True):
    """Nobody good says it. ``rumour`` is what content farms say, for a warning only."""

    fact: Fact
    question: Text | None
    rumour: Value | None = None


class Ended(Struct, frozen=True):
    """It was in force and is no longer."""

    fact: Fact
    value: Value


class NotYet(Struct, frozen=True):
    """It starts after the day asked for, so for that day it does not exist."""

    fact: Fact


State = Known | Disputed | Unknown | Ended | NotYet


class Channel(Struct, frozen=True):
    """A hotline or other address of an operator, with the fact that carries it."""

    fact_id: str
    data: str
    confidence: Confidence


class Operator(Struct, frozen=True):
    """A brand that bills people, as far as known. Every field that is a claim names its fact."""

    id: str
    name: Text
    inns: tuple[str, ...]
    quality: dict[str, str]
    """Field -> ``done``, ``todo`` or ``exempt: reason``."""
    party: str | None = None
    """Contract party, Russian name; None where no source was seen."""
    party_fact: str | None = None
    address: str | None = None
    """Legal address fit for a letter: only from confidence official or credible."""
    address_fact: str | None = None
    address_dated: date | None = None
    hotlines: tuple[Channel, ...] = ()
    official_termination_page: bool = False
    """The operator's own page on ending the contract was seen."""


class Facts(Struct, frozen=True):
    """All packs, loaded and checked."""

    version: str
    read_up_to: dict[str, date]
    """Pack -> the newest day its sources speak of."""
    facts: dict[str, Fact]
    operators: dict[str, Operator]

    def by_inn(self) -> dict[str, Operator]:
        """Operators keyed by the taxpayer numbers of their range holders."""
        return {inn: operator for operator in self.operators.values() for inn in operator.inns}
