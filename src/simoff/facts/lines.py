"""On which line of a TOML text does a key stand? For fault messages; ``tomllib`` tells no lines.

The text has been parsed already, so this reads well-formed TOML only and need not check anything.
"""

from __future__ import annotations

import re

Place = tuple[str | int, ...]
"""A way into the document, such as ``("fact", 3, "value", 0, "text", "ru")``."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # the strings first: brackets and hashes inside them mean nothing
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*|\n|[\[\]{}]|[^\s\"'#\[\]{}]+|[ \t\r]+",
    re.DOTALL,
)
_PART = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]")
_KEY = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=[ \t]*")


def line_index(text: str) -> dict[Place, int]:
    """Place -> line (from 1) of each table header, key and array element of a well-formed TOML text.

    Keys inside an inline table are not listed: their statement's or element's line serves.
    """
    reader = _Lines(text)
    reader.read()
    return reader.found


def line_of(index: dict[Place, int], place: Place) -> int | None:
    """The line of ``place``, else of the nearest thing around it, else None."""
    while place:
        if place in index:
            return index[place]
        place = place[:-1]
    return None


class _Lines:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.found: dict[Place, int] = {}
        self.counts: dict[Place, int] = {}
        self.table: Place = ()
        self.at = 0
        self.line = 1

    def read(self) -> None:
        """Read statement by statement."""
        while self.at < len(self.text):
            if header := _HEADER.match(self.text, self.at):
                self._header(header)
            elif key := _KEY.match(self.text, self.at):
                self._key(key)
            else:
                self._skip_to_line_end(None)

    def _header(self, header: re.Match[str]) -> None:
        parts = _parts(header[2])
        place: Place = ()
        for part in parts[:-1]:
            place = self._current((*place, part))
        place = (*place, parts[-1])
        if header[1] == "[[":
            self.counts[place] = self.counts.get(place, -1) + 1
            place = (*place, self.counts[place])
        self.table = place
        self.found.setdefault(place, self.line)
        self.at = header.end()
        self._skip_to_line_end(None)

    def _current(self, place: Place) -> Place:
        return (*place, self.counts[place]) if place in self.counts else place

    def _key(self, key: re.Match[str]) -> None:
        place = (*self.table, *_parts(key[1]))
        self.found.setdefault(place, self.line)
        self.at = key.end()
        self._skip_to_line_end(place if self.text.startswith("[", self.at) else None)

    def _skip_to_line_end(self, array: Place | None) -> None:
        """Go behind the statement; where it is an array, note the lines of its elements."""
        depth = element = 0
        while self.at < len(self.text):
            word = self._next()
            if array and depth == 1 and word[0] in "{[\"'":
                self.found[(*array, element)] = self.line
                element += 1
            depth += (word in ("[", "{")) - (word in ("]", "}"))
            self.line += word.count("\n")
            if word == "\n" and depth <= 0:
                return

    def _next(self) -> str:
        token = _TOKEN.match(self.text, self.at)
        word = token[0] if token else self.text[self.at]
        self.at += len(word)
        return word


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, dotted)]
