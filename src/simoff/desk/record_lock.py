"""Changes what opens the record: another passphrase, a key file, the keyring. What is recorded stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

from msgspec import Struct

from simoff.desk.errors import Refusal
from simoff.desk.record import (
    PASSPHRASE_FILE,
    Ask,
    key_path,
    open_engine,
    said,
    source_for,
    source_of,
    there_is_a_record,
)
from simoff.record.keys import lock_of, relock, unlock


class Locked(Struct, frozen=True):
    """What opened the record before and what opens it now (``file``, ``passphrase``, ``keyring``); the key file."""

    before: str
    now: str
    key_file: str


def change_lock(kind: str, environment: Mapping[str, str], ask: Ask | None, new_file: str | None = None) -> Locked:
    """Open the record as it is locked now, and keep its key in another place or under another passphrase.

    ``new_file`` holds the new passphrase; without it ``ask`` asks. WrongInput for a kind there is not and where no
    passphrase is given; Refusal where there is no record, where it does not open, and where the new place holds
    another key. A copy made earlier, and a key file that is left, open as before.
    """
    if not there_is_a_record(environment):
        raise Refusal("record-none")
    with said(), closing(open_engine(environment)) as engine:
        lock = lock_of(engine)
        if lock is None:
            raise Refusal("record-none")
        master = unlock(engine, source_for(engine, environment, ask))
        new = source_of(kind, {**environment, PASSPHRASE_FILE: new_file or ""}, ask, "new-passphrase")
        relock(engine, new, master)
    return Locked(lock.kind, kind, str(key_path(environment)) if "file" in (lock.kind, kind) else "")
