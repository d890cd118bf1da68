"""Streams through age: what is written to one end comes out encrypted, or decrypted, at the other.

A stream is worked on in a second thread, so that nothing has to lie in memory or on the disk in clear. With a
passphrase age is only offered for whole texts; then the backup is held in memory, up to LARGEST_IN_MEMORY.
"""

from __future__ import annotations

import contextlib
import io
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Protocol

import pyrage  # type: ignore[import-untyped]
from msgspec import Struct

from simoff.record.faults import RecordError

LARGEST_IN_MEMORY = 1024 * 1024 * 1024
"""Bytes a backup locked with a passphrase may have; a larger one takes a recipient."""


class Lock(Struct, frozen=True):
    """What locks a backup: recipients (``age1…``) or a passphrase."""

    recipients: tuple[str, ...] = ()
    passphrase: str = ""


class Opener(Struct, frozen=True):
    """What opens it: identities (``AGE-SECRET-KEY-1…``) or the passphrase."""

    identities: tuple[str, ...] = ()
    passphrase: str = ""


@contextmanager
def encrypting(out: BinaryIO, lock: Lock) -> Iterator[BinaryIO]:
    """A stream to write to; what is written lies encrypted in ``out`` when the block has ended."""
    if lock.passphrase:
        clear = _Bounded()
        yield clear
        out.write(pyrage.passphrase.encrypt(clear.getvalue(), lock.passphrase))
        return
    recipients = [_recipient(text) for text in lock.recipients]
    if not recipients:
        raise RecordError("backup-recipient", text="")
    with _through(lambda reader: pyrage.encrypt_io(reader, out, recipients)) as writer:
        yield writer


class Clear(Protocol):
    """What comes out of an encrypted file."""

    def read(self, size: int = -1, /) -> bytes:
        """Some of it, nothing at its end."""
        ...

    def finish(self) -> None:
        """Read what is left. Only when this returns was everything authentic; ``backup-locked``, ``-damaged``."""
        ...


@contextmanager
def decrypting(source: BinaryIO, opener: Opener) -> Iterator[Clear]:
    """A stream to read from; use nothing of it for good before its ``finish`` has returned."""
    if opener.passphrase:
        yield _Whole(_opened(source.read(LARGEST_IN_MEMORY + 1), opener.passphrase))
        return
    identities = [_identity(text) for text in opener.identities]
    with _from(lambda writer: pyrage.decrypt_io(source, writer, identities)) as clear:
        yield clear


def identities_of(text: str) -> tuple[str, ...]:
    """The identities of a file as ``age-keygen`` writes it."""
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


class _Bounded(io.BytesIO):
    def write(self, data: bytes) -> int:  # type: ignore[override]
        if self.tell() + len(data) > LARGEST_IN_MEMORY:
            raise RecordError("backup-passphrase-size", limit=LARGEST_IN_MEMORY)
        return super().write(data)


def _opened(content: bytes, passphrase: str) -> bytes:
    try:
        return bytes(pyrage.passphrase.decrypt(content, passphrase))
    except pyrage.DecryptError as fault:
        raise _fault_of(fault) from None


@contextmanager
def _through(work: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """A pipe whose far end ``work`` reads in a thread of its own."""
    read_end, write_end = os.pipe()
    faults: list[Exception] = []

    def run() -> None:
        with os.fdopen(read_end, "rb") as reader:
            try:
                work(reader)
            except Exception as fault:  # handed over to the thread that waits
                faults.append(fault)

    thread = threading.Thread(target=run)
    thread.start()
    writer = os.fdopen(write_end, "wb")
    try:
        yield writer
    except BrokenPipeError:
        pass  # the far end stopped first; its own fault is told below
    finally:
        with contextlib.suppress(BrokenPipeError):
            writer.close()
        thread.join()
    for fault in faults:
        raise fault


class _Whole(io.BytesIO):
    def finish(self) -> None:
        """It was authentic before the first byte."""


class _Stream:
    """The near end of a pipe whose far end ``work`` writes in a thread of its own."""

    def __init__(self, work: Callable[[BinaryIO], None]) -> None:
        read_end, write_end = os.pipe()
        self._faults: list[Exception] = []
        self._reader = os.fdopen(read_end, "rb")
        self._thread = threading.Thread(target=self._run, args=(work, write_end))
        self._thread.start()

    def read(self, size: int = -1, /) -> bytes:
        return self._reader.read(size)

    def finish(self) -> None:
        while self._reader.read(1 << 20):
            pass
        self._thread.join()
        self.tell()

    def tell(self) -> None:
        """Raise what went wrong at the far end."""
        if self._faults:
            raise _fault_of(self._faults[0]) from None

    def close(self) -> None:
        self._reader.close()
        self._thread.join()

    def _run(self, work: Callable[[BinaryIO], None], write_end: int) -> None:
        with contextlib.suppress(BrokenPipeError), os.fdopen(write_end, "wb") as writer:
            try:
                work(writer)
            except Exception as fault:  # handed over to the thread that waits
                self._faults.append(fault)


@contextmanager
def _from(work: Callable[[BinaryIO], None]) -> Iterator[_Stream]:
    stream = _Stream(work)
    try:
        yield stream
    except Exception:
        stream.finish()  # what the decryption found explains what the reader stumbled over
        raise
    finally:
        stream.close()


def _fault_of(fault: Exception) -> Exception:
    """``backup-locked`` for another key or passphrase (or a changed header: age cannot tell), else damaged."""
    if isinstance(fault, pyrage.DecryptError) and str(fault) in ("No matching keys found", "Decryption failed"):
        return RecordError("backup-locked")
    if isinstance(fault, pyrage.DecryptError | OSError):
        return RecordError("backup-damaged", place="age")
    return fault


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise RecordError("backup-recipient", text=text[:12]) from None


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise RecordError("backup-identity") from None
