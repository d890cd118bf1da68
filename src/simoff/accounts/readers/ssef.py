"""Encrypted exports of SMS Import / Export (SSEF): recognised, and refused with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from simoff.accounts.model import Fault, Item
from simoff.accounts.readers.interface import Options, Source

FORMAT: Final = "sms-import-export-2"
_MAGIC: Final = b"SSEF\x00\xff"


def sniff(source: Source) -> bool:
    """Whether the file begins with the format's mark."""
    return source.head.startswith(_MAGIC)


def read(source: Source, options: Options) -> Iterator[Item]:
    """One fault."""
    yield Fault("ssef", source.name, stops=True)
