"""The things that are read: a file on disk, bytes in memory, a member of an archive."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from simoff.accounts.readers.interface import Limits, Stop

HEAD: Final = 65_536


class FileSource:
    """A regular file. ``progress`` is how many bytes were read from it so far."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.name
        self.size: int | None = path.stat().st_size
        self._streams: list[BinaryIO] = []
        with path.open("rb") as stream:
            self.head = stream.read(HEAD)

    @property
    def progress(self) -> int:
        """Bytes read from the file so far, as far as streams tell; its size once the last is closed."""
        places = [stream.tell() for stream in self._streams if not stream.closed]
        return max(places) if places else (self.size or 0) if self._streams else 0

    def open(self) -> BinaryIO:
        """The file's bytes; the caller closes the stream."""
        stream = self._path.open("rb", buffering=1_048_576)
        self._streams.append(stream)
        return stream

    def path(self) -> str:
        """Where it lies; whoever opens it must not write."""
        return str(self._path)


class StreamSource:
    """Something that has no file of its own: a member of an archive, opened afresh each time."""

    def __init__(self, name: str, size: int | None, opened: Callable[[], BinaryIO], limits: Limits) -> None:
        self.name = name
        self.size = size
        self._opened = opened
        self._limits = limits
        self._copy: Path | None = None
        with opened() as stream:
            self.head = stream.read(HEAD)

    def open(self) -> BinaryIO:
        """The bytes from the start; the caller closes the stream."""
        return self._opened()

    def path(self) -> str:
        """A private copy, at most ``limits.unpacked`` bytes; :meth:`close` removes it."""
        if self._copy is None:
            folder = Path(tempfile.mkdtemp(prefix="simoff-"))
            self._copy = folder / "copy"
            with self._opened() as stream, self._copy.open("xb") as copy:
                copy_bounded(stream, copy, self._limits.unpacked)
        return str(self._copy)

    def close(self) -> None:
        """Remove the private copy, if one was made."""
        if self._copy is not None:
            shutil.rmtree(self._copy.parent, ignore_errors=True)
            self._copy = None


def copy_bounded(stream: BinaryIO, copy: BinaryIO, most: int) -> None:
    """Copy a stream of at most ``most`` bytes, and never fill the disk: half of what is free stays free."""
    free = shutil.disk_usage(copy.name if isinstance(copy.name, str) else ".").free // 2
    done = 0
    while piece := stream.read(1_048_576):
        done += len(piece)
        if done > most or done > free:
            raise Stop("too-large", limit_mb=min(most, free) // 1_048_576)
        copy.write(piece)


def whole(stream: BinaryIO, limits: Limits) -> bytes:
    """All bytes of a format that can only be read whole; raises Stop past ``limits.whole``."""
    content = stream.read(limits.whole + 1)
    if len(content) > limits.whole:
        raise Stop("too-large", limit_mb=limits.whole // 1_048_576)
    return content


def fingerprint(path: Path) -> tuple[int, int, int]:
    """What changes when a file is written to."""
    found = os.stat(path)
    return found.st_ino, found.st_size, found.st_mtime_ns


def bytes_source(name: str, content: bytes, limits: Limits) -> StreamSource:
    """Bytes in memory as a source."""
    return StreamSource(name, len(content), lambda: io.BytesIO(content), limits)
