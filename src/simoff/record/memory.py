"""The engine without a disk: for tests and for trying out. Nothing survives the process."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from threading import Lock

import msgspec

from simoff.record.faults import RecordError
from simoff.record.interface import CaseRow, EventRow, FileRow, Head, IndexRow, NoteRow, Problem, WholeCase


class MemoryEngine:
    """Rows in dictionaries, behind one lock."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._cases: dict[str, CaseRow] = {}
        self._events: dict[str, list[EventRow]] = {}
        self._files: dict[str, dict[str, FileRow]] = {}
        self._settings: dict[str, bytes] = {}

    def insert_case(self, case: CaseRow, events: Sequence[EventRow], files: Sequence[FileRow] = ()) -> None:
        """See Engine."""
        self.insert_cases([WholeCase(case, events, files)])

    def insert_cases(self, cases: Iterable[WholeCase]) -> None:
        """See Engine."""
        new = {whole.case.case_id: whole for whole in cases}
        with self._lock:
            for case_id in new.keys() & self._cases.keys():
                raise RecordError("case-there", case=case_id)
            for case_id, whole in new.items():
                self._cases[case_id] = whole.case
                self._events[case_id] = list(whole.events)
                self._files[case_id] = {file.name: file for file in whole.files}

    def case_ids(self) -> list[str]:
        """See Engine."""
        with self._lock:
            return sorted(self._cases)

    def append(
        self,
        before: Head,
        case_id: str,
        events: Sequence[EventRow],
        head_at: str,
        index: IndexRow | None,
        files: Sequence[FileRow] = (),
    ) -> bool:
        """See Engine."""
        with self._lock:
            case = self._cases.get(case_id)
            if case is None or case.forgotten_at or (case.head_seq, case.head_hash) != (before.seq, before.hash):
                return False
            case = msgspec.structs.replace(
                case, head_seq=events[-1].seq, head_hash=events[-1].hash, head_at=head_at
            )
            self._cases[case_id] = case if index is None else _indexed(case, index)
            self._events[case_id].extend(events)
            self._files[case_id].update((file.name, file) for file in files)
            return True

    def set_index(self, case_id: str, index: IndexRow) -> None:
        """See Engine."""
        with self._lock:
            self._cases[case_id] = _indexed(self._cases[case_id], index)

    def case(self, case_id: str) -> CaseRow | None:
        """See Engine."""
        return self._cases.get(case_id)

    def events(self, case_id: str, after: int = 0) -> list[EventRow]:
        """See Engine."""
        with self._lock:
            return [row for row in self._events.get(case_id, ()) if row.seq > after]

    def page(
        self, status: str | None, due_by: str | None, after: tuple[str, str] | None, limit: int
    ) -> list[CaseRow]:
        """See Engine."""
        with self._lock:
            found = [
                case
                for case in self._cases.values()
                if status in (None, case.status)
                and (due_by is None or case.next_due <= due_by)
                and (after is None or (case.next_due, case.case_id) > after)
            ]
        return sorted(found, key=lambda case: (case.next_due, case.case_id))[:limit]

    def notes(self) -> list[NoteRow]:
        """See Engine."""
        with self._lock:
            kept = [self._cases[case_id] for case_id in sorted(self._cases)]
        return [NoteRow(case.case_id, case.key, case.note) for case in kept if case.key is not None]

    def add_file(self, case_id: str, file: FileRow) -> None:
        """See Engine."""
        with self._lock:
            self._files[case_id].setdefault(file.name, file)

    def files(self, case_id: str) -> list[FileRow]:
        """See Engine."""
        with self._lock:
            return list(self._files.get(case_id, {}).values())

    def forget(self, case_id: str, at: str) -> None:
        """See Engine."""
        with self._lock:
            case = self._cases[case_id]
            self._cases[case_id] = msgspec.structs.replace(case, key=None, label=b"", note=None, forgotten_at=at)
            self._files[case_id].clear()

    def setting(self, name: str) -> bytes | None:
        """See Engine."""
        return self._settings.get(name)

    def set_setting(self, name: str, value: bytes) -> None:
        """See Engine."""
        self._settings[name] = value

    def add_setting(self, name: str, value: bytes) -> None:
        """See Engine."""
        self._settings.setdefault(name, value)

    def check(self) -> tuple[Problem, ...]:
        """See Engine; memory has nothing to find."""
        return ()

    def close(self) -> None:
        """See Engine."""


class MemoryVault:
    """Encrypted files in a dictionary."""

    def __init__(self) -> None:
        self._files: dict[tuple[str, str], bytes] = {}

    def write(self, case_id: str, content: Iterable[bytes]) -> str:
        """See Vault."""
        draft = secrets.token_hex(8)
        self._files[case_id, draft] = b"".join(content)
        return draft

    def keep(self, case_id: str, draft: str, name: str) -> None:
        """See Vault."""
        self._files[case_id, name] = self._files.pop((case_id, draft))

    def drop(self, case_id: str, name: str) -> None:
        """See Vault."""
        self._files.pop((case_id, name), None)

    def read(self, case_id: str, name: str) -> Iterator[bytes] | None:
        """See Vault."""
        content = self._files.get((case_id, name))
        return None if content is None else iter((content,))

    def size(self, case_id: str, name: str) -> int | None:
        """See Vault."""
        content = self._files.get((case_id, name))
        return None if content is None else len(content)

    def forget(self, case_id: str) -> None:
        """See Vault."""
        self._files = {place: content for place, content in self._files.items() if place[0] != case_id}


def _indexed(case: CaseRow, index: IndexRow) -> CaseRow:
    return msgspec.structs.replace(
        case, status=index.status, next_due=index.next_due, label=index.label, note=index.note
    )
