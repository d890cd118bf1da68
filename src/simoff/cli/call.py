"""One call of the command line: its language, its form of output, and its words."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simoff.cli.document import Document
    from simoff.lang import Catalogue

WIDEST = 100
NARROWEST = 30
PIPED = 80


class Call:
    """What every command is given: ``lang`` is zh, ru or en; ``json``: only JSON on standard output."""

    def __init__(self, lang: str, json: bool) -> None:
        self.lang = lang
        self.json = json

    @cached_property
    def words(self) -> Catalogue:
        """The command line's own words in the language of the call."""
        from simoff.desk.bundle import catalogue

        return catalogue("cli", self.lang)

    def say(self, key: str, **args: object) -> str:
        """A text of the command line."""
        return self.words.say(key, args)

    def show(self, document: Document) -> None:
        """Write a page to standard output: weighted on a terminal, plain in a pipe."""
        from simoff.cli.terminal import plain, show

        if sys.stdout.isatty():
            show(document, sys.stdout, _width())
        else:
            sys.stdout.write(plain(document, _width()))

    def write_json(self, value: Any) -> None:  # noqa: ANN401
        """Write a value as UTF-8 JSON, two blanks an indent, whatever the terminal's encoding is."""
        sys.stdout.flush()
        sys.stdout.buffer.write(encode(value))


def encode(value: Any) -> bytes:  # noqa: ANN401
    """A value as JSON bytes; the same value gives the same bytes."""
    from msgspec import json

    return json.format(json.encode(value), indent=2) + b"\n"


def _width() -> int:
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated) > 0:
        return max(NARROWEST, min(int(stated), WIDEST))
    try:
        return max(NARROWEST, min(os.get_terminal_size(sys.stdout.fileno()).columns or PIPED, WIDEST))
    except (OSError, ValueError):
        return PIPED
