"""The facts a case was planned with: kept when it is opened or adopts others, and found again by their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from simoff.desk.bundle import INSTALLED, compiled, load_facts
from simoff.desk.errors import Refusal
from simoff.desk.places import data_folder, reason, writable_data_folder
from simoff.facts.model import Facts

KEPT = "kept"
"""The folder beside the archives: compiled facts, each named by its version and the start of its SHA-256."""
REMEMBERED = 8
LARGEST = 16 * 1024 * 1024

_HASHED: Final[list[tuple[Facts, bytes, str]]] = []
"""The facts hashed last, with their bytes: many cases are opened with the same."""
_FOUND: Final[dict[tuple[str, str, str], tuple[Facts, Facts]]] = {}
"""Folder, version and hash -> the newest facts by then, and the pinned ones completed by them."""


class Pinned(Struct, frozen=True):
    """``facts`` are those of the case, ``newest`` those of this computer.

    ``kept`` False: those of the case are not here any more, and ``facts`` are the newest.
    """

    facts: Facts
    newest: Facts
    kept: bool


def keep(facts: Facts, environment: Mapping[str, str]) -> str:
    """Keep facts for a case that is planned with them; their SHA-256. Refusal ``pack-not-kept``."""
    data, found = _hashed(facts)
    path = _place(writable_data_folder(environment), facts.version, found)
    if not path.is_file():
        from simoff.desk.packs.installed import write_whole

        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, data)
        except OSError as fault:
            raise Refusal("pack-not-kept", file=path.name, why=reason(fault)) from None
    return found


def pinned(version: str, sha256: str, environment: Mapping[str, str]) -> Pinned:
    """The facts of a version. Kept ones count only while their bytes have the hash that the case notes.

    What this program needs and they do not have is taken from the newest.
    """
    newest = load_facts(environment=environment)
    if version in ("", newest.version):
        return Pinned(newest, newest, True)
    folder = data_folder(environment)
    place = (str(folder), version, sha256)
    before, facts = _FOUND.get(place, (None, None))
    if facts is None or before is not newest:
        facts = _read(folder, version, sha256, newest)
        if facts is None:
            return Pinned(newest, newest, False)
        while len(_FOUND) >= REMEMBERED:
            _FOUND.pop(next(iter(_FOUND)))
        _FOUND[place] = newest, facts
    return Pinned(facts, newest, True)


def _read(folder: Path, version: str, sha256: str, newest: Facts) -> Facts | None:
    from simoff.facts.differences import completed

    found = (sha256 and _kept(_place(folder, version, sha256), sha256)) or _archived(folder / INSTALLED, version)
    return None if not found or found.version != version else completed(found, newest)


def _kept(path: Path, sha256: str) -> Facts | None:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST)
        if hashlib.sha256(data).hexdigest() != sha256:
            return None
        return msgspec.msgpack.decode(data, type=Facts)
    except (OSError, msgspec.DecodeError):
        return None


def _archived(folder: Path, version: str) -> Facts | None:
    """The facts of a signed archive that was taken in here."""
    from simoff.desk.packs.archive import VERSION, PackFault
    from simoff.desk.packs.installed import facts_of, file_name, read_archive

    if not VERSION.fullmatch(version):
        return None
    try:
        return facts_of(read_archive(folder / file_name(version)))
    except PackFault:
        return None


def _hashed(facts: Facts) -> tuple[bytes, str]:
    for known, data, found in _HASHED:
        if known is facts:
            return data, found
    data = compiled(facts)
    found = hashlib.sha256(data).hexdigest()
    _HASHED[:] = [(facts, data, found)]
    return data, found


def _place(folder: Path, version: str, sha256: str) -> Path:
    return folder / INSTALLED / KEPT / f"{version}-{sha256[:16]}.msgpack"
