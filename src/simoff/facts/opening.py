"""Opening one pack file: bytes to a table that is read strictly, or the one fault that keeps it shut."""

from __future__ import annotations

import re
import tomllib

from simoff.facts.faults import Fault
from simoff.facts.loader import LARGEST
from simoff.facts.sheet import Sheet, Table

DOTS = 100
"""Dots a line may have: a key of very many parts costs ``tomllib`` the square of them in memory."""


def open_sheet(path: str, content: bytes) -> Table | Fault:
    """The top table of a TOML pack file; its ``sheet`` collects the faults of reading it.

    A Fault for a file that is too large, not UTF-8, not TOML or made to exhaust the memory. Every pack of the
    house is opened here, whatever it holds.
    """
    text = _text(path, content)
    if isinstance(text, Fault):
        return text
    if (dotted := _dotted_line(text)) is not None:
        why, what_to_do = "No fact needs that, and it would exhaust the memory", "Break the line up"
        return Fault(path, dotted, f"the line has more than {DOTS} dots", why, what_to_do)
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return _syntax_fault(path, text, error)
    return Table(Sheet(path, text), (), document, "file")


def _text(path: str, content: bytes) -> str | Fault:
    if len(content) > LARGEST:
        why, what_to_do = f"A pack file has {LARGEST:,} bytes at most", "Split it by topic"
        return Fault(path, None, f"{len(content):,} bytes", why, what_to_do)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"byte {error.start} is not UTF-8"
        return Fault(path, line, what, "A pack file is UTF-8 text", "Save the file as UTF-8")


def _dotted_line(text: str) -> int | None:
    return next((number for number, line in enumerate(text.split("\n"), 1) if line.count(".") > DOTS), None)


def _syntax_fault(path: str, text: str, error: Exception) -> Fault:
    message = str(error) if isinstance(error, ValueError) else "tables or lists are nested too deep"
    place = re.search(r"\s*\(at line (\d+), column \d+\)", message)
    line = int(place[1]) if place else (text.count("\n") + 1 if "end of document" in message else None)
    what = re.sub(r"\s*\(at [^)]*\)", "", message)
    if "Cannot overwrite" in what or "twice" in what or "Cannot mutate" in what:
        what = f"duplicate key or table ({what})"
        return Fault(path, line, what, "Which of the two is meant cannot be said", "Take one of them out")
    return Fault(path, line, f"not readable as TOML: {what}", "The file's form is broken", "Correct the line")
