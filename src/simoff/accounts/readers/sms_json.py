"""SMS Import / Export for Android, version 1: one JSON array of rows of messages or calls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Final

from simoff.accounts.model import Fault, Item
from simoff.accounts.readers.android_rows import items_of
from simoff.accounts.readers.decoding import decoded, encoding_of
from simoff.accounts.readers.interface import Options, Source, Stop
from simoff.accounts.readers.json_rows import Broken, array_rows

FORMAT: Final = "sms-import-export-1"
_ARRAY: Final = re.compile(r"\s*\[\s*\{")
_COLUMNS: Final = re.compile(r'"(?:address|msg_box|duration|body|thread_id)"\s*:')


def sniff(source: Source) -> bool:
    """Whether it is an array whose first objects have columns of messages or calls."""
    text = source.head.decode(encoding_of(source.head), "replace").lstrip("\ufeff")
    return _ARRAY.match(text) is not None and len(set(_COLUMNS.findall(text[:16_384]))) >= 2


def read(source: Source, options: Options) -> Iterator[Item]:
    """Every row; a broken one becomes a fault."""
    with closing(source.open()) as stream:
        yield from rows(decoded(stream, encoding_of(source.head)), source.name, options)


def rows(pieces: Iterator[str], file: str, options: Options) -> Iterator[Item]:
    """The messages and faults of an array that comes in pieces."""
    for count, row in enumerate(array_rows(pieces, options.limits.record), 1):
        place = f"message {count}"
        if not isinstance(row, Broken):
            yield from items_of(row, file, place, options.limits)
        elif row.id == "cut-off":
            raise Stop("cut-off", place)
        else:
            yield Fault(row.id, file, place)
