"""All readers, in the order in which they are asked, and what is inside archives of archives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

from simoff.accounts.model import Fault, Item
from simoff.accounts.readers import (
    adb_backup,
    android_db,
    bitwarden,
    enpass,
    ios_db,
    keepass,
    onepassword,
    sms_json,
    sms_ndjson,
    sms_xml,
    ssef,
)
from simoff.accounts.readers.interface import Options, Reader, Source, Stop
from simoff.accounts.readers.sources import FileSource, StreamSource
from simoff.accounts.readers.tables import WORKBOOK_PART, table_reader
from simoff.accounts.readers.zipped import Archive, is_zip

READERS: Final[tuple[Reader, ...]] = (
    sms_xml,
    ssef,
    adb_backup,
    ios_db,
    android_db,
    bitwarden,
    enpass,
    onepassword,
    keepass,
    sms_ndjson,
    sms_json,
)
LOCAL_TIMES: Final = frozenset(("imazing-csv", "message-table", "bill"))
"""Formats that write local times without saying where."""
ZIP: Final = "zip"
_MOST_LOOKED_AT: Final = 2_000


class Opened(Struct):
    """Something ready to be read: the id of its format, its items, and what to let go of afterwards."""

    format: str
    items: Iterator[Item]
    release: Callable[[], None]


def opened(source: FileSource, options: Options) -> Opened:
    """The file with the reader that knows its content; raises Stop where there is none."""
    if is_zip(source.head):
        return _opened_zip(source, options)
    reader = reader_of(source, options)
    if reader is None:
        raise Stop("unknown-format")
    return Opened(reader.FORMAT, reader.read(source, options), lambda: None)


def reader_of(source: Source, options: Options) -> Reader | None:
    """The first reader that knows the content; tables come last, by what their columns are called."""
    return next((reader for reader in READERS if reader.sniff(source)), None) or table_reader(source, options)


def opened_folder(path: Path, options: Options) -> Opened:
    """A folder that is a backup of an iPhone; raises Stop where it is none."""
    source = FileSource(ios_db.message_file(path, options.limits))
    return Opened(ios_db.BACKUP, ios_db.read(source, options), lambda: None)


def _opened_zip(source: Source, options: Options) -> Opened:
    archive = Archive(source, options)
    try:
        if WORKBOOK_PART in archive.names():
            return _opened_workbook(source, archive, options)
        found, locked = _readable(archive, options)
        if not found:
            raise Stop("zip-encrypted" if locked else "zip-nothing")
    except BaseException:
        archive.close()
        raise
    formats = {reader.FORMAT for reader, _ in found}

    def release() -> None:
        for _, member in found:
            member.close()
        archive.close()

    return Opened(
        formats.pop() if len(formats) == 1 else ZIP, _members(archive, found, source.name, options), release
    )


def _opened_workbook(source: Source, archive: Archive, options: Options) -> Opened:
    """A workbook is a ZIP too; what it unpacks to is measured before a library opens it."""
    limits = options.limits
    if sum(info.file_size for info in archive.members()) > limits.whole:
        raise Stop("too-large", limit_mb=limits.whole // 1_048_576)
    archive.close()
    reader = table_reader(source, options, workbook=True)
    if reader is None:
        raise Stop("unknown-format")
    return Opened(reader.FORMAT, reader.read(source, options), lambda: None)


def _readable(archive: Archive, options: Options) -> tuple[list[tuple[Reader, StreamSource]], bool]:
    """The members somebody can read, and whether one is locked."""
    found: list[tuple[Reader, StreamSource]] = []
    locked = False
    with_data = "messages.ndjson" in archive.names()
    for info in archive.members()[:_MOST_LOOKED_AT]:
        if with_data and info.filename.startswith("data/"):
            continue
        try:
            member = archive.source(info)
        except Stop as stop:
            if stop.id != "zip-encrypted":
                raise
            locked = True
            continue
        with suppress(Stop):
            if (reader := reader_of(member, options)) is not None:
                found.append((reader, member))
                continue
        member.close()
    return found, locked


def _members(
    archive: Archive, found: list[tuple[Reader, StreamSource]], file: str, options: Options
) -> Iterator[Item]:
    for _ in archive.unsafe[:1]:
        yield Fault("zip-path", file)
    for reader, member in found:
        yield from reader.read(member, options)
        member.close()
