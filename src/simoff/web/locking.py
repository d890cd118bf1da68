"""A store that writes to a case only while it is as its reader saw it: what was overtaken is never written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from simoff.case.encoded import Encoded
from simoff.record.faults import ChangedMeanwhile
from simoff.record.interface import LARGEST_FILE, FileRef, Head, Index, Page, Problem, Recorded, Store


class Seen:
    """Implements ``simoff.record.Store`` over another, for one case that was seen up to event ``seq``.

    RecordError ``changed-meanwhile`` when the case has other events, at once and again at the moment of writing.
    """

    def __init__(self, store: Store, case_id: str, seq: int) -> None:
        self._store, self._case_id, self._seq = store, case_id, seq
        self._check(case_id, store.head(case_id).seq)

    def _check(self, case_id: str, found: int) -> None:
        if case_id == self._case_id and found != self._seq:
            raise ChangedMeanwhile(case_id, self._seq, found)

    def create(self, case_id: str, events: Sequence[Encoded], at: datetime, actor: str, index: Index) -> Head:
        """See Store."""
        return self._store.create(case_id, events, at, actor, index)

    def append(
        self,
        case_id: str,
        expected_seq: int,
        events: Sequence[Encoded],
        at: datetime,
        actor: str,
        index: Index | None = None,
    ) -> Head:
        """See Store; what is written counts as seen, so that a use case may write more than once."""
        self._check(case_id, expected_seq)
        head = self._store.append(case_id, expected_seq, events, at, actor, index)
        if case_id == self._case_id:
            self._seq = head.seq
        return head

    def set_index(self, case_id: str, index: Index) -> None:
        """See Store."""
        self._store.set_index(case_id, index)

    def head(self, case_id: str) -> Head:
        """See Store."""
        return self._store.head(case_id)

    def read(self, case_id: str, after: int = 0) -> tuple[Recorded, ...]:
        """See Store."""
        return self._store.read(case_id, after)

    def cases(
        self,
        *,
        status: str | None = None,
        due_by: date | None = None,
        after: str | None = None,
        limit: int = 100,
    ) -> Page:
        """See Store."""
        return self._store.cases(status=status, due_by=due_by, after=after, limit=limit)

    def put(self, case_id: str, content: Iterable[bytes], limit: int = LARGEST_FILE) -> FileRef:
        """See Store."""
        return self._store.put(case_id, content, limit)

    def open(self, case_id: str, sha256: str) -> Iterator[bytes]:
        """See Store."""
        return self._store.open(case_id, sha256)

    def files(self, case_id: str) -> tuple[FileRef, ...]:
        """See Store."""
        return self._store.files(case_id)

    def notes(self) -> Iterator[tuple[str, bytes | None]]:
        """See Store."""
        return self._store.notes()

    def forget(self, case_id: str, at: datetime) -> None:
        """See Store."""
        self._store.forget(case_id, at)

    def verify(self, case_id: str) -> tuple[Problem, ...]:
        """See Store."""
        return self._store.verify(case_id)
