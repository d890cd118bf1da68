"""The vault on a disk: ``files/CASE/NAME`` below the data folder, each file encrypted and for its owner alone."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path

from simoff.record.faults import system_fault

PIECE = 64 * 1024
"""Bytes read at once: pieces that stay in the processor's cache are opened and hashed fastest."""
FORGOTTEN = 24 * 60 * 60
"""Seconds after which nobody is writing a draft any more."""


class FolderVault:
    """Files below one folder; every write is flushed to the disk before its name is given."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, case_id: str, content: Iterable[bytes]) -> str:
        """See Vault; a draft that could not be finished is removed."""
        folder, draft = self._folder / case_id, f"draft-{secrets.token_hex(8)}"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(folder / draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(handle, "wb") as file:
                    for piece in content:
                        file.write(piece)
                    file.flush()
                    os.fsync(file.fileno())
                _clear_up(folder, folder / draft)
            except BaseException:
                (folder / draft).unlink(missing_ok=True)
                raise
        except OSError as fault:
            raise system_fault(fault, str(self._folder)) from None
        return draft

    def keep(self, case_id: str, draft: str, name: str) -> None:
        """See Vault."""
        folder = self._folder / case_id
        try:
            (folder / draft).replace(folder / name)
            for place in (folder, self._folder):
                _settle(place)
        except OSError as fault:
            raise system_fault(fault, str(self._folder)) from None

    def drop(self, case_id: str, name: str) -> None:
        """See Vault."""
        with contextlib.suppress(OSError):
            (self._folder / case_id / name).unlink()

    def read(self, case_id: str, name: str) -> Iterator[bytes] | None:
        """See Vault."""
        try:
            file = (self._folder / case_id / name).open("rb", buffering=0)
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise system_fault(fault, str(self._folder)) from None
        return self._pieces(file)

    def size(self, case_id: str, name: str) -> int | None:
        """See Vault."""
        try:
            return (self._folder / case_id / name).stat().st_size
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise system_fault(fault, str(self._folder)) from None

    def forget(self, case_id: str) -> None:
        """See Vault."""
        try:
            shutil.rmtree(self._folder / case_id)
        except FileNotFoundError:
            return
        except OSError as fault:
            raise system_fault(fault, str(self._folder)) from None

    def _pieces(self, file: FileIO) -> Iterator[bytes]:
        with file:
            while True:
                try:
                    piece = file.read(PIECE)
                except OSError as fault:
                    raise system_fault(fault, str(self._folder)) from None
                if not piece:
                    return
                yield piece


def _clear_up(folder: Path, newest: Path) -> None:
    """Remove drafts that a killed program left behind: those a day older than the newest one."""
    limit = newest.stat().st_mtime - FORGOTTEN
    for draft in folder.glob("draft-*"):
        with contextlib.suppress(OSError):
            if draft.stat().st_mtime < limit:
                draft.unlink()


def _settle(folder: Path) -> None:
    """Make a new name in the folder last; not every system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
