"""A file somebody drops on a page: in a private temporary folder, bounded, gone when it was looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from litestar.datastructures import UploadFile

from simoff.desk.errors import WrongInput

PIECE = 256 * 1024


@contextmanager
def kept_for_now(upload: UploadFile, largest: int) -> Iterator[Path]:
    """The upload as a file for the length of the block; its name is ours, only a harmless ending is kept.

    WrongInput when it is larger than ``largest`` bytes.
    """
    with TemporaryDirectory(prefix="simoff-") as folder:
        path = Path(folder) / ("upload" + _ending(upload.filename))
        size = 0
        with path.open("wb") as file:
            while piece := upload.file.read(PIECE):
                size += len(piece)
                if size > largest:
                    raise WrongInput("file-too-large", file=shown_name(upload), limit=f"{largest // 1024**2} MiB")
                file.write(piece)
        yield path


def shown_name(upload: UploadFile) -> str:
    """The name as it may be shown: its last part, printable, short."""
    name = upload.filename.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in name if c.isprintable())[:80] or "?"


def _ending(name: str) -> str:
    ending = Path(name).suffix.lower()
    return ending if ending.isascii() and ending[1:].isalnum() and len(ending) <= 6 else ""
