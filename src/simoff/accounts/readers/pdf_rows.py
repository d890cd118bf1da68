"""The rows of the tables of a PDF with text. Runs in the process of :mod:`.isolated` alone.

A PDF has no tables, only pieces of text with their places. Pieces on one height are a row; the row that names
the columns says where each column lies, and the pieces of the rows below go to the column they overlap most.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from simoff.accounts.readers.columns import names_columns
from simoff.accounts.readers.interface import Stop

_MOST_PAGES: Final = 2_000
_MOST_PIECES: Final = 20_000
_SAME_HEIGHT: Final = 3.0
"""Points; lines of a table lie further apart."""

Piece = tuple[float, float, float, str]
"""Left, right, the height of the middle, the text."""


def rows(path: str, password: str | None, most: int) -> Iterator[tuple[int, list[str]]]:
    """Every row of every page, counted through; raises Stop for a locked PDF and one of pictures."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as fault:
        raise Stop("pdf-encrypted" if "password" in str(fault).lower() else "unreadable") from None
    number, columns = 0, list[tuple[float, float]]()
    for place in range(min(len(document), _MOST_PAGES)):
        page = document[place]
        for pieces in lines(_pieces(page.get_textpage())):
            number += 1
            cells = [piece[3][:most] for piece in pieces]
            if names_columns(cells):
                columns = _widths(pieces)
            elif columns and len(pieces) > 1:
                cells = _in_columns(pieces, columns, most)
            yield number, cells
        page.close()
    if not number:
        raise Stop("pdf-no-text")


def _pieces(page: object) -> list[Piece]:
    found: list[Piece] = []
    count = min(page.count_rects(), _MOST_PIECES)  # type: ignore[attr-defined]
    for place in range(count):
        left, bottom, right, top = page.get_rect(place)  # type: ignore[attr-defined]
        text = " ".join(page.get_text_bounded(left, bottom, right, top).split())  # type: ignore[attr-defined]
        if text:
            found.append((left, right, (bottom + top) / 2, text))
    return found


def lines(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces from top to bottom, those of one height together and from left to right."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece[2]):
        if found and abs(found[-1][0][2] - piece[2]) <= _SAME_HEIGHT:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [sorted(line) for line in found]


def _widths(pieces: list[Piece]) -> list[tuple[float, float]]:
    """Where each column lies: from its heading to the next one."""
    starts = [piece[0] for piece in pieces]
    return list(zip(starts, [*starts[1:], float("inf")], strict=True))


def _in_columns(pieces: list[Piece], columns: list[tuple[float, float]], most: int) -> list[str]:
    cells: list[list[str]] = [[] for _ in columns]
    for left, right, _, text in pieces:
        shared = [min(right, end) - max(left, start) for start, end in columns]
        cells[shared.index(max(shared))].append(text)
    return [" ".join(cell)[:most] for cell in cells]
