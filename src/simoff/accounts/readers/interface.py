"""What a reader is: it recognises its format by content and yields what an archive says, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta, timezone, tzinfo
from typing import BinaryIO, Final, Protocol

from msgspec import Struct

from simoff.accounts.model import Fault, Item

MOSCOW: Final = timezone(timedelta(hours=3), "MSK")
"""UTC+3 since 2014-10-26; what a local time without a zone is taken for, good to the day."""


class Limits(Struct, frozen=True):
    """Bounds that hold whatever an archive says. Bytes where not said otherwise."""

    value: int = 65_536
    """The longest text of one field, in characters; the rest of it is skipped, not loaded."""
    record: int = 4 * 1024 * 1024
    """The largest single record of JSON, CSV or HTML."""
    whole: int = 200 * 1024 * 1024
    """The largest file of a format that can only be read whole (XLSX, PDF, 1PUX, KeePass XML …)."""
    unpacked: int = 64 * 1024**3
    """The most a compressed archive may grow to."""
    ratio: int = 250
    """How many times larger than its packed size, once it has grown past ``ratio_from``."""
    ratio_from: int = 64 * 1024 * 1024
    members: int = 200_000
    """The most files in a ZIP or tar."""
    depth: int = 64
    """How deep JSON, XML and HTML may be nested."""


class Options(Struct, frozen=True):
    """How to read: the password of an encrypted archive, the zone of local times, the bounds."""

    password: str | None = None
    zone: tzinfo = MOSCOW
    limits: Limits = Limits()


class Source(Protocol):
    """One thing to read: a file, or a member of an archive."""

    @property
    def name(self) -> str:
        """The file's name without folders."""
        ...

    @property
    def size(self) -> int | None:
        """Bytes, None where nobody knows before the end."""
        ...

    @property
    def head(self) -> bytes:
        """The first 64 KiB."""
        ...

    def open(self) -> BinaryIO:
        """The bytes from the start; the caller closes it."""
        ...

    def path(self) -> str:
        """A file on disk with these bytes, for libraries that want one; private and removed if it is a copy."""
        ...


class Reader(Protocol):
    """A module of this package that reads one family of formats."""

    FORMAT: str
    """The id in the coverage."""

    def sniff(self, source: Source) -> bool:
        """Whether the content, never the name, is this reader's."""
        ...

    def read(self, source: Source, options: Options) -> Iterator[Item]:
        """Everything in it, as it comes; raises :class:`Stop` where no more can be read."""
        ...


class Stop(Exception):
    """Reading ends here: the fault that says why. Raised by readers, never seen by a caller of the room."""

    def __init__(self, id: str, place: str = "", **args: str | int) -> None:
        self.id, self.place, self.args_ = id, place, args
        super().__init__(id)

    def fault(self, file: str) -> Fault:
        """The value for the caller."""
        return Fault(self.id, file, self.place, self.args_, stops=True)
