"""The numbering plan as a compact index: boundaries between ranges, and what lies behind each."""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from .faults import NationalError, RegistryError
from .model import Allocated, Holder, Range

if TYPE_CHECKING:
    from .bulk import Bulk

_MAGIC = b"simoff-number-1\n"
_SIZES = struct.Struct("<III")
_SPAN = 1_000_000_000  # 9000000000 to 9999999999
_ANSWERS: dict[str, Allocated] = {"yes": True, "no": False, "unknown": "unknown"}


class Entry(Struct, frozen=True, array_like=True):
    """What a stretch of numbers is; ``holder`` and ``region`` are places in the lists of the head, or -1."""

    allocated: Literal["yes", "no", "unknown"]
    holder: int = -1
    region: int = -1


class Head(Struct, frozen=True):
    """Everything but the stretches. ``complete``: every row of the file found its place."""

    rows: int
    complete: bool
    registry_date: date | None
    holders: tuple[tuple[str, str], ...]
    regions: tuple[str, ...]
    entries: tuple[Entry, ...]


class Registry:
    """The ministry's plan. A number between two ranges is not allocated.

    Where two rows of the file contradict each other about a number, or (if ``head.complete`` is false) a row
    could not be read and the number lies in no other, ``allocated`` is ``"unknown"``.
    """

    __slots__ = ("_bulk", "_places", "_ranges", "_starts", "head")

    def __init__(self, head: Head, starts: Sequence[int], places: Sequence[int]) -> None:
        """Take stretches: offsets from 9000000000 where each starts, rising from 0, and its entry's place."""
        self.head = head
        self._starts = list(starts)  # a list is searched faster than an array
        self._places = list(places)
        self._ranges = _ranges(head)
        self._bulk: Bulk | None = None

    @property
    def rows(self) -> int:
        """How many rows of the file the index holds."""
        return self.head.rows

    @property
    def registry_date(self) -> date | None:
        """The day of the extract, None where nobody stated it: the file carries no date."""
        return self.head.registry_date

    def range_of(self, national: str) -> Range:
        """Return the range of a ten-digit number such as ``"9161234567"``; raises `NationalError` else."""
        if len(national) != 10 or national[0] != "9" or not national.isdigit() or not national.isascii():
            raise NationalError
        return self._ranges[self._places[bisect_right(self._starts, int(national[1:])) - 1]]

    def lookup_many(self, nationals: Sequence[str] | Sequence[int]) -> list[Range]:
        """Return the ranges of many ten-digit numbers, all strings or all ints, in their order.

        Raises `NationalError` with the place of the first that is none.
        """
        if self._bulk is None:
            from .bulk import Bulk  # numpy takes 70 ms to import: not for single look-ups

            self._bulk = Bulk(self._starts, self._places, self._ranges)
        return self._bulk.look_up(nationals)

    def to_bytes(self) -> bytes:
        """Return the index as bytes for `from_bytes`, the same on every machine."""
        head = msgspec.json.encode(self.head)
        body = head + _packed(self._starts) + _packed(self._places)
        return _MAGIC + _SIZES.pack(len(head), len(self._starts), zlib.crc32(body)) + body

    @classmethod
    def from_bytes(cls, data: bytes) -> Registry:
        """Return the index that `to_bytes` wrote; raises `RegistryError` where the bytes are damaged."""
        at = len(_MAGIC) + _SIZES.size
        if len(data) < at or data[: len(_MAGIC)] != _MAGIC:
            raise _damaged("it does not start as an index of this version")
        length, count, check = _SIZES.unpack_from(data, len(_MAGIC))
        body = memoryview(data)[at:]
        if len(body) != length + 8 * count or zlib.crc32(body) != check:
            raise _damaged("length or checksum do not agree")
        try:
            head = msgspec.json.decode(body[:length], type=Head)
        except msgspec.MsgspecError as error:
            raise _damaged("its head is not readable") from error
        middle = length + 4 * count
        starts, places = _unpacked(body[length:middle]), _unpacked(body[middle:])
        _check(head, starts, places)
        return cls(head, starts, places)


def _ranges(head: Head) -> list[Range]:
    holders = [(Holder(inn, name),) for inn, name in head.holders]
    return [
        Range(
            _ANSWERS[entry.allocated],
            holders[entry.holder] if entry.holder >= 0 else (),
            head.regions[entry.region] if entry.region >= 0 else None,
            "registry",
            head.registry_date,
        )
        for entry in head.entries
    ]


def _check(head: Head, starts: array[int], places: array[int]) -> None:
    """A checksum can be right and the contents wrong; a look-up must not fail for that."""
    rising = all(left < right for left, right in pairwise(starts))
    if not starts or starts[0] != 0 or not rising or starts[-1] >= _SPAN:
        raise _damaged("its stretches do not rise from the first number")
    if max(places) >= len(head.entries):
        raise _damaged("a stretch has no entry")
    for entry in head.entries:
        if entry.holder >= len(head.holders) or entry.region >= len(head.regions):
            raise _damaged("an entry has no holder or region")


def _damaged(why: str) -> RegistryError:
    return RegistryError(
        "registry.damaged",
        "the numbering index is damaged",
        "compiled index",
        f"It cannot be trusted: {why}.",
        "Import DEF-9xx.csv again, or delete the index: the shares per code are used then.",
    )


def _packed(numbers: Sequence[int]) -> bytes:
    packed = array("I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _unpacked(data: memoryview) -> array[int]:
    numbers = array("I")
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
