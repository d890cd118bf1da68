"""Where the master key comes from: a key file outside the data folder, a passphrase, or the system's keyring.

Beside the data lies only what shows whether a key is the right one, and, with a passphrase, the master key
wrapped by a key that scrypt makes of the passphrase.
"""

from __future__ import annotations

import hmac
import os
import secrets
import stat
from pathlib import Path
from typing import Literal, Protocol

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from simoff.record.crypt import KEY_BYTES, Master, Unreadable, new_key, seal, unseal
from simoff.record.faults import RecordError, system_fault
from simoff.record.interface import Engine

SETTING = "master key"
KEY_FILE_START = "simoff-master-key-1 "
SERVICE = "simoff"
"""The name of the entry in the system's keyring."""
COST = 17
"""scrypt with n = 2**17, r = 8, p = 1: 128 MiB and some tenths of a second."""
HIGHEST_COST = 20

Kind = Literal["file", "passphrase", "keyring"]


class Lock(msgspec.Struct, frozen=True):
    """What is kept beside the data: where the key comes from and how to tell that it is the right one."""

    kind: Kind
    name: str
    proof: bytes
    cost: int = 0
    salt: bytes = b""
    wrapped: bytes = b""


class Source(Protocol):
    """Where a master key comes from."""

    kind: Kind

    def make(self, key: bytes) -> Lock:
        """Keep a master key there."""
        ...

    def fetch(self, lock: Lock) -> bytes:
        """The master key of a lock. RecordError when it is not there or does not open."""
        ...


class KeyFile:
    """A file for its owner alone, outside the data folder."""

    kind: Kind = "file"

    def __init__(self, path: Path, data_folder: Path) -> None:
        if _inside(path, data_folder):
            raise RecordError("key-beside-data", file=str(path))
        self._path = path

    def make(self, key: bytes) -> Lock:
        """See Source; a key file that is there is used, never replaced."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return _lock("file", self._read())
        except OSError as fault:
            raise system_fault(fault, str(self._path)) from None
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{KEY_FILE_START}{key.hex()}\n")
            file.flush()
            os.fsync(file.fileno())
        return _lock("file", key)

    def fetch(self, lock: Lock) -> bytes:
        """See Source."""
        key = self._read()
        if not hmac.compare_digest(Master(key).proof(), lock.proof):
            raise RecordError("wrong-key", file=str(self._path))
        return key

    def _read(self) -> bytes:
        try:
            if os.name == "posix" and stat.S_IMODE(self._path.stat().st_mode) & 0o077:
                raise RecordError("key-readable", file=str(self._path))
            text = self._path.read_bytes()[:200].decode("ascii", "replace")
        except FileNotFoundError:
            raise RecordError("key-missing", file=str(self._path)) from None
        except OSError as fault:
            raise system_fault(fault, str(self._path)) from None
        try:
            key = bytes.fromhex(text.removeprefix(KEY_FILE_START).strip())
        except ValueError:
            key = b""
        if not text.startswith(KEY_FILE_START) or len(key) != KEY_BYTES:
            raise RecordError("key-damaged", file=str(self._path))
        return key


class Passphrase:
    """A passphrase: whoever has the data and not the passphrase can read nothing."""

    kind: Kind = "passphrase"

    def __init__(self, passphrase: str, cost: int = COST) -> None:
        self._passphrase, self._cost = passphrase, cost

    def make(self, key: bytes) -> Lock:
        """See Source."""
        salt = secrets.token_bytes(16)
        wrapped = seal(self._cipher(salt, self._cost), key, b"master key")
        return _lock("passphrase", key, cost=self._cost, salt=salt, wrapped=wrapped)

    def fetch(self, lock: Lock) -> bytes:
        """See Source."""
        if not 1 <= lock.cost <= HIGHEST_COST:
            raise RecordError("key-damaged", file=SETTING)
        try:
            return unseal(self._cipher(lock.salt, lock.cost), lock.wrapped, b"master key")
        except Unreadable:
            raise RecordError("wrong-passphrase") from None

    def _cipher(self, salt: bytes, cost: int) -> AESGCM:
        kdf = Scrypt(salt=salt, length=KEY_BYTES, n=2**cost, r=8, p=1)
        return AESGCM(kdf.derive(self._passphrase.encode()))


class Keyring:
    """The keyring of the operating system, through ``keyring``."""

    kind: Kind = "keyring"

    def make(self, key: bytes) -> Lock:
        """See Source."""
        import keyring

        lock = _lock("keyring", key)
        try:
            keyring.set_password(SERVICE, lock.name, key.hex())
        except Exception as fault:  # backends raise what they like
            raise RecordError("keyring", why=type(fault).__name__) from None
        return lock

    def fetch(self, lock: Lock) -> bytes:
        """See Source."""
        import keyring

        try:
            found = keyring.get_password(SERVICE, lock.name)
            key = bytes.fromhex(found or "")
        except Exception as fault:
            raise RecordError("keyring", why=type(fault).__name__) from None
        if len(key) != KEY_BYTES or not hmac.compare_digest(Master(key).proof(), lock.proof):
            raise RecordError("wrong-key", file=f"keyring {SERVICE}")
        return key


def lock_of(engine: Engine) -> Lock | None:
    """The lock of a store; None for a store that has no key yet."""
    found = engine.setting(SETTING)
    try:
        return None if found is None else msgspec.json.decode(found, type=Lock)
    except msgspec.DecodeError:
        raise RecordError("key-damaged", file=SETTING) from None


def unlock(engine: Engine, source: Source) -> Master:
    """The master key of a store, from ``source``; a new store gets a new key, kept there.

    The caller chooses a source of the kind that :func:`lock_of` names.
    """
    lock = lock_of(engine)
    if lock is None:
        lock = lock_with(engine, source, new_key())
    return Master(source.fetch(lock))


def lock_with(engine: Engine, source: Source, key: bytes) -> Lock:
    """Keep ``key`` in ``source`` and note the lock, unless another process has just done so: then its lock."""
    engine.add_setting(SETTING, msgspec.json.encode(source.make(key)))
    lock = lock_of(engine)
    if lock is None:
        raise RecordError("key-damaged", file=SETTING)
    return lock


def relock(engine: Engine, source: Source, master: Master) -> Lock:
    """Keep the master key of a store in ``source`` from now on. What held it before still holds it.

    RecordError ``wrong-key`` where another key is kept there already; then nothing is changed.
    """
    lock = msgspec.structs.replace(source.make(master.key), proof=master.proof())
    if not hmac.compare_digest(source.fetch(lock), master.key):
        raise RecordError("key-damaged", file=source.kind)
    engine.set_setting(SETTING, msgspec.json.encode(lock))
    return lock


def _lock(kind: Kind, key: bytes, *, cost: int = 0, salt: bytes = b"", wrapped: bytes = b"") -> Lock:
    return Lock(kind, secrets.token_hex(8), Master(key).proof(), cost, salt, wrapped)


def _inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
