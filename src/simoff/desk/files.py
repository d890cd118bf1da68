"""Reading what a person hands in, writing what simoff makes: all or nothing, and nothing over old files."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from simoff.desk.errors import Refusal, WrongInput
from simoff.desk.places import reason

LARGEST_TEXT = 1024 * 1024
"""Bytes a circumstances or details file may have."""


def read_text(path: Path) -> str:
    """A UTF-8 text file of at most LARGEST_TEXT bytes; WrongInput says what is wrong with it."""
    try:
        return read_bytes(path, LARGEST_TEXT).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongInput("file-not-text", file=str(path)) from None


def read_passphrase(path: Path) -> str:
    """A passphrase out of a file, without the end of its line."""
    return read_text(path).rstrip("\r\n")


def read_bytes(path: Path, limit: int) -> bytes:
    """A file of at most ``limit`` bytes; WrongInput says what is wrong with it."""
    name = str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise WrongInput("file-unreadable", file=name, why="not a regular file")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise WrongInput("file-missing", file=name) from None
    except (OSError, ValueError) as fault:
        why = reason(fault) if isinstance(fault, OSError) else "not a file name"
        raise WrongInput("file-unreadable", file=name, why=why) from None
    if len(data) > limit:
        raise WrongInput("file-too-large", file=name, limit=f"{limit // 1024**2} MiB")
    return data


def write_together(folder: Path, files: Mapping[str, bytes], *, force: bool) -> tuple[Path, ...]:
    """Write all files into ``folder`` or none; their paths in order. They are the owner's alone (mode 600).

    Refusal ``would-overwrite`` when one is there and ``force`` is not given, ``folder-unwritable`` when the
    system refuses.
    """
    there = [name for name in files if (folder / name).exists()]
    if there and not force:
        raise Refusal("would-overwrite", files=", ".join(there))
    try:
        return _write_all(folder, files)
    except OSError as fault:
        raise Refusal("folder-unwritable", folder=str(folder), why=reason(fault)) from None


def _write_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    made = _make_folder(folder)
    import secrets  # at start-up it would cost a tenth of the time

    mark = secrets.token_hex(4)
    drafts = {name: folder / f".{name}.{mark}.new" for name in files}
    olds = {name: folder / f".{name}.{mark}.old" for name in files}
    try:
        for name, data in files.items():
            _write_private(drafts[name], data)
        _put_in_place(folder, drafts, olds)
    except BaseException:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
        for place in made:
            place.rmdir()
        raise
    return tuple(folder / name for name in files)


def _put_in_place(folder: Path, drafts: Mapping[str, Path], olds: Mapping[str, Path]) -> None:
    """Give the drafts their names; a failure between two of them brings back what was there before."""
    done: list[str] = []
    try:
        for name, draft in drafts.items():
            if (folder / name).exists():
                (folder / name).replace(olds[name])
            done.append(name)
            draft.replace(folder / name)
    except BaseException:
        for name in done:
            (folder / name).unlink(missing_ok=True)
            if olds[name].exists():
                olds[name].replace(folder / name)
        raise
    for old in olds.values():
        old.unlink(missing_ok=True)


def _make_folder(folder: Path) -> list[Path]:
    """Make the folder with its parents; those that were not there, deepest first."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _write_private(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
