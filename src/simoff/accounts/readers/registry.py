"""All readers, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from simoff.accounts.model import Item
from simoff.accounts.readers import sms_xml
from simoff.accounts.readers.interface import Options, Reader, Source, Stop

READERS: Final[tuple[Reader, ...]] = (sms_xml,)


def reader_of(source: Source) -> Reader | None:
    """The first reader that knows the content."""
    return next((reader for reader in READERS if reader.sniff(source)), None)


def read_folder(path: Path, options: Options) -> tuple[str, Iterator[Item]]:
    """The format of a folder and what is in it; raises Stop where it is no backup."""
    raise Stop("folder")
