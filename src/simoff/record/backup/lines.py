"""Version 1 of what lies in a backup. It is read for ever: a later schema gets a later version beside it.

A tar archive, in this order: ``manifest.json``, ``master.key`` (64 hexadecimal signs), ``cases/ID.jsonl`` and
``files/ID/NAME`` of each case, ``end.json``. A case's lines are its own row, its notes of files, its events,
each as the database keeps it: sealed. Files are as they lie in the data folder: encrypted. Bytes are base64.
"""

from __future__ import annotations

from msgspec import Struct

from simoff.record.interface import CaseRow, EventRow, FileRow

FORMAT = "simoff-backup-1"
MANIFEST, KEY, END = "manifest.json", "master.key", "end.json"


class Manifest(Struct, frozen=True):
    """The first part: format, when it was made, schema of the database it came from."""

    format: str
    made_at: str
    schema: str


class CaseLine(Struct, frozen=True, tag="case"):
    """A case. The note of its index is left out: it is derived and made again."""

    case_id: str
    head_seq: int
    head_hash: bytes
    head_at: str
    status: str
    next_due: str
    label: bytes
    forgotten_at: str | None
    key: bytes | None

    def row(self) -> CaseRow:
        """As an engine takes it."""
        return CaseRow(**{name: getattr(self, name) for name in self.__struct_fields__})


class FileLine(Struct, frozen=True, tag="file"):
    """The note about a kept file."""

    name: str
    sealed: bytes

    def row(self) -> FileRow:
        """As an engine takes it."""
        return FileRow(self.name, self.sealed)


class EventLine(Struct, frozen=True, tag="event"):
    """An event."""

    seq: int
    commitment: bytes
    hash: bytes
    sealed: bytes

    def row(self) -> EventRow:
        """As an engine takes it."""
        return EventRow(self.seq, self.commitment, self.hash, self.sealed)


class End(Struct, frozen=True):
    """The last part: how much there has to be."""

    cases: int
    events: int
    files: int


Line = CaseLine | FileLine | EventLine
