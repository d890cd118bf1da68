"""Opens the record of this computer or team: its database, its files, its key.

``SIMOFF_DATABASE_URL`` names a PostgreSQL database; without it a SQLite file in the data folder is used. The
files lie in the data folder in either case. The key never does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from simoff.desk.errors import CouldNotCheck, Refusal, WrongInput
from simoff.desk.files import read_passphrase
from simoff.desk.places import config_folder, data_folder, writable_data_folder
from simoff.record.faults import RecordError
from simoff.record.folder import FolderVault
from simoff.record.interface import Engine
from simoff.record.keys import KeyFile, Keyring, Lock, Passphrase, Source, lock_of, unlock
from simoff.record.store import Anchor, Record

DATABASE = "record.db"
FILES = "files"
KEY_NAME = "master.key"

ADDRESS = "SIMOFF_DATABASE_URL"
KEY = "SIMOFF_KEY"
KEY_FILE = "SIMOFF_KEY_FILE"
PASSPHRASE_FILE = "SIMOFF_PASSPHRASE_FILE"  # noqa: S105 - the name of a variable
KINDS = ("file", "passphrase", "keyring")

Ask = Callable[[str], str]
"""Asks the person for a passphrase; the argument is ``passphrase`` or ``new-passphrase``."""

_EXITS: Mapping[str, type[Refusal]] = {
    "unreachable": CouldNotCheck,
    "busy": CouldNotCheck,
    "no-case": WrongInput,
    "address": WrongInput,
    "key-beside-data": WrongInput,
    "backup-recipient": WrongInput,
    "backup-identity": WrongInput,
    "anchor": CouldNotCheck,
}


@contextmanager
def open_record(environment: Mapping[str, str], ask: Ask | None = None) -> Iterator[Record]:
    """The record, made if there is none. What it refuses within the block becomes a Refusal ``record-…``.

    What is appended is stamped as ``SIMOFF_ANCHOR`` says.
    """
    with said():
        anchor = _anchor(environment)
        engine = open_engine(environment)
        try:
            master = unlock(engine, source_for(engine, environment, ask))
            yield Record(engine, vault_of(environment), master, anchor)
        finally:
            engine.close()


def _anchor(environment: Mapping[str, str]) -> Anchor | None:
    if environment.get("SIMOFF_ANCHOR", "off") == "off":
        return None
    from simoff.desk.record_anchor import anchor_of

    return anchor_of(environment)


def there_is_a_record(environment: Mapping[str, str]) -> bool:
    """Whether something was ever recorded here; nothing is made by asking. A database's address counts as yes."""
    return bool(environment.get(ADDRESS)) or (data_folder(environment) / DATABASE).exists()


def asks_for_passphrase(environment: Mapping[str, str]) -> bool:
    """Whether opening the record will ask for a passphrase. What else is wrong with it is not told here."""
    if environment.get(PASSPHRASE_FILE):
        return False
    if not there_is_a_record(environment):
        return _kind(None, environment) == "passphrase"
    try:
        with closing(open_engine(environment)) as engine:
            return _kind(lock_of(engine), environment) == "passphrase"
    except RecordError:
        return False


@contextmanager
def said() -> Iterator[None]:
    """Turns what the record refuses into what the desk says: id ``record-…``, the same facts."""
    try:
        yield
    except RecordError as fault:
        facts: dict[str, Any] = {**fault.facts}
        raise _EXITS.get(fault.id, Refusal)(f"record-{fault.id}", **facts) from None


def open_engine(environment: Mapping[str, str]) -> Engine:
    """The database, brought to the newest schema."""
    if environment.get(ADDRESS):
        from simoff.record.postgresql import PostgresqlEngine

        return PostgresqlEngine(environment[ADDRESS])
    from simoff.record.sqlite import SqliteEngine

    return SqliteEngine(writable_data_folder(environment) / DATABASE)


def vault_of(environment: Mapping[str, str]) -> FolderVault:
    """The folder of kept files."""
    return FolderVault(data_folder(environment) / FILES)


def source_for(engine: Engine, environment: Mapping[str, str], ask: Ask | None) -> Source:
    """Where the key of this store comes from: as its lock says, for a new one as ``SIMOFF_KEY`` says."""
    lock = lock_of(engine)
    return source_of(_kind(lock, environment), environment, ask, "new-passphrase" if lock is None else "passphrase")


def _kind(lock: Lock | None, environment: Mapping[str, str]) -> str:
    return (environment.get(KEY) or KINDS[0]) if lock is None else lock.kind


def source_of(kind: str, environment: Mapping[str, str], ask: Ask | None, question: str) -> Source:
    """A source of a kind; ``question`` is what a passphrase is asked for with."""
    if kind not in KINDS:
        raise WrongInput("bad-choice", option=KEY, value=kind, allowed=", ".join(KINDS))
    if kind == "keyring":
        return Keyring()
    if kind == "passphrase":
        return Passphrase(_passphrase(environment, ask, question))
    return KeyFile(key_path(environment), data_folder(environment))


def key_path(environment: Mapping[str, str]) -> Path:
    """The key file: ``SIMOFF_KEY_FILE``, else ``master.key`` in the configuration folder."""
    if environment.get(KEY_FILE):
        return Path(environment[KEY_FILE]).expanduser().absolute()
    return config_folder(environment) / KEY_NAME


def _passphrase(environment: Mapping[str, str], ask: Ask | None, question: str) -> str:
    if environment.get(PASSPHRASE_FILE):
        found = read_passphrase(Path(environment[PASSPHRASE_FILE]))
    elif ask is not None:
        found = ask(question)
    else:
        raise WrongInput("record-passphrase-needed")
    if not found:
        raise WrongInput("record-passphrase-needed")
    return found
