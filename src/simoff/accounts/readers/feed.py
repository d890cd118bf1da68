"""Bytes that come in pieces, read in exact amounts: what unpacking and tar need, in bounded memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from simoff.accounts.readers.interface import Limits, Stop

_PIECE = 65_536


class Feed:
    """Pieces of bytes as something to read from. ``at`` counts what was taken."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = b""
        self.at = 0

    def some(self, most: int) -> bytes:
        """At least one byte and at most ``most``; b"" at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = piece
        taken, self._left = self._left[:most], self._left[most:]
        self.at += len(taken)
        return taken

    def exactly(self, size: int) -> bytes:
        """So many bytes, fewer only at the end. ``size`` must be small: it is held in memory."""
        taken = []
        while size > 0 and (piece := self.some(size)):
            taken.append(piece)
            size -= len(piece)
        return b"".join(taken)

    def pieces(self, size: int) -> Iterator[bytes]:
        """So many bytes in pieces; raises Stop ``cut-off`` where they end early."""
        while size > 0:
            piece = self.some(min(size, _PIECE))
            if not piece:
                raise Stop("cut-off")
            size -= len(piece)
            yield piece

    def line(self, longest: int) -> bytes:
        """Up to the next line feed, without it; raises Stop where there is none within ``longest`` bytes."""
        taken = bytearray()
        while (sign := self.some(1)) != b"\n":
            taken += sign
            if not sign or len(taken) > longest:
                raise Stop("unreadable")
        return bytes(taken)


def pieces_of(stream: BinaryIO) -> Iterator[bytes]:
    """A stream in pieces."""
    while piece := stream.read(_PIECE):
        yield piece


def inflated(pieces: Iterator[bytes], limits: Limits) -> Iterator[bytes]:
    """Zlib data unpacked; raises Stop ``zip-bomb`` where it grows out of all proportion."""
    unpacker = zlib.decompressobj()
    packed = grown = 0
    for piece in pieces:
        packed += len(piece)
        while piece:
            out = unpacker.decompress(piece, _PIECE)
            grown += len(out)
            if grown > limits.ratio_from and grown > limits.ratio * packed:
                raise Stop("zip-bomb", ratio=limits.ratio)
            if grown > limits.unpacked:
                raise Stop("too-large", limit_mb=limits.unpacked // 1_048_576)
            if out:
                yield out
            piece = unpacker.unconsumed_tail
        if unpacker.eof:
            return
    raise Stop("cut-off")
