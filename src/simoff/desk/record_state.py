"""Where the record, its key and its backups are, and whether they are sound. Nothing is made by looking."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from simoff.desk.places import data_folder
from simoff.desk.record import (
    ADDRESS,
    DATABASE,
    FILES,
    key_path,
    open_engine,
    source_of,
    there_is_a_record,
    vault_of,
)
from simoff.desk.record_anchor import mode_of
from simoff.record.crypt import Master
from simoff.record.faults import RecordError
from simoff.record.interface import Engine, Problem
from simoff.record.keys import SERVICE, Lock, lock_of

LARGEST_LOOK = 200
"""So many cases are checked when somebody only wants to know how things are; "record verify" checks all."""


class KeyReport(Struct, frozen=True):
    """The key: what kind, where, and whether it is the right one; ``not-asked``: a passphrase nobody was asked."""

    kind: Literal["file", "passphrase", "keyring"]
    place: str
    state: str


class BackupReport(Struct, frozen=True):
    """The backup made last, and whether its file still lies there; no ``path``: it was handed out."""

    at: datetime
    path: str
    there: bool


class RecordReport(Struct, frozen=True):
    """The record. ``state``: ``absent``, ``sound``, or the id of what is wrong; ``problems`` say where."""

    state: str
    database: str
    files: str
    schema: str = ""
    cases: int = 0
    forgotten: int = 0
    events: int = 0
    anchor: str = "off"
    key: KeyReport | None = None
    backup: BackupReport | None = None
    problems: tuple[Problem, ...] = ()

    def needs_attention(self) -> bool:
        """Whether something is wrong; no record yet, and no backup yet, are not."""
        key_is_bad = self.key is not None and self.key.state not in ("sound", "not-asked")
        return self.state not in ("absent", "sound") or key_is_bad


def look(environment: Mapping[str, str]) -> RecordReport:
    """Look at everything; the passphrase is not asked for."""
    files = str(data_folder(environment) / FILES)
    database = "PostgreSQL" if environment.get(ADDRESS) else str(data_folder(environment) / DATABASE)
    if not there_is_a_record(environment):
        return RecordReport("absent", database, files, anchor=mode_of(environment))
    try:
        engine = open_engine(environment)
    except RecordError as fault:
        return RecordReport(fault.id, database, files, anchor=mode_of(environment))
    try:
        return _looked(engine, environment, database, files)
    except RecordError as fault:
        return RecordReport(fault.id, database, files, anchor=mode_of(environment))
    finally:
        engine.close()


def _looked(engine: Engine, environment: Mapping[str, str], database: str, files: str) -> RecordReport:
    from simoff.desk.record_backup import LAST, last_backup
    from simoff.record.tables import NEWEST

    lock = lock_of(engine)
    key, master = _key(lock, environment)
    rows = [row for case_id in engine.case_ids() if (row := engine.case(case_id)) is not None]
    problems = engine.check() or _problems(engine, environment, master, [row.case_id for row in rows])
    last = last_backup(engine.setting(LAST))
    return RecordReport(
        state="damaged" if problems else "sound",
        database=database,
        files=files,
        schema=NEWEST,
        cases=len(rows),
        forgotten=sum(row.forgotten_at is not None for row in rows),
        events=sum(row.head_seq for row in rows),
        anchor=mode_of(environment),
        key=key,
        backup=None if last is None else BackupReport(last.at, last.path, Path(last.path).is_file()),
        problems=problems,
    )


def _key(lock: Lock | None, environment: Mapping[str, str]) -> tuple[KeyReport | None, Master | None]:
    if lock is None:
        return None, None
    if lock.kind == "passphrase":
        return KeyReport("passphrase", "", "not-asked"), None
    place = str(key_path(environment)) if lock.kind == "file" else f"keyring {SERVICE}"
    try:
        master = Master(source_of(lock.kind, environment, None, "passphrase").fetch(lock))
    except RecordError as fault:
        return KeyReport(lock.kind, place, fault.id), None
    return KeyReport(lock.kind, place, "sound"), master


def _problems(
    engine: Engine, environment: Mapping[str, str], master: Master | None, cases: list[str]
) -> tuple[Problem, ...]:
    if master is None:
        return ()
    from simoff.record.store import Record

    record = Record(engine, vault_of(environment), master)
    return tuple(
        Problem(f"case {case_id}, {found.place}", found.what)
        for case_id in cases[:LARGEST_LOOK]
        for found in record.verify(case_id)
    )
