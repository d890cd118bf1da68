"""SMS Import / Export for Android, version 2: lines of JSON, as a rule ``messages.ndjson`` inside a ZIP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Final

from simoff.accounts.model import Fault, Item
from simoff.accounts.readers.android_rows import items_of
from simoff.accounts.readers.decoding import decoded, encoding_of
from simoff.accounts.readers.interface import Options, Source
from simoff.accounts.readers.json_rows import Broken, line_row, line_rows

FORMAT: Final = "sms-import-export-2"
_COLUMNS: Final = frozenset(
    ("address", "body", "date", "thread_id", "msg_box", "type", "__parts", "number", "duration")
)


def sniff(source: Source) -> bool:
    """Whether the first line is an object with columns of messages or calls."""
    head = source.head
    if not head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{"):
        return False
    line = head.decode(encoding_of(head), "replace").lstrip("\ufeff \r\n").partition("\n")[0]
    row = line_row(line)
    return not isinstance(row, Broken) and len(_COLUMNS.intersection(row)) >= 3


def read(source: Source, options: Options) -> Iterator[Item]:
    """Every line; a broken one becomes a fault."""
    with closing(source.open()) as stream:
        pieces = decoded(stream, encoding_of(source.head))
        for count, row in enumerate(line_rows(pieces, options.limits.record), 1):
            place = f"message {count}"
            if isinstance(row, Broken):
                yield Fault(row.id, source.name, place)
            else:
                yield from items_of(row, source.name, place, options.limits)
