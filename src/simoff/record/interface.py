"""What a store of cases does, whichever engine it stands on.

``Store`` is for those who use it; ``Engine`` and ``Vault`` are what an engine has to bring. Events are known
here as ``simoff.case.encoded.Encoded`` only: what they mean is not the record's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct

from simoff.case.encoded import Encoded

LARGEST_FILE = 512 * 1024 * 1024
"""Bytes a kept file may have, unless the caller sets another limit."""


class Head(Struct, frozen=True):
    """The end of a case's chain: number of its last event (from 1), that event's hash (32 bytes), its time."""

    seq: int
    hash: bytes
    at: datetime


class Index(Struct, frozen=True):
    """What a list of cases shows and sorts by. ``label`` and ``note`` are kept encrypted, the other two in clear.

    So ``status`` is one plain word that tells nothing about a person, at most 40 characters. ``note`` is what the
    caller wants to find again over all cases (``Store.notes``); what it means is the caller's business.
    """

    status: str
    next_due: date | None = None
    label: str = ""
    note: bytes = b""


class Recorded(Struct, frozen=True):
    """An event as it was kept.

    ``at`` never goes back within a case; where the writer's clock did, ``clock`` holds what it showed.
    ``commitment`` is SHA-256(salt || RFC 8785 JSON), ``hash`` the link (docs/record.md).
    """

    seq: int
    at: datetime
    actor: str
    event: Encoded
    salt: str
    commitment: bytes
    hash: bytes
    clock: datetime | None = None


class FileRef(Struct, frozen=True):
    """A kept file: SHA-256 of its bytes (hex), how many they are, the media type they look like."""

    sha256: str
    size: int
    media_type: str


class CaseEntry(Struct, frozen=True):
    """One line in a list of cases. A forgotten case has no label and its content can no longer be read."""

    case_id: str
    seq: int
    status: str
    next_due: date | None
    label: str
    changed_at: datetime
    forgotten_at: datetime | None = None


class Page(Struct, frozen=True):
    """Cases by next due date, those without one last. ``next`` continues the list, None at its end."""

    cases: tuple[CaseEntry, ...]
    next: str | None


class Problem(Struct, frozen=True):
    """Something that is not as it was written: where (``event 7``, ``file 3f…``) and an id of what is wrong."""

    place: str
    what: str


class Stamped(Struct, frozen=True):
    """A time-stamp token just received, and the event that says so."""

    event: Encoded
    token: bytes


class Store(Protocol):
    """Keeps the events and files of cases. Every method may raise RecordError.

    All times are aware and kept in UTC. An append is written whole and durably before it returns, or not at all.
    """

    def create(self, case_id: str, events: Sequence[Encoded], at: datetime, actor: str, index: Index) -> Head:
        """Begin a case with its first events (at least one); ``case-there`` if the id is taken."""
        ...

    def append(
        self,
        case_id: str,
        expected_seq: int,
        events: Sequence[Encoded],
        at: datetime,
        actor: str,
        index: Index | None = None,
    ) -> Head:
        """Add events after event ``expected_seq`` and set the index, all or nothing.

        ChangedMeanwhile when the case has other events by now; ``index`` None leaves the index as it is.
        """
        ...

    def set_index(self, case_id: str, index: Index) -> None:
        """Set what the list shows, without an event: it is derived and may be computed again any time."""
        ...

    def head(self, case_id: str) -> Head:
        """The end of the chain; ``no-case`` when there is no such case."""
        ...

    def read(self, case_id: str, after: int = 0) -> tuple[Recorded, ...]:
        """The events after number ``after``, in order; ``forgotten`` when the key was erased."""
        ...

    def cases(
        self,
        *,
        status: str | None = None,
        due_by: date | None = None,
        after: str | None = None,
        limit: int = 100,
    ) -> Page:
        """A page of the list by next due date; ``after`` is the ``next`` of the page before."""
        ...

    def notes(self) -> Iterator[tuple[str, bytes | None]]:
        """The note of the index of every case that is not forgotten, by its id.

        None where none was ever set, or where it does not open: set the index again.
        """
        ...

    def put(self, case_id: str, content: Iterable[bytes], limit: int = LARGEST_FILE) -> FileRef:
        """Keep a file; the same bytes twice in a case are kept once. ``too-large`` over ``limit`` bytes."""
        ...

    def open(self, case_id: str, sha256: str) -> Iterator[bytes]:
        """The bytes of a kept file in pieces, each checked before it is given; ``no-file``, ``file-damaged``."""
        ...

    def files(self, case_id: str) -> tuple[FileRef, ...]:
        """The files kept for a case, in the order they came."""
        ...

    def forget(self, case_id: str, at: datetime) -> None:
        """Erase the key of a case, its label and its files: nobody can read it any more; the chain stays."""
        ...

    def verify(self, case_id: str) -> tuple[Problem, ...]:
        """Check the chain, and, unless forgotten, every event and file. Empty: whole."""
        ...


class EventRow(Struct, frozen=True):
    """An event as an engine sees it: its number, commitment and hash (32 bytes each), and the sealed rest."""

    seq: int
    commitment: bytes
    hash: bytes
    sealed: bytes


class CaseRow(Struct, frozen=True):
    """A case as an engine sees it. Times are ISO texts in UTC; ``next_due`` is an ISO date or ``NO_DUE``.

    ``key`` is the wrapped case key, None once forgotten; ``label`` is sealed. ``note`` is only written with it:
    nobody reads it with the case, so it is None in what is read.
    """

    case_id: str
    head_seq: int
    head_hash: bytes
    head_at: str
    status: str
    next_due: str
    label: bytes
    forgotten_at: str | None
    key: bytes | None
    note: bytes | None = None


class FileRow(Struct, frozen=True):
    """A kept file as an engine sees it: its name in the vault, and sealed what it is."""

    name: str
    sealed: bytes


class WholeCase(Struct, frozen=True):
    """A case with everything an engine keeps of it."""

    case: CaseRow
    events: Sequence[EventRow]
    files: Sequence[FileRow] = ()


class IndexRow(Struct, frozen=True):
    """The columns of the index, label and note sealed."""

    status: str
    next_due: str
    label: bytes
    note: bytes | None = None


class NoteRow(Struct, frozen=True):
    """The note of a case's index, sealed (None: never set), with the wrapped key that opens it."""

    case_id: str
    key: bytes
    note: bytes | None


NO_DUE = "9999-12-31"
"""Stands for "no date", so that such cases sort last in every engine."""


class Engine(Protocol):
    """Keeps rows. It understands none of them; each method is one transaction, durable when it returns."""

    def insert_case(self, case: CaseRow, events: Sequence[EventRow], files: Sequence[FileRow] = ()) -> None:
        """A new case with its key, first events and notes of files; ``case-there``."""
        ...

    def insert_cases(self, cases: Iterable[WholeCase]) -> None:
        """Many new cases in one transaction: all of them, or none when taking the next one raises."""
        ...

    def case_ids(self) -> list[str]:
        """The ids of all cases, forgotten ones too, at one moment."""
        ...

    def append(
        self,
        before: Head,
        case_id: str,
        events: Sequence[EventRow],
        head_at: str,
        index: IndexRow | None,
        files: Sequence[FileRow] = (),
    ) -> bool:
        """Add events and notes of files, if the case still ends with ``before`` and is not forgotten.

        Else False, and nothing is done.
        """
        ...

    def set_index(self, case_id: str, index: IndexRow) -> None:
        """Replace the index columns."""
        ...

    def case(self, case_id: str) -> CaseRow | None:
        """One case with its wrapped key."""
        ...

    def events(self, case_id: str, after: int = 0) -> list[EventRow]:
        """The events after a number, in order."""
        ...

    def page(
        self, status: str | None, due_by: str | None, after: tuple[str, str] | None, limit: int
    ) -> list[CaseRow]:
        """Cases ordered by (next_due, case_id), those after ``after``."""
        ...

    def notes(self) -> list[NoteRow]:
        """The notes of all cases that are not forgotten, by id."""
        ...

    def add_file(self, case_id: str, file: FileRow) -> None:
        """Note a file; a name that is there already stays as it is."""
        ...

    def files(self, case_id: str) -> list[FileRow]:
        """The files of a case in the order they came."""
        ...

    def forget(self, case_id: str, at: str) -> None:
        """Erase key, label and files' notes so that they cannot be found in the engine's own files either."""
        ...

    def setting(self, name: str) -> bytes | None:
        """A value kept beside the cases."""
        ...

    def set_setting(self, name: str, value: bytes) -> None:
        """Keep a value beside the cases."""
        ...

    def add_setting(self, name: str, value: bytes) -> None:
        """Keep a value unless there is one by that name."""
        ...

    def check(self) -> tuple[Problem, ...]:
        """What the engine itself finds wrong with its files; empty when sound."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class Vault(Protocol):
    """Keeps encrypted files by case and name. Names are hexadecimal and tell nothing."""

    def write(self, case_id: str, content: Iterable[bytes]) -> str:
        """Write a draft durably and give its name."""
        ...

    def keep(self, case_id: str, draft: str, name: str) -> None:
        """Give a draft its name, durably; what had the name before is replaced."""
        ...

    def drop(self, case_id: str, name: str) -> None:
        """Remove a draft or a file, if it is there."""
        ...

    def read(self, case_id: str, name: str) -> Iterator[bytes] | None:
        """The bytes in pieces; None when there is no such file."""
        ...

    def size(self, case_id: str, name: str) -> int | None:
        """How many bytes are kept under a name; None when there is no such file."""
        ...

    def forget(self, case_id: str) -> None:
        """Remove every file of a case."""
        ...
