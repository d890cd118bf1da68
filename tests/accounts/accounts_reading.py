"""What the tests of the readers share."""

from __future__ import annotations

import os
from pathlib import Path

from simoff.accounts.model import Coverage, Fault, Item, Login, Message
from simoff.accounts.readers import Options, describe, open_archive


class Read:
    """Everything one archive gave."""

    def __init__(self, items: list[Item], coverage: Coverage) -> None:
        self.items = items
        self.coverage = coverage
        self.messages = [item for item in items if isinstance(item, Message)]
        self.logins = [item for item in items if isinstance(item, Login)]
        self.faults = [item for item in items if isinstance(item, Fault)]
        self.fault_ids = [fault.id for fault in self.faults]


def read_file(path: Path, password: str | None = None, options: Options | None = None) -> Read:
    """The file read to its end; every fault has words in three languages, and the file is left as it was."""
    before = path.read_bytes() if os.path.isfile(path) else None
    with open_archive(path, password, options) as reading:
        items = list(reading)
    for item in items:
        if isinstance(item, Fault):
            for lang in ("zh", "ru", "en"):
                words = describe(item, lang)
                assert words.what
                assert words.next
    if before is not None:
        assert path.read_bytes() == before
    return Read(items, reading.coverage)


def read_bytes(folder: Path, content: bytes, password: str | None = None, options: Options | None = None) -> Read:
    """Content under a name that says nothing."""
    path = folder / "file.bin"
    path.write_bytes(content)
    return read_file(path, password, options)
