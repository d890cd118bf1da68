"""Opens a file, sees what it is, and reads it; a zip is a set of such files. Sizes are bounded throughout."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from simoff.offices.model import Fault, Found
from simoff.offices.readers.geo import read_json
from simoff.offices.readers.pbf import read_pbf
from simoff.offices.readers.table import read_csv, read_xlsx

LARGEST: Final = 512 * 1024 * 1024
LARGEST_MEMBER: Final = 128 * 1024 * 1024
LARGEST_ZIP: Final = 1024 * 1024 * 1024
MOST_MEMBERS: Final = 2_000


def read_offices(path: Path) -> Found:
    """The offices of a file. OSError where it cannot be opened; everything else is a fault in the result."""
    with path.open("rb") as file:
        head = file.read(4_096)
    if not head.strip():
        return Found((), (Fault("*", "empty"),))
    if head[4:13] == b"\x0a\x09OSMHeader"[0:9] or b"OSMHeader" in head[:40]:
        return read_pbf(path)
    if path.stat().st_size > LARGEST:
        return Found((), (Fault("*", "too-large", str(LARGEST // 1024**2)),))
    if head.startswith(b"PK\x03\x04"):
        return _zip(path)
    return _plain(path.read_bytes())


def _plain(data: bytes) -> Found:
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n\x1e")[:1]
    if start in (b"{", b"["):
        return read_json(data)
    text = _decoded(data)
    return Found((), (Fault("*", "not-text"),)) if text is None else read_csv(text)


def _decoded(data: bytes) -> str | None:
    """UTF-8, UTF-16 with its mark, else each line UTF-8 or the Russian Windows page; None for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if b"\x00" in data[:4_096]:
        return None
    return "".join(map(_line, data.splitlines(keepends=True)))


def _line(data: bytes) -> str:
    """One line of a file that was put together from several: each line has its own encoding."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")


def _zip(path: Path) -> Found:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" in names:
                return _workbook(path, archive)
            return _members(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as fault:
        return Found((), (Fault("*", "not-a-zip", type(fault).__name__),))


def _workbook(path: Path, archive: zipfile.ZipFile) -> Found:
    if sum(member.file_size for member in archive.infolist()) > LARGEST_MEMBER:
        return Found((), (Fault("*", "too-large", str(LARGEST_MEMBER // 1024**2)),), format="xlsx")
    return read_xlsx(path.read_bytes())


def _members(archive: zipfile.ZipFile) -> Found:
    """All members together; what one of them says wrong is said with its name."""
    total, whole = 0, Found((), ())
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MOST_MEMBERS:
        return Found((), (Fault("*", "too-many-members", str(len(members))),))
    for member in members:
        name = member.filename.rsplit("/", 1)[-1][:80]
        total += member.file_size
        if member.file_size > LARGEST_MEMBER or total > LARGEST_ZIP:
            whole = replace(whole, faults=(*whole.faults, Fault(name, "too-large", str(LARGEST_MEMBER // 1024**2))))
            continue
        with archive.open(member) as file:
            data = file.read(LARGEST_MEMBER + 1)
        if not data.strip():
            continue
        whole = _joined(whole, _plain(data), name)
    return whole


def _joined(whole: Found, part: Found, name: str) -> Found:
    faults = tuple(Fault(f"{name}:{fault.place}", fault.id, fault.detail) for fault in part.faults)
    licence = part.licence if whole.licence in ("unknown", part.licence) else "odbl"
    return Found(
        (*whole.offices, *part.offices),
        (*whole.faults, *faults),
        whole.others + part.others,
        part.format or whole.format,
        licence,
    )
