"""The engine over a database: SQLAlchemy Core, one schema, the same statements on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, tuple_, update
from sqlalchemy import Engine as Database
from sqlalchemy.exc import IntegrityError

from simoff.record.faults import RecordError
from simoff.record.interface import CaseRow, EventRow, FileRow, Head, IndexRow, NoteRow, Problem, WholeCase
from simoff.record.schema import bring_up_to_date
from simoff.record.sqlfaults import speaking
from simoff.record.tables import case_keys, cases, events, files, settings

_SHOWN = [column for column in cases.c if column is not cases.c.note]
_CASES: Select[Any] = select(*_SHOWN, case_keys.c.wrapped).join_from(cases, case_keys, isouter=True)
_CASE = _CASES.where(cases.c.case_id == bindparam("id"))
_EVENTS = (
    select(events.c.seq, events.c.commitment, events.c.hash, events.c.sealed)
    .where(events.c.case_id == bindparam("id"), events.c.seq > bindparam("after"))
    .order_by(events.c.seq)
)
_NOTES = select(cases.c.case_id, case_keys.c.wrapped, cases.c.note).join(case_keys).order_by(cases.c.case_id)
_FILES = select(files.c.name, files.c.sealed).where(files.c.case_id == bindparam("id")).order_by(files.c.place)
_GROW = (
    update(cases)
    .where(
        cases.c.case_id == bindparam("id"),
        cases.c.head_seq == bindparam("old_seq"),
        cases.c.head_hash == bindparam("old_hash"),
        cases.c.forgotten_at.is_(None),
    )
    .values(head_seq=bindparam("new_seq"), head_hash=bindparam("new_hash"), head_at=bindparam("new_at"))
)


class SqlEngine:
    """See Engine. ``place`` names the database in faults; subclasses say how to begin, erase and check."""

    def __init__(self, database: Database, place: str) -> None:
        self._database = database
        self._place = place
        with self._writing() as connection:
            bring_up_to_date(connection)

    def insert_case(self, case: CaseRow, rows: Sequence[EventRow], notes: Sequence[FileRow] = ()) -> None:
        """See Engine."""
        self.insert_cases([WholeCase(case, rows, notes)])

    def insert_cases(self, whole: Iterable[WholeCase]) -> None:
        """See Engine."""
        with self._writing() as connection:
            for one in whole:
                self._insert(connection, one)

    def case_ids(self) -> list[str]:
        """See Engine."""
        with self._reading() as connection:
            return list(connection.execute(select(cases.c.case_id).order_by(cases.c.case_id)).scalars())

    def append(
        self,
        before: Head,
        case_id: str,
        rows: Sequence[EventRow],
        head_at: str,
        index: IndexRow | None,
        notes: Sequence[FileRow] = (),
    ) -> bool:
        """See Engine."""
        with self._writing() as connection:
            grown = {
                "id": case_id,
                "old_seq": before.seq,
                "old_hash": before.hash,
                "new_seq": rows[-1].seq,
                "new_hash": rows[-1].hash,
                "new_at": head_at,
            }
            if connection.execute(_GROW, grown).rowcount != 1:
                connection.rollback()
                return False
            self._insert_events(connection, case_id, rows)
            for file in notes:
                _note_file(connection, case_id, file)
            if index is not None:
                connection.execute(*_indexed(case_id, index))
        return True

    def set_index(self, case_id: str, index: IndexRow) -> None:
        """See Engine."""
        with self._writing() as connection:
            connection.execute(*_indexed(case_id, index))

    def case(self, case_id: str) -> CaseRow | None:
        """See Engine."""
        with self._reading() as connection:
            row = connection.execute(_CASE, {"id": case_id}).one_or_none()
        return None if row is None else CaseRow(*row)

    def events(self, case_id: str, after: int = 0) -> list[EventRow]:
        """See Engine."""
        with self._reading() as connection:
            return [EventRow(*row) for row in connection.execute(_EVENTS, {"id": case_id, "after": after})]

    def page(
        self, status: str | None, due_by: str | None, after: tuple[str, str] | None, limit: int
    ) -> list[CaseRow]:
        """See Engine."""
        chosen: Select[Any] = _CASES
        if status is not None:
            chosen = chosen.where(cases.c.status == status)
        if due_by is not None:
            chosen = chosen.where(cases.c.next_due <= due_by)
        if after is not None:
            chosen = chosen.where(tuple_(cases.c.next_due, cases.c.case_id) > after)
        chosen = chosen.order_by(cases.c.next_due, cases.c.case_id).limit(limit)
        with self._reading() as connection:
            return [CaseRow(*row) for row in connection.execute(chosen)]

    def notes(self) -> list[NoteRow]:
        """See Engine."""
        with self._reading() as connection:
            return [NoteRow(*row) for row in connection.execute(_NOTES)]

    def add_file(self, case_id: str, file: FileRow) -> None:
        """See Engine."""
        with self._writing() as connection:
            _note_file(connection, case_id, file)

    def files(self, case_id: str) -> list[FileRow]:
        """See Engine."""
        with self._reading() as connection:
            return [FileRow(*row) for row in connection.execute(_FILES, {"id": case_id})]

    def forget(self, case_id: str, at: str) -> None:
        """See Engine."""
        with self._writing() as connection:
            connection.execute(delete(case_keys).where(case_keys.c.case_id == case_id))
            connection.execute(delete(files).where(files.c.case_id == case_id))
            erased = update(cases).where(cases.c.case_id == case_id).values(label=b"", note=None, forgotten_at=at)
            connection.execute(erased)
        self._erase_traces()

    def setting(self, name: str) -> bytes | None:
        """See Engine."""
        with self._reading() as connection:
            return connection.execute(select(settings.c.value).where(settings.c.name == name)).scalar()

    def set_setting(self, name: str, value: bytes) -> None:
        """See Engine."""
        with self._writing() as connection:
            changed = update(settings).where(settings.c.name == name).values(value=value)
            if connection.execute(changed).rowcount == 0:
                connection.execute(insert(settings), {"name": name, "value": value})

    def add_setting(self, name: str, value: bytes) -> None:
        """See Engine."""
        with self._writing() as connection:
            try:
                with connection.begin_nested():
                    connection.execute(insert(settings), {"name": name, "value": value})
            except IntegrityError:
                return

    def check(self) -> tuple[Problem, ...]:
        """See Engine."""
        return ()

    def close(self) -> None:
        """See Engine."""
        self._database.dispose()

    def _insert(self, connection: Connection, whole: WholeCase) -> None:
        case = whole.case
        values = {column.name: getattr(case, column.name) for column in cases.columns}
        try:
            connection.execute(insert(cases), values)
        except IntegrityError:
            raise RecordError("case-there", case=case.case_id) from None
        if case.key is not None:
            connection.execute(insert(case_keys), {"case_id": case.case_id, "wrapped": case.key})
        self._insert_events(connection, case.case_id, whole.events)
        for file in whole.files:
            _note_file(connection, case.case_id, file)

    def _insert_events(self, connection: Connection, case_id: str, rows: Sequence[EventRow]) -> None:
        connection.execute(
            insert(events),
            [
                {
                    "case_id": case_id,
                    "seq": row.seq,
                    "commitment": row.commitment,
                    "hash": row.hash,
                    "sealed": row.sealed,
                }
                for row in rows
            ],
        )

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that is durable when the block ends."""
        with speaking(self._place), self._database.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A transaction that only reads, and sees one state."""
        with speaking(self._place), self._database.connect() as connection:
            yield connection

    def _erase_traces(self) -> None:
        """Make the database overwrite what was deleted."""


def _indexed(case_id: str, index: IndexRow) -> tuple[Any, dict[str, Any]]:
    changed = update(cases).where(cases.c.case_id == bindparam("id"))
    values = {"status": index.status, "next_due": index.next_due, "label": index.label, "note": index.note}
    return changed.values(**{name: bindparam(f"new_{name}") for name in values}), {
        "id": case_id,
        **{f"new_{name}": value for name, value in values.items()},
    }


def _note_file(connection: Connection, case_id: str, file: FileRow) -> None:
    """Note a file behind the others, unless it is noted; the case's row is held, so nobody counts meanwhile."""
    connection.execute(select(cases.c.case_id).where(cases.c.case_id == case_id).with_for_update())
    noted = select(files.c.name).where(files.c.case_id == case_id, files.c.name == file.name)
    if connection.execute(noted).first() is not None:
        return
    last = select(func.coalesce(func.max(files.c.place), 0)).where(files.c.case_id == case_id)
    place = connection.execute(last).scalar_one() + 1
    values = {"case_id": case_id, "name": file.name, "place": place, "sealed": file.sealed}
    connection.execute(insert(files), values)
