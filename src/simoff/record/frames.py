"""Files in authenticated frames: written and read as a stream, and no frame is given out unchecked.

Layout: ``simoff-file-1\\n``, 16 bytes of salt, then frames. A frame is up to 64 KiB of the file sealed with
AES-256-GCM under the file's own key; its nonce is the frame's number (11 bytes, big-endian) and a last byte
that is 1 in the last frame, else 0. So frames cannot change places, be left out, or be cut off at the end.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from simoff.record.crypt import CaseKeys, Unreadable

MAGIC = b"simoff-file-1\n"
SALT_BYTES = 16
FRAME = 64 * 1024
TAG_BYTES = 16
_HEADER = len(MAGIC) + SALT_BYTES

Piece = bytes | memoryview


def enclose(keys: CaseKeys, content: Iterable[bytes]) -> Iterator[bytes]:
    """The encrypted file, piece by piece."""
    salt = secrets.token_bytes(SALT_BYTES)
    cipher = AESGCM(keys.file_key(salt))
    yield MAGIC + salt
    for number, (piece, last) in enumerate(_marked(_cut(content, FRAME))):
        yield cipher.encrypt(_nonce(number, last), piece, MAGIC)


def disclose(keys: CaseKeys, stored: Iterable[bytes]) -> Iterator[bytes]:
    """The file's own bytes, piece by piece; Unreadable at the first frame that is not as it was written."""
    return map(bytes, scan(keys, stored))


def scan(keys: CaseKeys, stored: Iterable[bytes]) -> Iterator[memoryview]:
    """As :func:`disclose`, without copying: each piece is only there until the next one is asked for."""
    pieces = iter(_cut(stored, FRAME + TAG_BYTES, first=_HEADER))
    header = bytes(next(pieces, b""))
    if len(header) != _HEADER or not header.startswith(MAGIC):
        raise Unreadable
    cipher = AESGCM(keys.file_key(header[len(MAGIC) :]))
    room = memoryview(bytearray(FRAME))
    number = 0
    for frame, last in _marked(pieces):
        size = len(frame) - TAG_BYTES
        if size < 0:
            raise Unreadable
        try:
            cipher.decrypt_into(_nonce(number, last), frame, MAGIC, room[:size])
        except (InvalidTag, ValueError):
            raise Unreadable from None
        yield room[:size]
        number += 1
    if number == 0:
        raise Unreadable


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes((last,))


def _marked(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, bool]]:
    """Each piece with whether it is the last one."""
    before: Piece | None = None
    for piece in pieces:
        if before is not None:
            yield before, False
        before = piece
    if before is not None:
        yield before, True


def _cut(content: Iterable[bytes], size: int, first: int | None = None) -> Iterator[Piece]:
    """The same bytes in pieces of ``size`` (the first of ``first``); an empty file is one empty piece."""
    rest = b""
    wanted = size if first is None else first
    given = False
    for chunk in content:
        whole, place = memoryview(chunk), 0
        if rest:  # only what stands across two chunks is copied
            place = wanted - len(rest)
            rest += whole[:place]
            if len(whole) <= place:
                continue  # never the very last byte: the last piece is cut below
            yield rest
            wanted, given = size, True
        while len(whole) - place > wanted:
            yield whole[place : place + wanted]
            place += wanted
            wanted, given = size, True
        rest = bytes(whole[place:])
    if rest or not given:
        yield rest
