"""Opens an archive: what kind of thing it is, which reader knows its content, and what bounds hold."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from simoff.accounts.model import Fault, Item
from simoff.accounts.readers.interface import Options, Stop
from simoff.accounts.readers.reading import UNREADABLE, Reading
from simoff.accounts.readers.registry import LOCAL_TIMES, opened, opened_folder
from simoff.accounts.readers.sources import FileSource, fingerprint


def open_archive(
    path: str | os.PathLike[str], password: str | None = None, options: Options | None = None
) -> Reading:
    """Whatever the path leads to, as a Reading; nothing is raised over the file itself.

    A file of no known format, an empty one, a pipe or a missing file gives a Reading of one fault. A folder
    is read where it is a backup of an iPhone. ``password`` is for encrypted backups.
    """
    chosen = options or Options()
    if password is not None:
        chosen = Options(password, chosen.zone, chosen.limits)
    place = Path(path)
    try:
        return _opened(place, chosen)
    except Stop as stop:
        return _refused(place, stop.fault(place.name))
    except PermissionError:
        return _refused(place, Fault("no-permission", place.name, stops=True))
    except FileNotFoundError:
        return _refused(place, Fault("not-there", place.name, stops=True))
    except (*UNREADABLE, ValueError):
        return _refused(place, Fault("unreadable", place.name, stops=True))


def _opened(path: Path, options: Options) -> Reading:
    kind = os.stat(path).st_mode
    if stat.S_ISDIR(kind):
        return _folder(path, options)
    if not stat.S_ISREG(kind):
        raise Stop("not-a-file")
    before = fingerprint(path)
    source = FileSource(path)
    if source.size == 0:
        raise Stop("empty")
    found = opened(source, options)
    return Reading(
        source.name,
        found.format,
        found.items,
        size=source.size,
        done=lambda: source.progress,
        changed=lambda: _differs(path, before),
        release=found.release,
        zone_assumed=found.format in LOCAL_TIMES,
    )


def _folder(path: Path, options: Options) -> Reading:
    found = opened_folder(path, options)
    return Reading(path.name, found.format, found.items, release=found.release)


def _differs(path: Path, before: tuple[int, int, int]) -> bool:
    try:
        return fingerprint(path) != before
    except OSError:
        return True


def _refused(path: Path, fault: Fault) -> Reading:
    def items() -> Iterator[Item]:
        yield fault

    return Reading(path.name, "", items())
