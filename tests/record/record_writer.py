"""Writes to a store until it is killed; every write that was acknowledged is told on standard output.

Run: python record_writer.py ADDRESS FOLDER KEY COUNT. A pair of events a write, now and then a file with it.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from simoff.case.encoded import Encoded
from simoff.record.crypt import Master
from simoff.record.folder import FolderVault
from simoff.record.interface import Engine
from simoff.record.postgresql import PostgresqlEngine
from simoff.record.sqlite import SqliteEngine
from simoff.record.store import Record

CASE = "k7"


def open_store(address: str, folder: Path, key: str) -> Record:
    """The store at a PostgreSQL address, or in the folder where it is ``sqlite``."""
    engine: Engine
    engine = SqliteEngine(folder / "record.db") if address == "sqlite" else PostgresqlEngine(address)
    return Record(engine, FolderVault(folder / "files"), Master(bytes.fromhex(key)))


def main() -> None:
    """Write on from where the store ends."""
    address, folder, key, count = sys.argv[1:]
    record = open_store(address, Path(folder), key)
    seq = record.head(CASE).seq
    at = datetime(2026, 11, 24, tzinfo=UTC)
    while seq < 1 + 2 * int(count):
        pair = [Encoded("contact.logged", 1, {"n": n, "text": "Сказали прийти " * 20}) for n in (1, 2)]
        if seq % 10 == 1:
            ref = record.put(CASE, [b"file %d" % seq, bytes(100_000)])
            pair[1] = Encoded("contact.logged", 1, {"n": 2, "sha256": ref.sha256})
        seq = record.append(CASE, seq, pair, at, "me").seq
        sys.stdout.write(f"{seq}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
