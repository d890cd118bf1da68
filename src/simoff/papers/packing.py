"""Packs of this room: small TOML files read strictly, every fault named with its file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from typing import TypeVar

from simoff.facts.faults import Fault, PackError
from simoff.facts.opening import open_sheet
from simoff.facts.sheet import Table

T = TypeVar("T")


def shipped(folder: str) -> dict[str, bytes]:
    """Name -> content of the files in a folder of this room."""
    places = sorted(files("simoff.papers").joinpath(folder).iterdir(), key=lambda place: place.name)
    return {place.name: place.read_bytes() for place in places if place.name.endswith(".toml")}


def read_pack(contents: Mapping[str, bytes], read: Callable[[Table, str], Iterable[T]]) -> tuple[T, ...]:
    """What ``read`` makes of each file's table and name. Raises PackError with all faults of all files."""
    found: list[T] = []
    faults: list[Fault] = []
    for name, content in contents.items():
        table = open_sheet(name, content)
        if isinstance(table, Fault):
            faults.append(table)
            continue
        found += read(table, name.removesuffix(".toml"))
        faults += table.sheet.faults
    if faults:
        raise PackError(faults)
    return tuple(found)
