"""Offices from an address the person configured: an act of its own, and the only one here that uses the network."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from msgspec.structs import replace

from simoff.desk.download import DownloadError, discard, download
from simoff.desk.errors import Refusal, WrongInput
from simoff.desk.offices import Imported, Kept, fault_lines, keep_offices, kept_offices
from simoff.desk.places import writable_data_folder
from simoff.offices.readers import read_offices

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

ADDRESS: Final = "SIMOFF_OFFICES_URL"
LARGEST: Final = 256 * 1024 * 1024
"""Bytes an update may have; larger extracts are fetched by hand and imported."""
_FETCHED: Final = "offices.fetched"


def address_of(stated: str | None, environment: Mapping[str, str]) -> str:
    """The address to fetch from: the one stated, else the configured one. WrongInput where there is none."""
    address = stated or environment.get(ADDRESS, "")
    if not address:
        raise WrongInput("offices-no-address", variable=ADDRESS)
    return address


def update_offices(
    address: str, environment: Mapping[str, str], lang: str, opener: OpenerDirector | None = None
) -> Imported:
    """Fetch a file of offices and put them in the place of those that came from the same address before.

    Uses the network. Refusal ``offices-not-fetched`` when it does not come, ``offices-fewer`` when it holds less
    than half of what that address gave before; the offices that were there stay as they were.
    """
    from urllib.request import build_opener

    folder = writable_data_folder(environment)
    before = kept_offices(environment)
    part = folder / f"offices-{hashlib.sha256(address.encode()).hexdigest()[:8]}.part"
    try:
        fetched = download(address, part, opener or build_opener(), LARGEST)
    except DownloadError as fault:
        raise Refusal("offices-not-fetched", lines=(str(fault),)) from None
    path = folder / _FETCHED
    try:
        path.write_bytes(fetched.data)
        found = read_offices(path)
    except OSError as fault:
        raise Refusal("offices-not-fetched", lines=(type(fault).__name__,)) from None
    finally:
        discard(path)
    name = name_of(address)
    had = sum(before.origins[office.origin].name == name for office in before.offices)
    if not found.offices:
        raise Refusal("offices-none-fetched", where=name, lines=tuple(fault_lines(found.faults, lang)))
    if 2 * len(found.offices) < had:
        raise Refusal("offices-fewer", where=name, n=len(found.offices), had=had)
    return keep_offices(folder, found, name, without(before, name))


def name_of(address: str) -> str:
    """What the source is called beside its offices: host and file, nothing of what an address may carry besides."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "?"
    return f"{parts.hostname or '?'}/{parts.path.rsplit('/', 1)[-1][:60]}"


def without(kept: Kept, name: str) -> Kept:
    """The offices that did not come from the source ``name``."""
    stays = [place for place, origin in enumerate(kept.origins) if origin.name != name]
    moved = {old: new for new, old in enumerate(stays)}
    left = (office for office in kept.offices if office.origin in moved)
    offices = tuple(replace(office, origin=moved[office.origin]) for office in left)
    return Kept(tuple(kept.origins[place] for place in stays), offices)
