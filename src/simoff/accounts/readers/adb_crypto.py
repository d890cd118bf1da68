"""The encryption of ``adb backup`` files: a master key locked with a password, and AES-256 in CBC mode.

As in Android's BackupManagerService and its documented header; the rounds are bounded against files made to
keep a computer busy.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from simoff.accounts.readers.feed import Feed
from simoff.accounts.readers.interface import Stop

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import CipherContext

_MOST_ROUNDS: Final = 1_000_000
_BLOCK: Final = 16


def decrypted(feed: Feed, password: str | None) -> Iterator[bytes]:
    """What follows the word ``AES-256`` of the header, in clear.

    Raises Stop ``password-needed``, ``password-wrong``, or ``unreadable`` for a header that is none.
    """
    try:
        user_salt = bytes.fromhex(feed.line(1024).decode())
        check_salt = bytes.fromhex(feed.line(1024).decode())
        rounds = int(feed.line(16))
        user_iv = bytes.fromhex(feed.line(64).decode())
        locked = bytes.fromhex(feed.line(1024).decode())
    except ValueError:
        raise Stop("unreadable") from None
    if not 0 < rounds <= _MOST_ROUNDS or len(user_iv) != _BLOCK or not locked or len(locked) % _BLOCK:
        raise Stop("unreadable")
    if not password:
        raise Stop("password-needed")
    iv, key = _master_key(password, user_salt, check_salt, rounds, user_iv, locked)
    yield from _unpadded(_cipher(key, iv), feed)


def _master_key(
    password: str, user_salt: bytes, check_salt: bytes, rounds: int, user_iv: bytes, locked: bytes
) -> tuple[bytes, bytes]:
    user_key = hashlib.pbkdf2_hmac("sha1", password.encode(), user_salt, rounds, 32)
    opener = _cipher(user_key, user_iv)
    fields = Feed(iter((opener.update(locked) + opener.finalize(),)))
    iv, key, check = (fields.exactly(_length(fields)) for _ in range(3))
    if len(iv) != _BLOCK or len(key) != 32:
        raise Stop("password-wrong")
    # Java turns the key's bytes into characters with their sign, and those into UTF-8.
    as_java = "".join([chr(byte if byte < 128 else 0xFF00 | byte) for byte in key]).encode()
    as_bytes = key  # version 1 of the format
    for form in (as_java, as_bytes):
        if hmac.compare_digest(hashlib.pbkdf2_hmac("sha1", form, check_salt, rounds, 32), check):
            return iv, key
    raise Stop("password-wrong")


def _length(fields: Feed) -> int:
    byte = fields.exactly(1)
    return byte[0] if byte else 0


def _cipher(key: bytes, iv: bytes) -> CipherContext:
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    opener: Any = Cipher(AES(key), CBC(iv)).decryptor()
    return opener  # type: ignore[no-any-return]


def _unpadded(opener: CipherContext, feed: Feed) -> Iterator[bytes]:
    """The clear text without its padding; the last block is held back until the end is known."""
    held = b""
    while piece := feed.some(65_536):
        clear = held + opener.update(piece)
        held = clear[-_BLOCK:]
        if len(clear) > _BLOCK:
            yield clear[:-_BLOCK]
    padding = held[-1] if held else 0
    yield held[:-padding] if 0 < padding <= _BLOCK else held
