"""From the rows of the registry to its index."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Literal

from msgspec import Struct

from .faults import Fault
from .reader import Row, read_sheet
from .registry import Entry, Head, Registry

_SPAN = 1_000_000_000
_Answer = Literal["yes", "no", "unknown"]
_Meaning = tuple[_Answer, str | None, str | None]  # allocated, INN, territory


class Compiled(Struct, frozen=True):
    """The index of a registry file, and what was wrong in single rows of it."""

    registry: Registry
    faults: tuple[Fault, ...]


def compile_registry(data: bytes, registry_date: date | None = None) -> Compiled:
    """Return the index of a ``DEF-9xx.csv``. ``registry_date``: the day of the extract, if it is known.

    Every row is kept or reported. Raises `RegistryError` where the file as a whole cannot be used.
    """
    sheet = read_sheet(data)
    faults = list(sheet.faults)
    gap: _Answer = "no" if sheet.complete else "unknown"
    stretches = _stretches(sorted(sheet.rows, key=lambda row: (row.first, row.last)), gap, faults)
    registry = _index(stretches, _names(sheet.rows), len(sheet.rows), sheet.complete, registry_date)
    return Compiled(registry, tuple(sorted(faults, key=lambda fault: fault.line)))


def _stretches(rows: list[Row], gap: _Answer, faults: list[Fault]) -> list[tuple[int, _Meaning]]:
    stretches: list[tuple[int, _Meaning]] = []
    reached = 0
    for first, last, meaning in _without_overlap(rows, faults):
        if first > reached:
            _add(stretches, reached, (gap, None, None))
        _add(stretches, first, meaning)
        reached = last + 1
    if reached < _SPAN:
        _add(stretches, reached, (gap, None, None))
    return stretches


def _add(stretches: list[tuple[int, _Meaning]], start: int, meaning: _Meaning) -> None:
    if not stretches or stretches[-1][1] != meaning:  # equal neighbours are one stretch
        stretches.append((start, meaning))


def _without_overlap(rows: list[Row], faults: list[Fault]) -> list[tuple[int, int, _Meaning]]:
    """Rows that overlap become one piece; if they do not say the same, nothing is known of it."""
    pieces: list[tuple[int, int, _Meaning]] = []
    for row in rows:
        meaning: _Meaning = ("yes", row.inn, row.territory)
        if pieces and row.first <= pieces[-1][1]:
            first, last, before = pieces[-1]
            same = before == meaning
            faults.append(_overlap(row.line, same))
            pieces[-1] = (first, max(last, row.last), meaning if same else ("unknown", None, None))
        else:
            pieces.append((row.first, row.last, meaning))
    return pieces


def _overlap(line: int, same: bool) -> Fault:
    what = "the range overlaps another row"
    done = (
        "Both say the same and are kept."
        if same
        else "The ranges contradict each other: answered with 'unknown'."
    )
    return Fault("row.overlap", line, what, done)


def _names(rows: list[Row]) -> dict[str, str]:
    """One name for each INN: the shortest spelling, of equally long ones that of the most numbers."""
    sizes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.inn is not None:
            sizes[row.inn][row.operator] += row.last - row.first + 1
    return {
        inn: min(names, key=lambda name: (len(name), -names[name], name))
        for inn, names in sorted(sizes.items())
    }


def _index(
    stretches: list[tuple[int, _Meaning]], names: dict[str, str], rows: int, complete: bool, day: date | None
) -> Registry:
    inns = {inn: place for place, inn in enumerate(names)}
    regions = {name: place for place, name in enumerate(sorted({m[2] for _, m in stretches if m[2]}))}
    entries: dict[_Meaning, int] = {}
    places = [entries.setdefault(meaning, len(entries)) for _, meaning in stretches]
    head = Head(
        rows,
        complete,
        day,
        tuple(names.items()),
        tuple(regions),
        tuple(_entry(meaning, inns, regions) for meaning in entries),
    )
    return Registry(head, [start for start, _ in stretches], places)


def _entry(meaning: _Meaning, inns: dict[str, int], regions: dict[str, int]) -> Entry:
    allocated, inn, region = meaning
    return Entry(allocated, inns[inn] if inn else -1, regions[region] if region else -1)
