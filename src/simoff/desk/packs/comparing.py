"""Two versions of the facts compared, wherever they lie, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from simoff.desk.bundle import INSTALLED, load_facts, shipped_facts
from simoff.desk.errors import WrongInput
from simoff.desk.files import read_bytes
from simoff.desk.packs.archive import LARGEST, VERSION, PackFault, open_pack
from simoff.desk.packs.installed import archives, facts_of, file_name, read_archive
from simoff.desk.places import data_folder
from simoff.facts import Fact, Facts, PackError
from simoff.facts.differences import Change, Differences, differences

_SIGNED = b"simoff-pack"
WORDS = ("shipped", "newest")


def compare(before: str, after: str, environment: Mapping[str, str]) -> Differences:
    """What is different between two of: a version kept here, ``shipped``, ``newest``, a folder, a file."""
    return differences(facts_from(before, environment), facts_from(after, environment))


def facts_from(word: str, environment: Mapping[str, str]) -> Facts:
    """The facts a word names; WrongInput, with every fault of a folder's files.

    A file may be a signed archive, whose signature has to hold, or compiled facts; they are looked at alone.
    """
    path = Path(word)
    if word == "shipped":
        return shipped_facts()
    if word == "newest":
        return load_facts(environment=environment)
    try:
        if path.is_dir():
            return load_facts(path)
        if VERSION.fullmatch(word) and not path.exists():
            return _version(word, environment)
        return _file(read_bytes(path, LARGEST))
    except PackError as fault:
        raise WrongInput("pack-faults", lines=tuple(map(str, fault.faults))) from None
    except PackFault as fault:
        raise WrongInput(fault.id, lines=fault.lines, **fault.facts) from None


def _file(data: bytes) -> Facts:
    if data.startswith(_SIGNED):
        return facts_of(open_pack(data))
    try:
        return msgspec.msgpack.decode(data, type=Facts)
    except msgspec.DecodeError:
        raise PackFault("pack-form") from None


def _version(version: str, environment: Mapping[str, str]) -> Facts:
    for known in (shipped_facts(), load_facts(environment=environment)):
        if known.version == version:
            return known
    folder = data_folder(environment) / INSTALLED
    if (folder / file_name(version)).exists():
        return facts_of(read_archive(folder / file_name(version)))
    there = [path.name for path in archives(folder)]
    raise WrongInput("pack-which", version=version, there=", ".join(there) or shipped_facts().version)


def plain(found: Differences) -> dict[str, Any]:
    """The differences as JSON: versions, and by fact what was added, removed, changed."""
    return {
        "from": found.from_version,
        "to": found.to_version,
        "added": [_fact(fact) for fact in found.added],
        "removed": [_fact(fact) for fact in found.removed],
        "changed": [
            {"id": fact.id, "weight": fact.weight, "changes": changes(fact.changes)} for fact in found.changed
        ],
        "operators": [{"id": brand.id, "changes": changes(brand.changes)} for brand in found.operators],
    }


def changes(found: tuple[Change, ...]) -> list[dict[str, Any]]:
    """Single changes as JSON."""
    return [{"value": one.value, "field": one.field, "from": one.before, "to": one.after} for one in found]


def _fact(fact: Fact) -> dict[str, Any]:
    texts = [msgspec.to_builtins(value.text) for value in fact.values]
    return {"id": fact.id, "pack": fact.pack, "topic": fact.topic, "texts": texts}
