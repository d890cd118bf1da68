"""Make a backup of the record, and restore one into an empty place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec
from msgspec import Struct

from simoff.desk import clock
from simoff.desk.errors import WrongInput
from simoff.desk.files import read_text
from simoff.desk.places import data_folder, reason
from simoff.desk.record import KEY, KINDS, Ask, open_engine, said, source_of, vault_of
from simoff.desk.record_out import new_file
from simoff.record.faults import RecordError
from simoff.record.store import Record

if TYPE_CHECKING:
    from simoff.record.backup.ageing import Lock, Opener
    from simoff.record.backup.lines import End

LAST = "last backup"


class LastBackup(Struct, frozen=True):
    """The backup made last: when, and to which file; empty where it was handed out and nobody knows the place."""

    at: datetime
    path: str


class Backup(Struct, frozen=True):
    """A backup that was written, and how much lies in it."""

    path: Path
    end: End


class Restored(Struct, frozen=True):
    """What was restored, and the cases whose check found something, with the first finding."""

    cases: int
    broken: dict[str, str]


def make_backup_to(record: Record, path: Path | None, lock: Lock, *, force: bool = False) -> Backup:
    """Write the whole record to one file, encrypted; without a path ``simoff-DAY.age`` in the folder one is in."""
    from simoff.record.backup.making import make_backup

    at = clock.now()
    place = path or Path(backup_name())
    with new_file(place, force=force) as file:
        end = make_backup(record, file, lock, at)
    _note(record, LastBackup(at, str(place.absolute())))
    return Backup(place, end)


def backup_name() -> str:
    """What a backup made today is called."""
    return f"simoff-{clock.today().isoformat()}.age"


def hand_out_backup(file: BinaryIO, record: Record, lock: Lock, *, noted: bool = True) -> End:
    """The whole record, encrypted, into an open file that somebody takes away; how much lies in it.

    ``noted``: the record remembers that a backup was made.
    """
    from simoff.record.backup.making import make_backup

    at = clock.now()
    end = make_backup(record, file, lock, at)
    if noted:
        _note(record, LastBackup(at, ""))
    return end


def _note(record: Record, last: LastBackup) -> None:
    record.engine.set_setting(LAST, msgspec.json.encode(last))


def last_backup(record_setting: bytes | None) -> LastBackup | None:
    """The backup made last, as the record remembers it."""
    if record_setting is None:
        return None
    try:
        return msgspec.json.decode(record_setting, type=LastBackup)
    except msgspec.DecodeError:
        return None


def restore_from(path: Path, opener: Opener, environment: Mapping[str, str], ask: Ask | None) -> Restored:
    """Restore a backup where this environment keeps its record, and check every case.

    Refusal ``record-not-empty`` when there is a case already: nothing is overwritten.
    """
    from simoff.record.backup.restoring import restore_backup

    if not path.is_file():
        raise WrongInput("file-missing", file=str(path))
    with said():
        engine = open_engine(environment)
        try:
            if engine.case_ids():
                raise RecordError("not-empty", place=str(data_folder(environment)))
            source = source_of(environment.get(KEY) or KINDS[0], environment, ask, "new-passphrase")
            with path.open("rb") as file:
                record = restore_backup(file, opener, engine, vault_of(environment), source)
            found = {case_id: record.verify(case_id) for case_id in engine.case_ids()}
        except OSError as fault:
            raise WrongInput("file-unreadable", file=str(path), why=reason(fault)) from None
        finally:
            engine.close()
    broken = {
        case_id: f"{problems[0].place}: {problems[0].what}" for case_id, problems in found.items() if problems
    }
    return Restored(len(found), broken)


def lock_of(recipients: tuple[str, ...], passphrase: str) -> Lock:
    """What locks a backup: recipients or a passphrase."""
    from simoff.record.backup.ageing import Lock

    return Lock(recipients, passphrase)


def opener_of(identity_file: str | None, passphrase: str) -> Opener:
    """What opens it: the identities of a file (as ``age-keygen`` writes it), or a passphrase."""
    from simoff.record.backup.ageing import Opener, identities_of

    return Opener(identities_of(read_text(Path(identity_file))) if identity_file else (), passphrase)
