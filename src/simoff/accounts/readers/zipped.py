"""ZIP archives: which of their members can be read, in bounded memory and time, and never written anywhere.

Members are recognised by content like files. Names that lead out of the archive, archives that grow out of
all proportion, and members locked with a password give faults.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO, Final

from simoff.accounts.readers.interface import Limits, Options, Source, Stop
from simoff.accounts.readers.sources import StreamSource
from simoff.accounts.readers.zip_aes import METHOD, parameters, unlocked

MAGIC: Final = b"PK\x03\x04"
_OUTSIDE: Final = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_DAMAGED: Final = (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, struct.error)
"""What the library raises over broken directories, wrong passwords and unknown methods."""
_LARGEST_DIRECTORY: Final = 64 * 1024 * 1024


def is_zip(head: bytes) -> bool:
    """Whether the first bytes are those of a ZIP archive."""
    return head.startswith((MAGIC, b"PK\x05\x06"))


class Archive:
    """An open ZIP archive; :meth:`close` lets go of it. Raises Stop where its directory is out of bounds."""

    def __init__(self, source: Source, options: Options) -> None:
        self._limits = options.limits
        self._password = options.password
        self._stack = ExitStack()
        self._stream = self._stack.enter_context(source.open())
        _check_directory(self._stream, options.limits)
        try:
            self.zip = self._stack.enter_context(zipfile.ZipFile(self._stream))
        except _DAMAGED:
            self._stack.close()
            raise Stop("unreadable") from None
        self._packed = source.size or 0
        self._grown = 0
        self.unsafe = [info for info in self.zip.infolist() if _OUTSIDE.search(info.orig_filename)]

    def close(self) -> None:
        """Let go of the file."""
        self._stack.close()

    def names(self) -> list[str]:
        """The members' names, as they are written."""
        return [info.filename for info in self.zip.infolist()]

    def members(self) -> list[zipfile.ZipInfo]:
        """The members that are files and whose names stay inside."""
        unsafe = {info.orig_filename for info in self.unsafe}
        found = (info for info in self.zip.infolist() if info.filename and not info.filename.endswith("/"))
        return [info for info in found if info.orig_filename not in unsafe]

    def source(self, info: zipfile.ZipInfo) -> StreamSource:
        """A member as something to read; Stop where it is locked and no password fits."""
        name = info.filename.rsplit("/", 1)[-1]
        return StreamSource(name, info.file_size, lambda: self.open(info), self._limits)

    def open(self, info: zipfile.ZipInfo) -> BinaryIO:
        """The bytes of a member, counted against the bounds of the whole archive."""
        return io.BufferedReader(_Counted(self._pieces(info), self), 65_536)

    def _pieces(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        if info.compress_type == METHOD:
            yield from self._aes(info)
            return
        locked = bool(info.flag_bits & 1)
        if locked and self._password is None:
            raise Stop("zip-encrypted")
        try:
            password = self._password.encode() if locked and self._password else None
            with self.zip.open(info, pwd=password) as member:
                while piece := member.read(65_536):
                    yield piece
        except _DAMAGED:
            raise Stop("zip-encrypted" if locked else "unreadable") from None

    def _aes(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        chosen = parameters(info.extra)
        if chosen is None or self._password is None:
            raise Stop("zip-encrypted")
        try:
            self._stream.seek(info.header_offset + 26)
            name_size, extra_size = struct.unpack("<HH", self._stream.read(4))
            self._stream.seek(name_size + extra_size, 1)
        except _DAMAGED:
            raise Stop("unreadable") from None
        yield from unlocked(self._stream, info.compress_size, *chosen, self._password)

    def count(self, size: int) -> None:
        """Count bytes that came out; raises Stop where they grow out of all proportion."""
        self._grown += size
        limits = self._limits
        if self._grown > limits.unpacked:
            raise Stop("too-large", limit_mb=limits.unpacked // 1_048_576)
        if self._grown > limits.ratio_from and self._grown > limits.ratio * max(1, self._packed):
            raise Stop("zip-bomb", ratio=limits.ratio)


class _Counted(io.RawIOBase):
    """Pieces of bytes as a stream, counted by the archive they come from."""

    def __init__(self, pieces: Iterator[bytes], archive: Archive) -> None:
        self._pieces = pieces
        self._archive = archive
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._archive.count(len(piece))
            self._left = piece
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


def _check_directory(stream: BinaryIO, limits: Limits) -> None:
    """Refuse an archive whose directory alone would fill the memory, before it is loaded."""
    end = stream.seek(0, io.SEEK_END)
    tail_from = max(0, end - 65_557)
    stream.seek(tail_from)
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + 22 > len(tail):
        raise Stop("unreadable")
    members, size = struct.unpack_from("<HL", tail, at + 10)
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if wide >= 0 and wide + 56 <= len(tail):
        members, size = struct.unpack_from("<QQ", tail, wide + 32)
    if members > limits.members or size > _LARGEST_DIRECTORY:
        raise Stop("zip-bomb", ratio=limits.ratio)
    stream.seek(0)
