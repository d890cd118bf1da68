"""The packs in the data folder: which of them counts. One whose signature does not hold never does."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from simoff.desk.packs.archive import COMPILED, LARGEST, VERSION, Pack, PackFault, open_pack, order
from simoff.facts.differences import completed
from simoff.facts.model import Facts

_START, _END = "facts-", ".pack"
HIGHEST = "highest"
"""The file with the highest version ever installed here: nothing below it is taken any more."""

_LOADED: Final[dict[tuple[str, int, str], Facts]] = {}
"""Saved work: the folder, when it last changed, what came along with the program -> the facts that count."""


class Refused(Struct, frozen=True):
    """An archive in the folder that does not count: its file name, the id of the reason and what fills it."""

    file: str
    why: str
    facts: dict[str, str] = {}


def newest(folder: Path, shipped: Facts) -> Facts:
    """The facts of the newest sound archive in ``folder``, unless those of the program are as new.

    Facts that the program brought and an older archive does not have are added: the program cites them.
    """
    place = (str(folder), folder.stat().st_mtime_ns, shipped.version)
    if place not in _LOADED:
        _LOADED[place] = _newest(folder, shipped)
    return _LOADED[place]


def _newest(folder: Path, shipped: Facts) -> Facts:
    for path in archives(folder):
        if order(version_of(path)) <= order(shipped.version):
            break
        try:
            return completed(facts_of(read_archive(path)), shipped)
        except PackFault:
            continue  # the doctor names it
    return shipped


def archives(folder: Path) -> list[Path]:
    """The archives that lie in the folder, the highest version first; nothing is said of what is in them."""
    try:
        found = [path for path in folder.iterdir() if version_of(path)]
    except OSError:
        return []
    return sorted(found, key=lambda path: order(version_of(path)), reverse=True)


def version_of(path: Path) -> str:
    """The version a file name states; empty for other files."""
    name = path.name
    version = name[len(_START) : -len(_END)] if name.startswith(_START) and name.endswith(_END) else ""
    return version if VERSION.fullmatch(version) else ""


def file_name(version: str) -> str:
    """What the archive of a version is called."""
    return f"{_START}{version}{_END}"


def read_archive(path: Path) -> Pack:
    """The verified pack of a file; PackFault, also ``pack-unreadable`` and ``pack-renamed``."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise PackFault("pack-unreadable")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        raise PackFault("pack-unreadable") from None
    pack = open_pack(data)
    if pack.version != version_of(path):
        raise PackFault("pack-renamed")
    return pack


def facts_of(pack: Pack) -> Facts:
    """The compiled facts of a verified pack; PackFault ``pack-newer-form`` where this program cannot read them."""
    try:
        facts = msgspec.msgpack.decode(pack.files[COMPILED], type=Facts)
    except msgspec.DecodeError:
        raise PackFault("pack-newer-form", version=pack.version) from None
    if facts.version != pack.version:
        raise PackFault("pack-contents", what="facts of another version")
    return facts


def refused(folder: Path) -> tuple[Refused, ...]:
    """The archives of the folder that do not count, with the reason; for the doctor."""
    found = []
    for path in archives(folder):
        try:
            facts_of(read_archive(path))
        except PackFault as fault:
            found.append(Refused(path.name, fault.id, {key: str(value) for key, value in fault.facts.items()}))
    return tuple(found)


def highest(folder: Path) -> str:
    """The highest version ever installed here, empty where none was."""
    noted = ""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        noted = (folder / HIGHEST).read_text("ascii")[:40].strip()
    there = [version_of(path) for path in archives(folder)[:1]]
    known = [version for version in (noted, *there) if VERSION.fullmatch(version)]
    return max(known, key=order, default="")


def install(folder: Path, version: str, data: bytes) -> None:
    """Put a verified archive into the folder, whole or not at all; what was there stays. OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(folder / HIGHEST, max((version, highest(folder)), key=order).encode("ascii"))
    write_whole(folder / file_name(version), data)


def write_whole(path: Path, data: bytes) -> None:
    """Write so that after a crash the old file or the new one is there, whole, for its owner alone."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
