"""What hangs on the number: read a person's archives, say what was found, what to move first, what was read.

Everything is read on this computer and nothing is kept of it; only a case keeps the names of the services.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from simoff.accounts.catalogue import Services
from simoff.accounts.inventory import Inventory, Taking
from simoff.accounts.model import Coverage, Fault
from simoff.accounts.readers import describe, open_archive
from simoff.accounts.rendering import render_accounts, render_no_sms, render_unknown
from simoff.desk.bundle import load_services
from simoff.desk.errors import WrongInput
from simoff.desk.files import read_text
from simoff.number import find

Progress = Callable[[str, int, int | None], None]
"""Is told, now and then, the file's name, the bytes read, and the bytes there are (None: nobody knows)."""

EVERY = 512
"""Items between two reports of progress."""


class Asked(Struct, frozen=True):
    """What to read and how. ``line``: the dying SIM as the archive names it, or its number; ``since``: the first
    day of one's own contract; ``number``: the number of the line, where it is known otherwise."""

    files: tuple[Path, ...]
    line: str | None = None
    since: date | None = None
    number: str | None = None
    password: str | None = None


class Scan(Struct, frozen=True):
    """What was found and what was read."""

    inventory: Inventory
    coverages: tuple[Coverage, ...]
    faults: tuple[Fault, ...]
    services: Services

    @property
    def lines(self) -> dict[str, int]:
        """The SIMs or own numbers seen, with their messages."""
        found: dict[str, int] = {}
        for coverage in self.coverages:
            for line, count in coverage.lines.items():
                found[line] = found.get(line, 0) + count
        return dict(sorted(found.items()))


def scan(asked: Asked, lang: str, progress: Progress | None = None) -> Scan:
    """Read the archives one after the other.

    WrongInput ``accounts-unreadable`` where none of them could be read, with the faults in ``lang``;
    ``accounts-line`` where no message came to the line that was asked for.
    """
    services = load_services()
    taking = Taking(services, line=asked.line, since=asked.since, number=_number(asked))
    coverages: list[Coverage] = []
    faults: list[Fault] = []
    for path in asked.files:
        coverages.append(_read(path, asked.password, taking, faults, progress))
    if not any(coverage.format for coverage in coverages):
        raise WrongInput("accounts-unreadable", lines=tuple(_said(fault, lang) for fault in faults))
    done = Scan(taking.inventory(), tuple(coverages), tuple(faults), services)
    if asked.line is not None and done.lines and not any(map(taking.is_line, done.lines)):
        raise WrongInput("accounts-line", line=asked.line, known=", ".join(done.lines))
    return done


def _read(
    path: Path, password: str | None, taking: Taking, faults: list[Fault], progress: Progress | None
) -> Coverage:
    with open_archive(path, password) as reading:
        for number, item in enumerate(reading):
            if isinstance(item, Fault):
                faults.append(item)
            else:
                taking.add(item)
            if progress is not None and not number % EVERY:
                progress(reading.file, reading.done, reading.size)
        return reading.coverage


def _number(asked: Asked) -> str | None:
    """The dying number, if it was said: the line where that is a number."""
    if asked.number is not None:
        return asked.number
    found = find(asked.line or "")
    return found[0].e164 if len(found) == 1 and found[0].kind == "mobile_ru" else None


def _said(fault: Fault, lang: str) -> str:
    words = describe(fault, lang)
    place = f"{words.file}, {words.place}" if words.place else words.file
    return f"{place}: {words.what} {words.next}"


def password_of(file: Path | None) -> str | None:
    """The first line of a password file."""
    return None if file is None else read_text(file).partition("\n")[0].rstrip("\r")


def render_scan(done: Scan, lang: str) -> dict[str, Any]:
    """The JSON of ``accounts scan``: the same archives, pack and language give the same bytes."""
    inventory = done.inventory
    return {
        "accounts": render_accounts(inventory, done.services, lang),
        "unknown": render_unknown(inventory),
        "no_sms": render_no_sms(done.services, lang),
        "coverage": {
            "files": [_file(coverage) for coverage in done.coverages],
            "lines": list(done.lines),
            "unrecognised_share": inventory.unrecognised_share,
            "passed_over": inventory.passed_over,
        },
        "faults": render_faults(done.faults, lang),
        "unmoved": {"critical": inventory.unmoved("critical"), "high": inventory.unmoved("high")},
    }


def render_faults(faults: Sequence[Fault], lang: str) -> list[dict[str, str]]:
    """What could not be read, with place and what to do."""
    said = [describe(fault, lang) for fault in faults]
    return [{"file": each.file, "place": each.place, "what": each.what, "next": each.next} for each in said]


def _file(coverage: Coverage) -> dict[str, Any]:
    return {
        "format": coverage.format,
        "messages": coverage.messages,
        "first": None if coverage.first is None else coverage.first.date(),
        "last": None if coverage.last is None else coverage.last.date(),
        "file": coverage.file,
        "logins": coverage.logins,
        "without_line": coverage.without_line,
        "gaps": coverage.gaps,
        "complete": coverage.complete,
        "zone_assumed": coverage.zone_assumed,
    }
