"""From an event to the row that is stored and back, and the same for files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

from simoff.case.encoded import Encoded
from simoff.record import chain
from simoff.record.crypt import CaseKeys, Unreadable, new_salt
from simoff.record.faults import RecordError
from simoff.record.interface import EventRow, FileRef, FileRow, Head, Recorded
from simoff.record.sniff import LOOKED_AT, media_type


class Measured:
    """Passes bytes on while taking their hash, length and first bytes."""

    def __init__(self, content: Iterable[bytes], limit: int) -> None:
        self._content, self._limit = content, limit
        self._hash, self._size, self._beginning = hashlib.sha256(), 0, b""

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._content:
            self._size += len(piece)
            if self._size > self._limit:
                raise RecordError("too-large", limit=self._limit)
            self._hash.update(piece)
            if len(self._beginning) < LOOKED_AT:
                self._beginning += piece[: LOOKED_AT - len(self._beginning)]
            yield piece

    def ref(self) -> FileRef:
        """What was passed on; ask when it has ended."""
        return FileRef(self._hash.hexdigest(), self._size, media_type(self._beginning))


def sealed(
    case_id: str, keys: CaseKeys, before: Head | None, events: Sequence[Encoded], at: datetime, actor: str
) -> tuple[Head, list[EventRow]]:
    """Events chained behind ``before``. A clock that went back shows in ``clock``; ``at`` never goes back."""
    stamp, clock = chain.moment_text(at), None
    if before is not None and stamp < chain.moment_text(before.at):
        stamp, clock = chain.moment_text(before.at), stamp
    seq, last = (0, chain.START) if before is None else (before.seq, before.hash)
    rows = []
    for event in events:
        seq += 1
        salt, text = new_salt(), chain.canonical(event, stamp, actor, clock)
        committed = chain.commitment(salt, text)
        last = chain.link(case_id, seq, last, committed)
        rows.append(EventRow(seq, committed, last, keys.seal_event(seq, salt.encode() + text)))
    return Head(seq, last, chain.moment_of(stamp)), rows


def opens(keys: CaseKeys, row: EventRow) -> bool:
    """Whether an event opens and is what was committed to."""
    try:
        plain = keys.unseal_event(row.seq, row.sealed)
    except Unreadable:
        return False
    return hashlib.sha256(plain).digest() == row.commitment


def recorded(case_id: str, keys: CaseKeys, row: EventRow) -> Recorded:
    """The event of a row; ``damaged`` when it does not open or is not what was committed to."""
    try:
        plain = keys.unseal_event(row.seq, row.sealed)
        if hashlib.sha256(plain).digest() != row.commitment:
            raise Unreadable
        content = msgspec.json.decode(plain[chain.SALT_SIGNS :], type=chain.Content)
    except (Unreadable, msgspec.DecodeError):
        raise RecordError("damaged", place=f"case {case_id}, event {row.seq}") from None
    return Recorded(
        seq=row.seq,
        at=chain.moment_of(content.at),
        actor=content.actor,
        event=Encoded(content.type, content.version, content.body),
        salt=plain[: chain.SALT_SIGNS].decode("ascii"),
        commitment=row.commitment,
        hash=row.hash,
        clock=None if content.clock is None else chain.moment_of(content.clock),
    )


def file_ref(keys: CaseKeys, row: FileRow) -> FileRef:
    """What the note about a file says; ``damaged``."""
    try:
        return msgspec.json.decode(keys.unseal_note(f"file {row.name}", row.sealed), type=FileRef)
    except (Unreadable, msgspec.DecodeError):
        raise RecordError("damaged", place=f"note of file {row.name[:12]}") from None


def checked(pieces: Iterator[bytes], sha256: str) -> Iterator[bytes]:
    """The pieces; ``file-damaged`` as soon as one does not open, or at the end when the whole is another file."""
    taken = hashlib.sha256()
    try:
        for piece in pieces:
            taken.update(piece)
            yield piece
    except Unreadable:
        raise RecordError("file-damaged", file=sha256[:12]) from None
    if taken.hexdigest() != sha256:
        raise RecordError("file-damaged", file=sha256[:12])


def is_whole(pieces: Iterator[memoryview], sha256: str) -> bool:
    """Whether all pieces open and together are the file of that digest."""
    taken = hashlib.sha256()
    try:
        for piece in pieces:
            taken.update(piece)
    except Unreadable:
        return False
    return taken.hexdigest() == sha256
