"""Changes what opens the record: another passphrase, a key file, the keyring. What is recorded stays as it is."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from simoff.desk.errors import Refusal, WrongInput
from simoff.desk.record import (
    KINDS,
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


def lock_with(kind: str, environment: Mapping[str, str], ask: Ask | None, new_phrase: str = "") -> Locked:
    """Open the record as it is locked now, and keep its key in another place or under another passphrase.

    ``new_phrase`` is asked for with ``ask`` where it is empty. WrongInput for a kind there is not and where no
    passphrase is given; Refusal where there is no record, where it does not open, and where the new place holds
    another key. A copy made earlier, and a key file that is left, open as before.
    """
    if kind not in KINDS:
        raise WrongInput("bad-choice", option="record lock", value=kind, allowed=", ".join(KINDS))
    if not there_is_a_record(environment):
        raise Refusal("record-none")
    with said():
        engine = open_engine(environment)
        try:
            lock = lock_of(engine)
            if lock is None:
                raise Refusal("record-none")
            master = unlock(engine, source_for(engine, environment, ask))
            to = (lambda question: new_phrase) if new_phrase else ask
            elsewhere = {key: value for key, value in environment.items() if key != "SIMOFF_PASSPHRASE_FILE"}
            relock(engine, source_of(kind, elsewhere, to, "new-passphrase"), master)
        finally:
            engine.close()
    return Locked(lock.kind, kind, str(key_path(environment)) if "file" in (lock.kind, kind) else "")
