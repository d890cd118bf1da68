"""Something large that is made for one download: in a file without a name, gone when it was taken away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from litestar.response import Stream

PIECE = 256 * 1024


def download(file: BinaryIO, name: str, media_type: str) -> Stream:
    """The file from its beginning, as a download called ``name`` (plain ASCII); it is closed behind it."""
    file.seek(0)
    headers = {"content-disposition": f"attachment; filename={name}"}
    return Stream(_pieces(file), media_type=media_type, headers=headers)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece
