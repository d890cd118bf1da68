"""Where facts and words come from: the compiled bundle of an installation, else the TOML files of the source.

The build (``hatch_build.py``) checks all packs, compiles them with all catalogues into ``_bundle/`` and puts
that into the wheel only. A source tree never has a bundle, so that an edited TOML file is always what counts.
Little is imported here: every start of the program comes through this module.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from simoff.facts.faults import Fault, PackError
from simoff.facts.loader import LARGEST, load_packs
from simoff.facts.model import Facts
from simoff.lang import LANGS, Catalogue, flatten

if TYPE_CHECKING:
    from simoff.accounts.catalogue import Services
    from simoff.desk.ask_documents import Shelf
    from simoff.guard import Book

PACKAGE = Path(__file__).parent.parent
PACKS = PACKAGE / "facts" / "packs"
BUNDLE = PACKAGE / "_bundle"
SERVICES = PACKAGE / "accounts" / "services"
FACTS_FILE = "facts.msgpack"
INSTALLED = "packs"
"""The folder of the data folder with packs that came alone."""
SERVICES_FILE = "services.msgpack"
GUARD_FILE = "guard.msgpack"
ASK_FILE = "ask.msgpack"

T = TypeVar("T")

Entries = dict[str, str | dict[str, str]]
"""The texts of one room in one language, as ``simoff.lang.flatten`` gives them."""


class BundleError(Exception):
    """The installation's own files are damaged or missing; nothing the person gave is at fault."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path.name} of this installation cannot be used: {why}. Install simoff again.")


def load_facts(folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Facts:
    """The newest facts there are: an installed pack of the data folder whose signature holds, else the shipped
    ones; or those of a folder of packs (TOML) of one's own. ``environment`` None: the one of this process.

    Raises PackError with every fault of the folder's files, BundleError where the installation is damaged.
    """
    if folder is not None:
        return load_packs(pack_files(folder))
    from simoff.desk.places import data_folder  # the build loads this module without the rest of the desk

    packs = data_folder(os.environ if environment is None else environment) / INSTALLED
    if not packs.is_dir():
        return shipped_facts()
    from simoff.desk.packs.installed import newest

    return newest(packs, shipped_facts())


@cache
def shipped_facts() -> Facts:
    """The facts that come along with the program."""
    if not BUNDLE.is_dir():
        return load_packs(pack_files())
    return _decode(BUNDLE / FACTS_FILE, Facts)


@cache
def load_services() -> Services:
    """The services pack that comes along; raises PackError or BundleError as ``load_facts`` does."""
    from simoff.accounts.catalogue import Services, load_services  # only the commands about accounts need it

    if not BUNDLE.is_dir():
        return load_services(pack_files(SERVICES), shipped_facts().facts)
    return _decode(BUNDLE / SERVICES_FILE, Services)


def load_guard() -> Book:
    """The rules, words and allow-list of the guard; errors as for :func:`load_facts`."""
    from simoff.guard import Book  # only the guard's commands need it

    return _decode(BUNDLE / GUARD_FILE, Book) if BUNDLE.is_dir() else _guard_of(PACKAGE)


def _guard_of(package: Path) -> Book:
    from simoff.guard import is_pack, load_book

    files = pack_files(package / "guard")
    return load_book({name: content for name, content in files.items() if is_pack(name)})


@cache
def load_shelf() -> Shelf:
    """What answers questions, with its index; made anew where the facts in use are not those of the index."""
    from simoff.desk.ask_documents import Shelf, shelf_of, versions_of  # only the command that answers needs them

    facts = load_facts()
    if not BUNDLE.is_dir():
        return _shelf_of(PACKAGE, facts, load_services())
    shelf = _decode(BUNDLE / ASK_FILE, Shelf)
    if shelf.index.versions == versions_of(facts):
        return shelf
    plan = {lang: _texts(lang)["plan"] for lang in LANGS}
    return shelf_of(shelf.book, shelf.refusals, facts, load_services(), plan)


def _shelf_of(package: Path, facts: Facts, services: Services) -> Shelf:
    from simoff.ask.loading import is_pack, load_book
    from simoff.desk.ask_documents import read_refusals, shelf_of

    files = pack_files(package / "ask")
    book = load_book({name: content for name, content in files.items() if is_pack(name)}, facts.facts)
    refusals = read_refusals(pack_files(package / "papers" / "refusals"))
    plan = {lang: _room_texts("plan", lang, package) or {} for lang in LANGS}
    return shelf_of(book, refusals, facts, services, plan)


def pack_files(folder: Path = PACKS) -> dict[str, bytes]:
    """Path below ``folder``, with slashes -> bytes, of every TOML file there.

    Of a file too large for a pack only so much is read that the loader sees it. Raises PackError for a
    folder or file that cannot be read.
    """
    if not folder.is_dir():
        raise PackError(
            [Fault(str(folder), None, "there is no such folder", "It should hold the packs", "Name it")]
        )
    files: dict[str, bytes] = {}
    faults: list[Fault] = []
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        try:
            with path.open("rb") as file:
                files[name] = file.read(LARGEST + 1)
        except OSError as fault:
            why = fault.strerror or type(fault).__name__
            faults.append(
                Fault(name, None, "the file cannot be read", why, "Make it readable or take it out")
            )
    if faults:
        raise PackError(faults)
    return files


def catalogue(room: str, lang: str) -> Catalogue:
    """The words of a room (``plan``, ``papers``, ``cli``, …) in zh, ru or en.

    Raises LookupError for a room or language that has none, BundleError where the installation is damaged.
    """
    if lang not in LANGS:
        raise LookupError(f"no texts in {lang!r}; the languages are {', '.join(LANGS)}")
    entries = _texts(lang).get(room) if BUNDLE.is_dir() else _room_texts(room, lang)
    if entries is None:
        raise LookupError(f"the room {room!r} has no texts in {lang!r}")
    return Catalogue(lang, entries)


@cache
def _texts(lang: str) -> dict[str, Entries]:
    return _decode(BUNDLE / texts_file(lang), dict[str, Entries])


@cache
def _room_texts(room: str, lang: str, package: Path = PACKAGE) -> Entries | None:
    import tomllib  # only in a source tree

    folder = package / room / "texts"
    paths = [path for path in (folder / f"{lang}.toml", *sorted(folder.glob(f"{lang}/*.toml"))) if path.is_file()]
    entries: Entries = {}
    for path in paths:
        found = flatten(tomllib.loads(path.read_text("utf-8")))
        twice = entries.keys() & found.keys()
        if twice:
            raise BundleError(path, f"{min(twice)} stands in another file of the room, too")
        entries.update(found)
    return entries if paths else None


def texts_file(lang: str) -> str:
    """The bundle's file with the texts of a language."""
    return f"texts.{lang}.msgpack"


def _decode(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=kind)
    except OSError as fault:
        raise BundleError(path, fault.strerror or type(fault).__name__) from None
    except msgspec.DecodeError as fault:
        raise BundleError(path, str(fault)) from None


def compile_bundle(package: Path = PACKAGE) -> dict[str, bytes]:
    """The bundle's files by name, from the TOML files below ``package``; for the build.

    Raises PackError where a pack has faults.
    """
    from simoff.accounts.catalogue import load_services

    facts = load_packs(pack_files(package / "facts" / "packs"))
    services = load_services(pack_files(package / "accounts" / "services"), facts.facts)
    guard = _guard_of(package)
    files = {FACTS_FILE: _encode(facts), SERVICES_FILE: _encode(services), GUARD_FILE: _encode(guard)}
    files[ASK_FILE] = _encode(_shelf_of(package, facts, services))
    for lang in LANGS:
        files[texts_file(lang)] = _encode(
            {room: _room_texts(room, lang, package) for room in _rooms(package, lang)}
        )
    return files


def _rooms(package: Path, lang: str) -> Iterable[str]:
    whole, parts = package.glob(f"*/texts/{lang}.toml"), package.glob(f"*/texts/{lang}/*.toml")
    return sorted({path.relative_to(package).parts[0] for path in (*whole, *parts)})


def compiled(facts: Facts) -> bytes:
    """Facts as the bundle and an archive of a pack hold them; the same facts give the same bytes."""
    return _encode(facts)


def _encode(value: object) -> bytes:
    return msgspec.msgpack.encode(value, order="deterministic")
