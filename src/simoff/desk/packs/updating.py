"""Take in a newer pack, from a file or from an address, when asked: verified and checked before it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from simoff.desk.bundle import INSTALLED, load_facts, shipped_facts
from simoff.desk.errors import Refusal, WrongInput
from simoff.desk.files import read_bytes
from simoff.desk.packs.archive import CHANGELOG, LARGEST, Pack, PackFault, open_pack, order
from simoff.desk.packs.installed import facts_of, file_name, highest, install
from simoff.desk.places import reason, writable_data_folder
from simoff.facts import Facts, PackError, load_packs
from simoff.facts.checks import Finding, run
from simoff.facts.differences import Differences, completed, differences

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

ADDRESS = "SIMOFF_FACTS_URL"
"""The variable with the address that ``facts update`` asks when none is given."""
_PART = "facts.pack.part"


class Updated(Struct, frozen=True):
    """What came of it. ``taken`` False: nothing newer was offered. ``news``: the pack's own words on it."""

    taken: bool
    version_before: str
    version: str
    key: str
    news: str
    differences: Differences


def address_of(stated: str | None, environment: Mapping[str, str]) -> str:
    """The address to ask; WrongInput ``pack-no-source`` where none was given or set."""
    address = stated or environment.get(ADDRESS, "")
    if not address:
        raise WrongInput("pack-no-source")
    return address


def update_from_file(path: Path, environment: Mapping[str, str], today: date) -> Updated:
    """Take in the archive of a file; WrongInput says what is wrong with it, and nothing has changed then."""
    return _take_in(read_bytes(path, LARGEST), environment, today)


def update_from_address(
    address: str, environment: Mapping[str, str], today: date, opener: OpenerDirector | None = None
) -> Updated:
    """Fetch an archive and take it in; Refusal ``pack-not-fetched``. This uses the network."""
    from urllib.request import build_opener

    from simoff.desk.download import DownloadError, download

    part = writable_data_folder(environment) / _PART
    try:
        fetched = download(address, part, opener or build_opener(), LARGEST)
    except DownloadError as fault:
        raise Refusal("pack-not-fetched", lines=(str(fault),)) from None
    return _take_in(fetched.data, environment, today)


def _take_in(data: bytes, environment: Mapping[str, str], today: date) -> Updated:
    folder = writable_data_folder(environment) / INSTALLED
    before = load_facts(environment=environment)
    try:
        pack = open_pack(data)
        facts = facts_of(pack)
        taken = _is_newer(pack, facts, before, highest(folder))
        if taken:
            _check(pack, facts, today)
            install(folder, pack.version, data)
    except PackFault as fault:
        raise WrongInput(fault.id, lines=fault.lines, **fault.facts) from None
    except OSError as fault:
        raise Refusal("pack-not-kept", file=file_name(pack.version), why=reason(fault)) from None
    return Updated(taken, before.version, pack.version, pack.key, _news(pack), differences(before, facts))


def _is_newer(pack: Pack, facts: Facts, before: Facts, ever: str) -> bool:
    """False for the very pack in use; PackFault ``pack-older``, ``pack-same-name`` (same version, other facts)."""
    last = max((version for version in (before.version, ever) if version), key=order)
    if order(pack.version) < order(last):
        raise PackFault("pack-older", version=pack.version, last=last)
    if pack.version == before.version:
        if completed(facts, shipped_facts()) != before:
            raise PackFault("pack-same-name", version=pack.version)
        return False
    return True


def _check(pack: Pack, facts: Facts, today: date) -> None:
    """All that has to hold beside the signature; PackFault."""
    year, month, day = order(pack.version)[:3]
    try:
        named = date(year, month, day)
    except ValueError:
        raise PackFault("pack-contents", what=f"no day: {pack.version}") from None
    if named > today + timedelta(days=1):
        raise PackFault("pack-future", version=pack.version, today=today)
    try:
        loaded = load_packs(pack.toml)
    except PackError as fault:
        raise PackFault("pack-faults", lines=tuple(map(str, fault.faults))) from None
    if loaded != facts:
        raise PackFault("pack-contents", what="the compiled facts are not those of the TOML files")
    if not _news(pack):
        raise PackFault("pack-contents", what=f"{CHANGELOG} says nothing of {pack.version}")
    bad = tuple(f"{found.where}: {found.seen} ({found.check})" for found in _errors(facts, today))
    if bad:
        raise PackFault("pack-checks", lines=bad)
    shipped = shipped_facts()
    lost = sorted((shipped.facts.keys() - facts.facts.keys()) | (shipped.operators.keys() - facts.operators.keys()))
    if lost:
        raise PackFault("pack-lacks", lines=tuple(lost[:20]), n=len(lost))


def _errors(facts: Facts, today: date) -> Iterator[Finding]:
    return (found for found in run(facts, today) if found.severity == "error")


def _news(pack: Pack) -> str:
    """The part of the pack's changelog about its version."""
    text = pack.files[CHANGELOG].decode("utf-8", "replace")
    part = re.search(rf"^## {re.escape(pack.version)}\b[^\n]*\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    return "" if part is None else part[1].strip()[:4000]
