"""The objects of a large JSON array, or of lines of JSON, one at a time and in bounded memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

_DECODER: Final = json.JSONDecoder(strict=False)
_START: Final = re.compile(r"[\s,]*+(?:\[[\s,]*+)?")
_NEXT_OBJECT: Final = re.compile(r"\}\s*+,\s*+(?=\{)")


class Broken(Struct, frozen=True):
    """A record that is no JSON, is nested too deep, or is larger than the bound: the id of its fault."""

    id: str


def array_rows(pieces: Iterator[str], largest: int) -> Iterator[dict[str, Any] | Broken]:
    """The objects of an array that comes in pieces; what is broken is passed by up to the next object."""
    scan = _Array(pieces, largest)
    while (row := scan.next_row()) is not None:
        yield row


class _Array:
    """A buffer over the pieces that always begins at the next object."""

    def __init__(self, pieces: Iterator[str], largest: int) -> None:
        self.pieces = pieces
        self.largest = largest
        self.text = ""
        self.at = 0
        self.over = False

    def more(self, least: int) -> bool:
        """Take pieces until ``least`` characters lie ahead; False where nothing came."""
        taken: list[str] = []
        ahead = before = len(self.text) - self.at
        while ahead < least and (piece := next(self.pieces, None)) is not None:
            taken.append(piece)
            ahead += len(piece)
        self.over = ahead < least
        self.text, self.at = self.text[self.at :] + "".join(taken), 0
        return ahead > before

    def next_row(self) -> dict[str, Any] | Broken | None:
        while True:
            found = _START.match(self.text, self.at)
            self.at = found.end() if found else self.at
            sign = self.text[self.at : self.at + 1]
            if sign == "" and self.more(1):
                continue
            if sign == "":
                return Broken("cut-off")
            if sign == "]":
                return None
            return self._object()

    def _object(self) -> dict[str, Any] | Broken:
        while True:
            try:
                row, end = _DECODER.raw_decode(self.text, self.at)
            except RecursionError:
                return self._passed_by("too-deep")
            except ValueError:
                ahead = len(self.text) - self.at
                if ahead >= self.largest:
                    return self._passed_by("record-too-large")
                if self.over or not self.more(min(max(65_536, ahead * 2), self.largest)):
                    return self._passed_by("broken-record")
                continue
            if end == len(self.text) and not self.over and self.more(end - self.at + 1):
                continue
            self.at = end
            return row if isinstance(row, dict) else Broken("broken-record")

    def _passed_by(self, id: str) -> Broken:
        self.at += 1
        while (found := _NEXT_OBJECT.search(self.text, self.at)) is None:
            self.at = max(self.at, len(self.text) - 64)
            if not self.more(65_536 + 64):
                self.at = len(self.text)
                return Broken(id)
        self.at = found.end()
        return Broken(id)


def line_rows(pieces: Iterator[str], largest: int) -> Iterator[dict[str, Any] | Broken]:
    """One object a line; a line that is none is a Broken in its place, an empty one is nothing."""
    for line in bounded_lines(pieces, largest):
        if line is None:
            yield Broken("record-too-large")
        elif line and not line.isspace():
            yield line_row(line)


def line_row(line: str) -> dict[str, Any] | Broken:
    """The object of a line."""
    try:
        row = json.loads(line, strict=False)
    except RecursionError:
        return Broken("too-deep")
    except ValueError:
        return Broken("broken-record")
    return row if isinstance(row, dict) else Broken("broken-record")


def bounded_lines(pieces: Iterator[str], largest: int) -> Iterator[str | None]:
    """Lines without their ends; None for one longer than ``largest`` characters, which is not kept."""
    kept, size = [""], 0
    for piece in pieces:
        *whole, last = piece.split("\n")
        if whole:
            yield None if size + len(whole[0]) > largest else "".join((*kept, whole[0]))
            yield from (line if len(line) <= largest else None for line in whole[1:])
            kept, size = [""], 0
        size += len(last)
        if size > largest:
            kept = [""]
        else:
            kept.append(last)
    if size:
        yield None if size > largest else "".join(kept)
