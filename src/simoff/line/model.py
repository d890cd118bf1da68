"""The values of this room: signals of a line, what each means, and the verdict on them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

PointsTo = Literal["dead", "alive", "suspended", "ambiguous", "nothing"]
"""``ambiguous``: suspended or dead, the signal alone cannot tell which."""

Weight = Literal["proof", "strong", "repeated", "weak", "none"]
"""``proof``: the operator's written word. ``repeated``: strong once it was seen twice (see Meaning)."""

Kind = Literal["call", "outgoing", "network", "sms", "lookup", "ussd", "operator", "list"]
"""Where a signal comes from; two signals are independent when their kinds differ."""

Verdict = Literal["dead", "alive", "suspended", "cannot_tell"]


class Meaning(Struct, frozen=True):
    """What one observation says.

    ``own_sim``: it was seen on the SIM itself, so nobody else's use of the number explains it.
    ``networks``: for weight ``repeated``, from how many networks it has to be seen; 1 = twice from anywhere.
    """

    kind: Kind
    points_to: PointsTo
    weight: Weight
    own_sim: bool = False
    networks: int = 1


class Seen(Struct, frozen=True):
    """One observation read out of a text, before anybody says when it was made.

    ``meaning`` is an id of ``meanings.MEANINGS``; ``raw`` the words or figures that led to it, nothing personal;
    ``slot`` the SIM slot or telephone where a dump has several; ``end`` the day a contract ended, where said;
    ``network`` from whose network a call or message was made (MCC and MNC), where the equipment says it.
    """

    meaning: str
    raw: str
    slot: str | None = None
    end: date | None = None
    network: str | None = None


class Signal(Struct, frozen=True):
    """One dated observation of the line. ``at`` is aware; ``network``: from whose network it was made."""

    meaning: str
    at: datetime
    source: str
    raw: str = ""
    network: str | None = None
    end: date | None = None


class Fault(Struct, frozen=True):
    """Something in an input that could not be read: an id of the catalogue, and where it stands."""

    id: str
    place: str


class Reading(Struct, frozen=True):
    """What a text held: observations and faults, in its order."""

    seen: tuple[Seen, ...]
    faults: tuple[Fault, ...] = ()


class Weighed(Struct, frozen=True):
    """A signal with its weight in this verdict; ``aside`` says why it does not count (an id), if it does not."""

    signal: Signal
    points_to: PointsTo
    weight: Weight
    aside: str | None = None


class Judgement(Struct, frozen=True):
    """The verdict, the reason's id, every signal weighed, and what would tell more (ids)."""

    verdict: Verdict
    reason: str
    because: tuple[Weighed, ...]
    next: tuple[str, ...]
    alarm: bool = False
    """A stranger has the number, or a line taken for dead lives: bound accounts are at stake."""
