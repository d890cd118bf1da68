"""Text in a column: wide characters take two cells, and Chinese lines break where Chinese lines may.

The cells of a character come from rich; where a line may break comes from the usual rules of typesetting:
closing marks never open a line, opening marks never end one (GB/T 15834).
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

_NEVER_FIRST = frozenset("，。、；：！？）」』》〉】〕”’…—%‰·,.;:!?)]}»")
_NEVER_LAST = frozenset("（「『《〈【〔“‘([{«№")
_WIDE_FROM = "\u2e80"


def wrap(text: str, width: int) -> list[str]:
    """The lines of ``text`` in ``width`` cells; only a word longer than a line is cut."""
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, max(width, 8))]


def pad(text: str, width: int) -> str:
    """``text`` filled with blanks to ``width`` cells."""
    return text + " " * max(0, width - cell_len(text))


def _wrap_paragraph(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _pieces(text):
        size = cell_len(piece.rstrip(" "))
        if line and used + size > width:
            yield line.rstrip(" ")
            line, used = "", 0
            piece = piece.lstrip(" ")
        while cell_len(piece.rstrip(" ")) > width:
            head, piece = _cut(piece, width)
            yield head
        line += piece
        used = cell_len(line)
    yield line.rstrip(" ")


def _pieces(text: str) -> Iterator[str]:
    """The parts between which a line may break: words with the blank after them, single wide characters."""
    piece = ""
    for place, character in enumerate(text):
        piece += character
        if place + 1 < len(text) and _may_break(character, text[place + 1]):
            yield piece
            piece = ""
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after in _NEVER_FIRST or before in _NEVER_LAST or after == " ":
        return False
    if before == " " or _is_wide(after):
        return True
    return _is_wide(before) and after != "["


def _is_wide(character: str) -> bool:
    return character >= _WIDE_FROM and cell_len(character) == 2


def _cut(text: str, width: int) -> tuple[str, str]:
    taken = 1
    while taken < len(text) and cell_len(text[: taken + 1]) <= width:
        taken += 1
    return text[:taken], text[taken:]
