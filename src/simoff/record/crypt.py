"""Sealing: AES-256-GCM under a key per case; that key is wrapped by the master key. Formats: docs/record.md."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

KEY_BYTES = 32
NONCE_BYTES = 12


class Unreadable(Exception):
    """What was sealed does not open: another key, other surroundings, or changed bytes."""


def seal(cipher: AESGCM, plain: bytes, bound_to: bytes) -> bytes:
    """A random nonce and the sealed bytes; they open only with the same ``bound_to``."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, bound_to)


def unseal(cipher: AESGCM, sealed: bytes, bound_to: bytes) -> bytes:
    """What :func:`seal` was given; Unreadable."""
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError):
        raise Unreadable from None


class Master:
    """The key over all case keys of a store."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("a master key has 32 bytes")
        self.key = key
        self._cipher = AESGCM(key)

    def wrap(self, case_id: str, case_key: bytes) -> bytes:
        """A case key fit to be stored beside the data."""
        return seal(self._cipher, case_key, b"case key|" + case_id.encode())

    def unwrap(self, case_id: str, wrapped: bytes) -> bytes:
        """The case key; Unreadable with another master key or case."""
        return unseal(self._cipher, wrapped, b"case key|" + case_id.encode())

    def proof(self) -> bytes:
        """What shows that it is this master key, without telling it: HMAC-SHA256 over fixed words."""
        return hmac.digest(self.key, b"simoff master key", "sha256")


class CaseKeys:
    """The keys of one case: everything of the case is sealed with them."""

    def __init__(self, case_id: str, key: bytes) -> None:
        self._case_id = case_id
        self._key = key

    @cached_property
    def _events(self) -> AESGCM:
        return AESGCM(self._derived(b"events"))

    @cached_property
    def _names(self) -> bytes:
        return self._derived(b"file names")

    @cached_property
    def _files(self) -> bytes:
        return self._derived(b"files")

    def seal_event(self, seq: int, plain: bytes) -> bytes:
        """An event's salt and JSON, bound to case and number."""
        return seal(self._events, plain, f"event|{self._case_id}|{seq}".encode())

    def unseal_event(self, seq: int, sealed: bytes) -> bytes:
        """Salt and JSON; Unreadable."""
        return unseal(self._events, sealed, f"event|{self._case_id}|{seq}".encode())

    def seal_note(self, kind: str, plain: bytes) -> bytes:
        """A label or the note about a file, bound to case and kind."""
        return seal(self._events, plain, f"{kind}|{self._case_id}".encode())

    def unseal_note(self, kind: str, sealed: bytes) -> bytes:
        """What was noted; Unreadable."""
        return unseal(self._events, sealed, f"{kind}|{self._case_id}".encode())

    def file_name(self, sha256: str) -> str:
        """The name a file has in the vault: it tells neither content nor that another case has it, too."""
        return hmac.digest(self._names, bytes.fromhex(sha256), "sha256").hex()

    def file_key(self, salt: bytes) -> bytes:
        """The key of one file."""
        return HKDF(SHA256(), KEY_BYTES, salt, b"simoff file").derive(self._files)

    def _derived(self, use: bytes) -> bytes:
        return HKDFExpand(SHA256(), KEY_BYTES, b"simoff case " + use).derive(self._key)


def new_key() -> bytes:
    """A random key of 256 bits."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> str:
    """16 random bytes as hexadecimal signs."""
    return secrets.token_hex(16)


def new_case_id() -> str:
    """A random name for a case, ten signs that are not taken for one another (about 50 bits)."""
    signs = "23456789abcdefghjkmnpqrstuvwxyz"
    return "".join(secrets.choice(signs) for _ in range(10))


def fingerprint(data: bytes) -> str:
    """SHA-256 in hexadecimal signs."""
    return hashlib.sha256(data).hexdigest()
