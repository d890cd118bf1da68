"""The store: seals, chains and counts; an engine keeps the rows and a vault the files."""

from __future__ import annotations

import os
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Lock

import msgspec

from simoff.case.encoded import Encoded
from simoff.record import chain
from simoff.record.crypt import CaseKeys, Master, Unreadable, new_key
from simoff.record.faults import ChangedMeanwhile, RecordError
from simoff.record.frames import disclose, enclose, scan
from simoff.record.interface import (
    LARGEST_FILE,
    NO_DUE,
    CaseEntry,
    CaseRow,
    Engine,
    EventRow,
    FileRef,
    FileRow,
    Head,
    Index,
    IndexRow,
    NoteRow,
    Page,
    Problem,
    Recorded,
    Stamped,
    Vault,
)
from simoff.record.sealing import Measured, checked, file_ref, is_whole, opens, recorded, sealed

CHECKERS = min(4, os.cpu_count() or 1)
"""Files that are checked at the same time."""
REMEMBERED = 256
"""Cases whose keys are kept in memory."""

CASE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
"""What a case may be called: it becomes the name of a folder."""

Anchor = Callable[[str, Head], Stamped | None]
"""Has the end of a case's chain stamped before it is written; token and event are written with the rest."""


class Record:
    """Implements ``simoff.record.Store``. ``anchor`` is called at each append, if given."""

    def __init__(self, engine: Engine, vault: Vault, master: Master, anchor: Anchor | None = None) -> None:
        self.engine = engine
        self.vault = vault
        self.master = master
        self._anchor = anchor
        self._keys: OrderedDict[str, CaseKeys] = OrderedDict()
        self._lock = Lock()

    def create(self, case_id: str, events: Sequence[Encoded], at: datetime, actor: str, index: Index) -> Head:
        """See Store."""
        if not CASE_ID.fullmatch(case_id):
            raise ValueError("no name for a case")
        key = new_key()
        keys = CaseKeys(case_id, key)
        head, rows, notes = self._grown(case_id, keys, None, events, at, actor)
        shown = _index_row(keys, index)
        case = CaseRow(
            case_id=case_id,
            head_seq=head.seq,
            head_hash=head.hash,
            head_at=chain.moment_text(head.at),
            status=shown.status,
            next_due=shown.next_due,
            label=shown.label,
            forgotten_at=None,
            key=self.master.wrap(case_id, key),
            note=shown.note,
        )
        self.engine.insert_case(case, rows, notes)
        self._remember(case_id, keys)
        return head

    def append(
        self,
        case_id: str,
        expected_seq: int,
        events: Sequence[Encoded],
        at: datetime,
        actor: str,
        index: Index | None = None,
    ) -> Head:
        """See Store."""
        case = self._case(case_id)
        keys = self._keys_of(case)
        if case.head_seq != expected_seq:
            raise ChangedMeanwhile(case_id, expected_seq, case.head_seq)
        before = _head(case)
        head, rows, notes = self._grown(case_id, keys, before, events, at, actor)
        shown = None if index is None else _index_row(keys, index)
        if not self.engine.append(before, case_id, rows, chain.moment_text(head.at), shown, notes):
            found = self._case(case_id)
            if found.forgotten_at:
                raise RecordError("forgotten", case=case_id)
            raise ChangedMeanwhile(case_id, expected_seq, found.head_seq)
        return head

    def append_stamped(self, case_id: str, expected_seq: int, stamped: Stamped, at: datetime, actor: str) -> Head:
        """Add a time-stamp: its token is kept as a file and its event written, together; it is not stamped."""
        case = self._case(case_id)
        keys = self._keys_of(case)
        before = _head(case)
        if before.seq != expected_seq:
            raise ChangedMeanwhile(case_id, expected_seq, before.seq)
        note = self._kept(case_id, keys, (stamped.token,), LARGEST_FILE)[1]
        head, rows = sealed(case_id, keys, before, (stamped.event,), at, actor)
        if not self.engine.append(before, case_id, rows, chain.moment_text(head.at), None, [note]):
            raise ChangedMeanwhile(case_id, expected_seq, self._case(case_id).head_seq)
        return head

    def set_index(self, case_id: str, index: Index) -> None:
        """See Store."""
        self.engine.set_index(case_id, _index_row(self._keys_of(self._case(case_id)), index))

    def head(self, case_id: str) -> Head:
        """See Store."""
        return _head(self._case(case_id))

    def readable(self, case_id: str) -> Head:
        """The head of a case that can still be read; RecordError ``forgotten`` where it cannot."""
        case = self._case(case_id)
        self._keys_of(case)
        return _head(case)

    def read(self, case_id: str, after: int = 0) -> tuple[Recorded, ...]:
        """See Store. ``damaged`` for an event that does not open or is not what was committed to."""
        keys = self._keys_of(self._case(case_id))
        return tuple(recorded(case_id, keys, row) for row in self.engine.events(case_id, after))

    def cases(
        self,
        *,
        status: str | None = None,
        due_by: date | None = None,
        after: str | None = None,
        limit: int = 100,
    ) -> Page:
        """See Store."""
        due, _, case_id = (after or "").partition(" ")
        rows = self.engine.page(
            status,
            None if due_by is None else due_by.isoformat(),
            (due, case_id) if after else None,
            limit + 1,
        )
        shown = rows[:limit]
        more = f"{shown[-1].next_due} {shown[-1].case_id}" if len(rows) > limit else None
        return Page(tuple(map(self._entry, shown)), more)

    def notes(self) -> Iterator[tuple[str, bytes | None]]:
        """See Store. Keys are opened for their note alone, and not remembered."""
        for row in self.engine.notes():
            yield row.case_id, self._note(row)

    def _note(self, row: NoteRow) -> bytes | None:
        if row.note is None:
            return None
        try:
            keys = CaseKeys(row.case_id, self.master.unwrap(row.case_id, row.key))
            return keys.unseal_note("note", row.note)
        except Unreadable:
            return None

    def put(self, case_id: str, content: Iterable[bytes], limit: int = LARGEST_FILE) -> FileRef:
        """See Store."""
        keys = self._keys_of(self._case(case_id))
        ref, note = self._kept(case_id, keys, content, limit)
        self.engine.add_file(case_id, note)
        return ref

    def _kept(self, case_id: str, keys: CaseKeys, content: Iterable[bytes], limit: int) -> tuple[FileRef, FileRow]:
        """Put a file into the vault, unless it is there and whole; the note about it is still to be written."""
        measured = Measured(content, limit)
        draft = self.vault.write(case_id, enclose(keys, measured))
        ref = measured.ref()
        name = keys.file_name(ref.sha256)
        try:
            if self._is_whole(keys, case_id, ref.sha256):
                self.vault.drop(case_id, draft)
            else:
                self.vault.keep(case_id, draft, name)
        except BaseException:
            self.vault.drop(case_id, draft)
            raise
        return ref, FileRow(name, keys.seal_note(f"file {name}", msgspec.json.encode(ref)))

    def open(self, case_id: str, sha256: str) -> Iterator[bytes]:
        """See Store."""
        keys = self._keys_of(self._case(case_id))
        stored = self.vault.read(case_id, keys.file_name(sha256))
        if stored is None:
            raise RecordError("no-file", file=sha256[:12])
        return checked(disclose(keys, stored), sha256)

    def files(self, case_id: str) -> tuple[FileRef, ...]:
        """See Store."""
        keys = self._keys_of(self._case(case_id))
        return tuple(file_ref(keys, row) for row in self.engine.files(case_id))

    def forget(self, case_id: str, at: datetime) -> None:
        """See Store."""
        if self._case(case_id).forgotten_at:
            return
        self.engine.forget(case_id, chain.moment_text(at))
        with self._lock:
            self._keys.pop(case_id, None)
        self.vault.forget(case_id)

    def verify(self, case_id: str) -> tuple[Problem, ...]:
        """See Store."""
        case = self._case(case_id)
        rows = self.engine.events(case_id)
        problems = chain.check_links(case_id, rows, case.head_seq, case.head_hash)
        if case.forgotten_at:
            return tuple(problems)
        try:
            keys = self._keys_of(case)
        except RecordError as fault:
            return (*problems, Problem("case", fault.id))
        problems += [Problem(f"event {row.seq}", "content-differs") for row in rows if not opens(keys, row)]
        problems += self._file_problems(case_id, keys)
        return tuple(problems)

    def _file_problems(self, case_id: str, keys: CaseKeys) -> list[Problem]:
        """Files are looked at side by side: reading, opening and hashing them leave Python's lock free."""
        with ThreadPoolExecutor(CHECKERS) as pool:
            found = pool.map(lambda row: self._file_problem(case_id, keys, row), self.engine.files(case_id))
            return [problem for problem in found if problem is not None]

    def _file_problem(self, case_id: str, keys: CaseKeys, row: FileRow) -> Problem | None:
        try:
            ref = file_ref(keys, row)
        except RecordError:
            return Problem(f"file {row.name[:12]}", "note-differs")
        if self.vault.size(case_id, row.name) is None:
            return Problem(f"file {ref.sha256[:12]}", "file-missing")
        whole = self._is_whole(keys, case_id, ref.sha256)
        return None if whole else Problem(f"file {ref.sha256[:12]}", "file-differs")

    def _is_whole(self, keys: CaseKeys, case_id: str, sha256: str) -> bool:
        stored = self.vault.read(case_id, keys.file_name(sha256))
        if stored is None:
            return False
        try:
            return is_whole(scan(keys, stored), sha256)
        except RecordError:  # the system cannot read it
            return False

    def _grown(
        self,
        case_id: str,
        keys: CaseKeys,
        before: Head | None,
        events: Sequence[Encoded],
        at: datetime,
        actor: str,
    ) -> tuple[Head, list[EventRow], list[FileRow]]:
        """The head that will be, the rows of new events, and the notes of files that go with them."""
        if not events:
            raise ValueError("no events to write")
        head, rows = sealed(case_id, keys, before, events, at, actor)
        stamped = None if self._anchor is None else self._anchor(case_id, head)
        if stamped is None:
            return head, rows, []
        note = self._kept(case_id, keys, (stamped.token,), LARGEST_FILE)[1]
        head, more = sealed(case_id, keys, head, (stamped.event,), at, "simoff")
        return head, rows + more, [note]

    def _case(self, case_id: str) -> CaseRow:
        case = self.engine.case(case_id)
        if case is None:
            raise RecordError("no-case", case=case_id)
        return case

    def _keys_of(self, case: CaseRow) -> CaseKeys:
        if case.forgotten_at or case.key is None:
            raise RecordError("forgotten", case=case.case_id)
        with self._lock:
            keys = self._keys.get(case.case_id)
        if keys is None:
            try:
                keys = CaseKeys(case.case_id, self.master.unwrap(case.case_id, case.key))
            except Unreadable:
                raise RecordError("damaged", place=f"key of case {case.case_id}") from None
            self._remember(case.case_id, keys)
        return keys

    def _remember(self, case_id: str, keys: CaseKeys) -> None:
        with self._lock:
            self._keys[case_id] = keys
            while len(self._keys) > REMEMBERED:
                self._keys.popitem(last=False)

    def _entry(self, case: CaseRow) -> CaseEntry:
        try:
            return self._read_entry(case)
        except (ValueError, TypeError):
            raise RecordError("damaged", place=f"case {case.case_id}") from None

    def _read_entry(self, case: CaseRow) -> CaseEntry:
        return CaseEntry(
            case_id=case.case_id,
            seq=case.head_seq,
            status=case.status,
            next_due=None if case.next_due == NO_DUE else date.fromisoformat(case.next_due),
            label=self._label(case),
            changed_at=chain.moment_of(case.head_at),
            forgotten_at=None if case.forgotten_at is None else chain.moment_of(case.forgotten_at),
        )

    def _label(self, case: CaseRow) -> str:
        """The label; empty for a forgotten case, and for one whose key or label is damaged: verify names that."""
        try:
            return self._keys_of(case).unseal_note("label", case.label).decode()
        except (RecordError, Unreadable):
            return ""


def _head(case: CaseRow) -> Head:
    try:
        return Head(case.head_seq, case.head_hash, chain.moment_of(case.head_at))
    except (ValueError, TypeError):
        raise RecordError("damaged", place=f"case {case.case_id}") from None


def _index_row(keys: CaseKeys, index: Index) -> IndexRow:
    if not (index.status.replace("-", "").replace("_", "").isalnum() and len(index.status) <= 40):
        raise ValueError("a status is one plain word")
    due = NO_DUE if index.next_due is None else index.next_due.isoformat()
    label = keys.seal_note("label", index.label.encode())
    return IndexRow(index.status, due, label, keys.seal_note("note", index.note))
