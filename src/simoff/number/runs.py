"""Runs of digits in a text: groups of digits with nothing but separators between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

_RUN = re.compile(r"(?:\+[ (]{0,6})?[0-9](?:[ \-./()]{0,8}[0-9])*")
_GROUP = re.compile(r"[0-9]+")


class Group(Struct, frozen=True):
    """Digits without a gap, and their place in the text."""

    digits: str
    start: int
    end: int


class Run(Struct, frozen=True):
    """Groups that stand together; ``start`` is the plus sign, if there is one."""

    plus: bool
    groups: tuple[Group, ...]
    start: int
    end: int

    def between(self, text: str, index: int) -> str:
        """Return what separates group ``index`` from the one before it."""
        return text[self.groups[index - 1].end : self.groups[index].start]

    def reach(self, index: int, length: int) -> int | None:
        """Return the index after the groups from ``index`` that hold exactly ``length`` digits, or None."""
        count = 0
        for stop in range(index, len(self.groups)):
            count += len(self.groups[stop].digits)
            if count >= length:
                return stop + 1 if count == length else None
        return None

    def digits(self, index: int, stop: int) -> str:
        """Return the digits of the groups ``index`` to ``stop``, the latter left out."""
        return "".join(group.digits for group in self.groups[index:stop])

    def layout(self, index: int, stop: int) -> str:
        """Return how long the groups are, as ``"1-3-3-2-2"``."""
        return "-".join(str(len(group.digits)) for group in self.groups[index:stop])


def runs(plain: str) -> Iterator[Run]:
    """Yield the runs of a text in plain marks, in order; takes time in proportion to its length."""
    for found in _RUN.finditer(plain):
        groups = tuple(Group(g[0], g.start(), g.end()) for g in _GROUP.finditer(plain, *found.span()))
        yield Run(found[0][0] == "+", groups, found.start(), found.end())
