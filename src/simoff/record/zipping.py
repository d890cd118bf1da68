"""Zip files of one exact form: the same entries give the same bytes, and a byte that differs has a place.

Entries are stored, not compressed; names are UTF-8; times are 1980-01-01; there are no comments, no extra
fields and no data between entries. Any zip program opens them. Reading accepts this form alone.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from msgspec import Struct

LARGEST = 2**31
"""Bytes a whole file may have."""
MOST_ENTRIES = 60_000
PIECE = 64 * 1024

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_NEEDS, _MADE_BY, _UTF8, _STORED, _TIME, _DAY = 20, 0x0314, 0x0800, 0, 0, 0x0021
_MODE = 0o100644 << 16


class Entry(Struct, frozen=True):
    """A file in the zip: name, where its header begins, where its bytes begin, how many they are, CRC-32."""

    name: str
    header_at: int
    at: int
    size: int
    crc: int


Take = Callable[[Entry, Iterator[memoryview]], None]
"""Is given each entry with its bytes in pieces, each there only until the next one is asked for."""


class ZipFault(Exception):
    """The file is not of the exact form. ``place`` says where, in words fit to be shown."""

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(place)


class ZipWriter:
    """Writes entries one after the other to a file that can be sought in; ValueError beyond the limits."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._entries: list[Entry] = []

    def add(self, name: str, content: Iterable[bytes]) -> Entry:
        """Add one file."""
        start, size, crc = self._file.tell(), 0, 0
        header = _local(name, 0, 0)
        self._file.write(header)
        for piece in content:
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            if start + size > LARGEST:
                raise ValueError("too large")
            self._file.write(piece)
        self._file.seek(start)
        self._file.write(_local(name, size, crc))
        self._file.seek(0, 2)
        entry = Entry(name, start, start + len(header), size, crc)
        self._entries.append(entry)
        if len(self._entries) > MOST_ENTRIES:
            raise ValueError("too many files")
        return entry

    def finish(self) -> None:
        """Write the directory at the end."""
        self._file.write(_directory(self._entries, self._file.tell()))


def read_zip(file: BinaryIO, take: Take) -> list[Entry]:
    """Read a file of the exact form from its first to its last byte, and hand every entry to ``take``.

    ZipFault at the first byte that is not as the writer would have written it.
    """
    entries: list[Entry] = []
    place, room = 0, memoryview(bytearray(PIECE))
    while (start := file.read(4)) == b"PK\x03\x04":
        entry = _read_header(file, start, place)
        _hand_over(file, entry, take, room)
        entries.append(entry)
        place = entry.at + entry.size
        if len(entries) > MOST_ENTRIES or place > LARGEST:
            raise ZipFault(f"byte {place}")
    expected = _directory(entries, place)
    found = start + file.read(len(expected) - 4 + 1)
    if found != expected:
        differs = next((n for n, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), len(expected))
        raise ZipFault(f"byte {place + min(differs, len(found))}")
    return entries


def _read_header(file: BinaryIO, start: bytes, place: int) -> Entry:
    fixed = start + file.read(_LOCAL.size - 4)
    if len(fixed) != _LOCAL.size:
        raise ZipFault(f"byte {place}")
    crc, size, name_length = (_LOCAL.unpack(fixed)[n] for n in (6, 7, 9))
    raw = file.read(name_length)
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise ZipFault(f"byte {place + _LOCAL.size}") from None
    if fixed + raw != _local(name, size, crc):
        raise ZipFault(f"byte {place}")
    return Entry(name, place, place + _LOCAL.size + name_length, size, crc)


def _hand_over(file: BinaryIO, entry: Entry, take: Take, room: memoryview) -> None:
    left, crc = entry.size, 0

    def pieces() -> Iterator[memoryview]:
        nonlocal left, crc
        while left:
            count = file.readinto(room[: min(PIECE, left)])  # type: ignore[attr-defined]
            if not count:
                raise ZipFault(entry.name)
            piece = room[:count]
            left -= count
            crc = zlib.crc32(piece, crc)
            yield piece

    content = pieces()
    take(entry, content)
    for _ in content:  # what was not taken is read all the same
        pass
    if crc != entry.crc:
        raise ZipFault(entry.name)


def _local(name: str, size: int, crc: int) -> bytes:
    raw = name.encode()
    fixed = _LOCAL.pack(b"PK\x03\x04", _NEEDS, _UTF8, _STORED, _TIME, _DAY, crc, size, size, len(raw), 0)
    return fixed + raw


def _directory(entries: Iterable[Entry], at: int) -> bytes:
    parts = [_central(entry) for entry in entries]
    whole = b"".join(parts)
    return whole + _END.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), len(whole), at, 0)


def _central(entry: Entry) -> bytes:
    raw = entry.name.encode()
    sizes = (entry.crc, entry.size, entry.size, len(raw), 0, 0, 0, 0, _MODE, entry.header_at)
    return _CENTRAL.pack(b"PK\x01\x02", _MADE_BY, _NEEDS, _UTF8, _STORED, _TIME, _DAY, *sizes) + raw
