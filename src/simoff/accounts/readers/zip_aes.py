"""Members of ZIP archives locked with AES (WinZip's AE-1 and AE-2), as SMS Backup & Restore Pro writes them.

Format: https://www.winzip.com/en/support/aes-encryption/ -- PBKDF2-HMAC-SHA1 with 1000 rounds, AES in counter
mode with a little-endian counter, HMAC-SHA1 over what is encrypted.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from simoff.accounts.readers.interface import Stop

METHOD: Final = 99
_SIZES: Final = {1: (8, 16), 2: (12, 24), 3: (16, 32)}
"""Strength -> bytes of salt and of key."""
_PIECE: Final = 65_536


def parameters(extra: bytes) -> tuple[int, int] | None:
    """Strength and packing method from a member's extra field; None where it has none."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == 0x9901 and size >= 7 and at + 4 + size <= len(extra):
            strength, method = struct.unpack_from("<BH", extra, at + 8)
            return (strength, method) if strength in _SIZES and method in (0, 8) else None
        at += 4 + size
    return None


def unlocked(stream: BinaryIO, packed: int, strength: int, method: int, password: str) -> Iterator[bytes]:
    """The content of a member whose ``packed`` bytes begin at the stream's place.

    Raises Stop ``zip-encrypted`` where the password does not fit, ``unreadable`` where the content was changed.
    """
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import ECB

    salt_size, key_size = _SIZES[strength]
    salt, check = stream.read(salt_size), stream.read(2)
    keys = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, 1000, 2 * key_size + 2)
    if not hmac.compare_digest(keys[-2:], check):
        raise Stop("zip-encrypted")
    block = Cipher(AES(keys[:key_size]), ECB()).encryptor()  # noqa: S305 - the counters are encrypted, not the text
    seal = hmac.new(keys[key_size : 2 * key_size], digestmod="sha1")
    unpacker = zlib.decompressobj(-15) if method == 8 else None
    left, counter = packed - salt_size - 12, 1
    while left > 0 and (piece := stream.read(min(_PIECE, left))):
        left -= len(piece)
        seal.update(piece)
        blocks = -(-len(piece) // 16)
        counters = b"".join([number.to_bytes(16, "little") for number in range(counter, counter + blocks)])
        counter += blocks
        yield from _unpacked(_xor(piece, block.update(counters)), unpacker)
    if left or not hmac.compare_digest(seal.digest()[:10], stream.read(10)):
        raise Stop("unreadable")


def _xor(left: bytes, right: bytes) -> bytes:
    size = len(left)
    return (int.from_bytes(left, "big") ^ int.from_bytes(right[:size], "big")).to_bytes(size, "big")


def _unpacked(piece: bytes, unpacker: zlib._Decompress | None) -> Iterator[bytes]:
    if unpacker is None:
        yield piece
        return
    while piece:
        yield unpacker.decompress(piece, 1_048_576)
        piece = unpacker.unconsumed_tail
