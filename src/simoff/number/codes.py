"""Shares per code: who holds how much of each mobile code, for when the plan itself is absent."""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec import Struct

from .faults import NationalError, RegistryError
from .model import Holder, Range


class Shares(Struct, frozen=True, forbid_unknown_fields=True):
    """The pack ``codes.json``: where the figures come from, names by INN, and the shares (0..1) per code."""

    source: str
    address: str
    extract: date
    terms: str
    note: str
    names: dict[str, str]
    codes: dict[str, tuple[int, tuple[tuple[str, float], ...]]]
    """Code -> numbers allocated in it, and holders by INN with their share, largest first."""


class CodeShares:
    """A numbering plan that knows only codes: it never says whether a number is allocated, nor where."""

    __slots__ = ("_ranges", "shares")

    def __init__(self, shares: Shares) -> None:
        self.shares = shares
        self._ranges = {code: _range(shares, holders) for code, (_, holders) in shares.codes.items()}

    def range_of(self, national: str) -> Range:
        """Return the holders of the number's code, largest first; none for a code without ranges."""
        if len(national) != 10 or national[0] != "9" or not national.isdigit() or not national.isascii():
            raise NationalError
        return self._ranges.get(national[:3]) or _range(self.shares, ())

    @classmethod
    def from_bytes(cls, data: bytes) -> CodeShares:
        """Return the plan of a ``codes.json``; raises `RegistryError` where it is not one."""
        try:
            shares = msgspec.json.decode(data, type=Shares)
            return cls(shares)
        except (msgspec.MsgspecError, KeyError) as error:
            raise RegistryError(
                "codes.damaged",
                "the shares per code are not readable",
                "codes.json",
                "The file comes with simoff and was changed.",
                "Install simoff again.",
            ) from error


def _range(shares: Shares, holders: tuple[tuple[str, float], ...]) -> Range:
    named = tuple(Holder(inn, shares.names[inn], share) for inn, share in holders)
    return Range("unknown", named, None, "codes", shares.extract)
