"""The words of an ``attributedBody``: an NSAttributedString in Apple's old *typedstream* archive.

Since iOS 16 the column ``text`` is often empty and the words stand only here: after the class NSString comes
the type ``+``, a length, and the words in UTF-8. Nothing else of the archive is needed.
"""

from __future__ import annotations

from typing import Final

_MAGIC: Final = b"streamtyped"
_STRING: Final = b"NSString"
_TYPE: Final = b"\x84\x01+"


def words(archive: bytes) -> str:
    """The string of the archive; "" where there is none. Never raises."""
    if _MAGIC not in archive[:16]:
        return ""
    at = archive.find(_STRING)
    at = archive.find(_TYPE, at, at + 32) if at >= 0 else -1
    if at < 0:
        return ""
    at += len(_TYPE)
    size, at = _length(archive, at)
    return archive[at : at + size].decode("utf-8", "replace")


def _length(archive: bytes, at: int) -> tuple[int, int]:
    """A length and where what it measures begins: one byte, or 0x81 and two, or 0x82 and four, low byte first."""
    first = archive[at : at + 1]
    if first == b"\x81":
        return int.from_bytes(archive[at + 1 : at + 3], "little"), at + 3
    if first == b"\x82":
        return int.from_bytes(archive[at + 1 : at + 5], "little"), at + 5
    return (first[0] if first else 0), at + 1
