"""Every word of the catalogue in one automaton, so that a text is read once, whatever the number of services.

Names and families of words are found together (Aho-Corasick), then kept or dropped by what stands around them:
a word must be whole, a name inside a longer name is that longer name, and "код" inside "промо-код" is no code.
"""

from __future__ import annotations

from typing import Literal

import ahocorasick_rs
from msgspec import Struct

from simoff.accounts.catalogue import FAMILIES, Services
from simoff.accounts.folding import fold_text

BITS: dict[str, int] = {family: 1 << place for place, family in enumerate(FAMILIES)}
BINDING, LEAVING, CODE, LOGIN = BITS["binding"], BITS["leaving"], BITS["code"], BITS["login"]
MONEY, ADVERT, DELIVERY, ELSEWHERE = BITS["money"], BITS["advert"], BITS["delivery"], BITS["elsewhere"]
STAFF, CALLING = BITS["staff"], BITS["calling"]
_TAKES_AWAY = ADVERT | DELIVERY | ELSEWHERE
"""Families whose longer words take the word of a code inside them away."""
_TAKEN = CODE | LOGIN | BINDING

NameKind = Literal["called", "common", "domain"]


class Name(Struct, frozen=True):
    """A service's name in a folded text, from ``start`` up to ``end``."""

    start: int
    end: int
    service: str
    kind: NameKind


class Marks(Struct, frozen=True):
    """What a text holds: ``bits`` of families, the names in order, and where words of money and of login end."""

    bits: int
    names: tuple[Name, ...]
    money: tuple[int, ...]
    """Where the words of money start."""
    login: tuple[int, ...]
    """Where the words of login and binding start."""
    staff: tuple[int, ...]
    """Where the words end after which a name is not meant."""
    first_advert: int


class _Pattern(Struct):
    """One word of the automaton: the families it belongs to, or the service it names."""

    text: str
    open_end: bool
    bits: int = 0
    service: str | None = None
    kind: NameKind = "called"


class Patterns:
    """The automaton over one services pack."""

    def __init__(self, services: Services) -> None:
        found: dict[tuple[str, bool], _Pattern] = {}
        for family, words in services.words.items():
            for word in words:
                _pattern(found, word).bits |= BITS[family]
        for service in services.services.values():
            kinds: tuple[tuple[NameKind, tuple[str, ...]], ...] = (
                ("called", (*service.called, *service.signed)),
                ("common", service.common),
                ("domain", service.domains),
            )
            for kind, names in kinds:
                for name in names:
                    pattern = _pattern(found, name)
                    if pattern.service is None:
                        pattern.service, pattern.kind = service.id, kind
        self.patterns = list(found.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            [pattern.text for pattern in self.patterns], implementation=ahocorasick_rs.Implementation.DFA
        )

    def read(self, folded: str) -> Marks:
        """The marks of a folded text, in one pass over it."""
        hits = self._whole(folded)
        if not hits:
            return NOTHING
        if len(hits) > 1:
            hits.sort(key=_by_place)
            hits = _without_contained(hits)
        bits, names, money, login, staff, advert = 0, [], [], [], [], len(folded)
        for start, end, pattern in hits:
            families = pattern.bits
            bits |= families
            if pattern.service is not None:
                names.append(Name(start, end, pattern.service, pattern.kind))
            if families & MONEY:
                money.append(start)
            if families & (LOGIN | BINDING):
                login.append(start)
            if families & STAFF:
                staff.append(end)
            if families & ADVERT:
                advert = min(advert, start)
        return Marks(bits, tuple(names), tuple(money), tuple(login), tuple(staff), advert)

    def _whole(self, folded: str) -> list[tuple[int, int, _Pattern]]:
        """The matches that are whole words."""
        patterns, size, hits = self.patterns, len(folded), []
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            pattern = patterns[number]
            if start and _joined(folded[start - 1], folded[start]):
                continue
            if end < size and not pattern.open_end and _joined(folded[end - 1], folded[end]):
                continue
            if pattern.service is not None and _part_of_an_address(folded, start, end, size):
                continue
            hits.append((start, end, pattern))
        return hits


NOTHING = Marks(0, (), (), (), (), 0)


def _pattern(found: dict[tuple[str, bool], _Pattern], word: str) -> _Pattern:
    open_end = word.endswith("*")
    text = fold_text(word.rstrip("*")).strip()
    return found.setdefault((text, open_end), _Pattern(text, open_end))


def _joined(before: str, after: str) -> bool:
    """Whether two signs belong to one word. Chinese has no blanks, so its words join to nothing."""
    return before.isalnum() and after.isalnum() and before < "\u2e80" and after < "\u2e80"


def _part_of_an_address(folded: str, start: int, end: int, size: int) -> bool:
    """``ivan@mail.ru`` and ``https://ozon.ru.example`` name nobody."""
    if start and folded[start - 1] == "@":
        return True
    if "." not in folded[start:end]:
        return "://" in folded[folded.rfind(" ", 0, start) + 1 : start]
    return end + 1 < size and folded[end] == "." and folded[end + 1].isalnum()


def _by_place(hit: tuple[int, int, _Pattern]) -> tuple[int, int]:
    return hit[0], -hit[1]


def _without_contained(hits: list[tuple[int, int, _Pattern]]) -> list[tuple[int, int, _Pattern]]:
    """Names inside longer names go; so do codes inside "promo code", and families inside a name."""
    kept: list[tuple[int, int, _Pattern]] = []
    name_end = taking_end = -1
    for start, end, pattern in hits:
        if pattern.service is not None:
            if end <= name_end:
                continue
            name_end = end
        elif end <= name_end or (end <= taking_end and pattern.bits & _TAKEN):
            continue
        if pattern.bits & _TAKES_AWAY:
            taking_end = max(taking_end, end)
        kept.append((start, end, pattern))
    return kept
