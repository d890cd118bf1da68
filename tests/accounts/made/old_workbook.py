"""Made XLS workbooks: the smallest BIFF8 stream in the smallest compound file, by their published descriptions."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _label(row: int, column: int, text: str) -> bytes:
    words = text.encode("utf-16-le")
    return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(words) // 2, 1) + words)


def _number(row: int, column: int, value: float) -> bytes:
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def _stream(rows: Sequence[Sequence[str | float]]) -> bytes:
    """The workbook's stream: its head names the sheet, then the sheet's cells."""
    width = max(map(len, rows))
    cells = b"".join(
        _number(r, c, cell) if isinstance(cell, float) else _label(r, c, cell)
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        if cell != ""
    )
    begin = _record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0010, 0, 0, 0, 0))
    size = _record(0x0200, struct.pack("<LLHHH", 0, len(rows), 0, width, 0))
    sheet = begin + size + cells + _record(0x000A, b"")
    head = _record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0005, 0, 0, 0, 0)) + _record(
        0x0042, struct.pack("<H", 1200)
    )
    name = b"Sheet1"
    place = len(head) + 4 + 8 + len(name) + 4
    head += _record(0x0085, struct.pack("<LHBB", place, 0, len(name), 0) + name) + _record(0x000A, b"")
    return head + sheet


def xls(rows: Sequence[Sequence[str | float]]) -> bytes:
    """A workbook of one sheet; numbers as they are, everything else as text."""
    stream = _stream(rows)
    stream += bytes(max(0, 4096 - len(stream)))  # smaller streams lie in another table
    stream += bytes(-len(stream) % _SECTOR)
    count = len(stream) // _SECTOR
    fat = [_FAT, _END, *range(3, 2 + count), _END]
    assert len(fat) <= _SECTOR // 4
    fat += [_FREE] * (_SECTOR // 4 - len(fat))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        words = name.encode("utf-16-le")
        length = len(words) + 2 if name else 0
        head = words.ljust(64, b"\x00") + struct.pack("<HBBLLL", length, kind, 1, _FREE, _FREE, child)
        return head + bytes(36) + struct.pack("<LQ", start, size)

    folder = entry("Root Entry", 5, 1, _END, 0) + entry("Workbook", 2, _FREE, 2, len(stream))
    folder += entry("", 0, _FREE, 0, 0) * 2
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(6) + struct.pack("<LLLLLLLLL", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<L", 0) + struct.pack("<L", _FREE) * 108
    return head + struct.pack(f"<{len(fat)}L", *fat) + folder + stream
