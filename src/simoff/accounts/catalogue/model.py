"""The values of the services pack."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from simoff.facts.model import Confidence, Text

Loss = Literal["critical", "high", "medium", "low"]
"""What is lost when the number dies, worst first."""

Turn = Literal["mail", "state", "bank", "messenger", "hub", "rest"]
"""When its turn comes: first what recovers other accounts."""

Status = Literal["active", "closing", "merged", "closed"]
OldNumber = Literal["no", "optional", "yes", "unknown"]
"""Whether the old number must still receive a code for the change."""

SenderConfidence = Literal["official", "fixture", "imitation", "unverified"]
"""How well a sender's name is known: the service's own page; a test file of a public program; a public list of
imitated messages; general knowledge."""

Family = Literal[
    "binding", "leaving", "code", "login", "money", "advert", "delivery", "elsewhere", "staff", "calling"
]
LOSSES: tuple[Loss, ...] = get_args(Loss)
TURNS: tuple[Turn, ...] = get_args(Turn)
FAMILIES: tuple[Family, ...] = get_args(Family)
WORD_LANGUAGES = ("ru", "translit", "en", "zh", "uk", "be", "kk", "uz")


class Sender(Struct, frozen=True):
    """A name or number messages come from. ``only_named``: it counts only when the text names the service, too."""

    id: str
    confidence: SenderConfidence
    sources: tuple[str, ...] = ()
    only_named: bool = False


class Change(Struct, frozen=True):
    """How the number is changed. ``way`` is a sentence of the pack, ``path`` the menus as the service writes
    them, ``other`` the service it follows. ``sources`` are ids of the pack's sources, ``cites`` ids of facts.
    """

    way: str
    confidence: Confidence
    path: str | None = None
    other: str | None = None
    note: Text | None = None
    sources: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


class Service(Struct, frozen=True):
    """One service. ``called`` are its names in a text, ``common`` those that are everyday words as well (they
    count only with a capital letter beside a code), ``signed`` the brands in 【】; a star stands for the rest of
    a word. Each name belongs to one service."""

    id: str
    category: str
    name: Text
    loss: Loss
    turn: Turn
    change: Change
    status: Status = "active"
    recovers_others: bool = False
    called: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    app_hashes: tuple[str, ...] = ()
    senders: tuple[Sender, ...] = ()
    old_number: OldNumber = "unknown"
    without_sms: tuple[str, ...] = ()
    without_old: str | None = None


class Reference(Struct, frozen=True):
    """Where something was read."""

    id: str
    kind: str
    address: str


class CheckItem(Struct, frozen=True):
    """One entry of the list of what leaves no text message."""

    id: str
    loss: Loss
    text: Text
    service: str | None = None
    cites: tuple[str, ...] = ()


class Services(Struct, frozen=True):
    """The whole pack. ``words``: family -> its words, of all languages together."""

    read_up_to: date
    services: dict[str, Service]
    ways: dict[str, Text]
    factors: dict[str, Text]
    visits: dict[str, Text]
    sources: dict[str, Reference]
    words: dict[str, tuple[str, ...]]
    nameless: tuple[str, ...]
    no_sms: tuple[CheckItem, ...]
