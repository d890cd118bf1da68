"""Writing one large file: for its owner alone, whole or not at all, and over no other file unasked."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from simoff.desk.errors import Refusal
from simoff.desk.places import reason


@contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A file to write and seek in; it gets its name when the block ends well, flushed to the disk.

    Refusal ``would-overwrite`` when the name is taken and ``force`` is not given, ``folder-unwritable``.
    """
    if path.exists() and not force:
        raise Refusal("would-overwrite", files=path.name)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _give_name(draft, path, force=force)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as fault:
        raise Refusal("folder-unwritable", folder=str(path.parent), why=reason(fault)) from None


def _give_name(draft: Path, path: Path, *, force: bool) -> None:
    if force:
        draft.replace(path)
        return
    try:
        os.link(draft, path)  # unlike a rename it never replaces what somebody put there meanwhile
    except FileExistsError:
        raise Refusal("would-overwrite", files=path.name) from None
    except OSError:  # a disk without links
        draft.replace(path)
