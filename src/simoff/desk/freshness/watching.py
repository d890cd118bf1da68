"""Visit the sources of facts, when asked, and say which changed. Watching is no confirming: no fact is touched."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import date
from typing import Final, Literal
from urllib.parse import urlsplit
from urllib.request import OpenerDirector
from urllib.robotparser import RobotFileParser

import msgspec
from msgspec import Struct

from simoff.desk.freshness.page import page_of
from simoff.desk.freshness.visiting import AGENT, Visit, plain_opener, visit
from simoff.desk.packs.installed import write_whole
from simoff.desk.places import data_folder, writable_data_folder
from simoff.facts import Facts

MEMORY: Final = "facts-watch.json"
PAUSE: Final = 1.0
"""Seconds between two requests to one host; more where its robots.txt asks for it."""
LONGEST_PAUSE: Final = 10.0
HOSTS_AT_ONCE: Final = 4
LARGEST_ROBOTS: Final = 512 * 1024
LARGEST_MEMORY: Final = 8 * 1024 * 1024

Word = Literal["first_seen", "unchanged", "changed", "gone", "could_not_read"]
Tell = Callable[[int, int], None]
"""How many sources were visited, of how many."""


class Remembered(Struct, frozen=True):
    """What a source said when it was last read."""

    hash: str
    on: date
    etag: str = ""


class Watched(Struct, frozen=True):
    """One source: which facts cite it, what was found, why it could not be read, and when it was last read."""

    address: str
    facts: tuple[str, ...]
    result: Word
    why: str = ""
    read_before: date | None = None


class Limits(Struct, frozen=True):
    """Tests wait less."""

    pause: float = PAUSE
    opener: Callable[[], OpenerDirector] = plain_opener


Seen = tuple[Watched, Remembered | None]


def sources_of(facts: Facts, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The addresses that facts cite, each with the facts that cite it."""
    found: dict[str, dict[str, None]] = {}
    for id_ in ids:
        for value in facts.facts[id_].values:
            for source in value.sources:
                found.setdefault(source.address, {})[id_] = None
    return {address: tuple(by) for address, by in found.items()}


def watch(
    sources: Mapping[str, tuple[str, ...]],
    environment: Mapping[str, str],
    on: date,
    tell: Tell | None = None,
    limits: Limits | None = None,
) -> list[Watched]:
    """Visit all sources, one request at a time per host, and remember what they say. This uses the network.

    In the order of ``sources``. Nothing but the file of what was seen is written, after each host: who stops
    it loses only the hosts that were not done.
    """
    limits = limits or Limits()
    memory = _remembered(environment)
    hosts: dict[str, list[str]] = {}
    for address in sources:
        hosts.setdefault(urlsplit(address).netloc.lower(), []).append(address)
    seen: dict[str, Watched] = {}
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        works = [pool.submit(_host, addresses, dict(memory), on, limits) for addresses in hosts.values()]
        try:
            for work in as_completed(works):
                seen.update((found.address, found) for found, _ in work.result())
                memory.update((found.address, now) for found, now in work.result() if now is not None)
                _remember(environment, memory)
                if tell is not None:
                    tell(len(seen), len(sources))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [msgspec.structs.replace(seen[address], facts=by) for address, by in sources.items()]


def _host(addresses: list[str], memory: Mapping[str, Remembered], on: date, limits: Limits) -> list[Seen]:
    """Visit the addresses of one host, one after the other."""
    opener = limits.opener()
    rules = _rules(addresses[0], opener, limits.pause)
    found: list[Seen] = []
    for address in addresses:
        before = memory.get(address)
        if why := rules.closed_to(address):
            found.append((_watched(address, "could_not_read", before, why), None))
            continue
        time.sleep(rules.pause)
        found.append(_judged(address, visit(address, opener, before.etag if before else ""), before, on))
    return found


class _Rules(Struct, frozen=True):
    """What a host allows: everything, what its robots.txt says, or nothing (``why``: it cannot be had)."""

    pause: float
    parsed: RobotFileParser | None = None
    why: str = ""

    def closed_to(self, address: str) -> str:
        """Why an address may not be visited, or empty."""
        if self.why or self.parsed is None or self.parsed.can_fetch(AGENT, address):
            return self.why
        return "robots"


def _rules(address: str, opener: OpenerDirector, pause: float) -> _Rules:
    """The rules of a host (RFC 9309, section 2.3): no file, no rules; a file that cannot be had closes the host."""
    split = urlsplit(address)
    found = visit(f"{split.scheme}://{split.netloc}/robots.txt", opener, largest=LARGEST_ROBOTS)
    if found.state == "gone" or found.why in ("status", "redirect-front-page"):
        return _Rules(pause)
    if found.state != "got":
        return _Rules(pause, None, "robots" if found.why in ("refused", "too-large") else found.why)
    parsed = RobotFileParser()
    parsed.parse(found.data.decode("utf-8", "replace").splitlines())
    asked = parsed.crawl_delay(AGENT)
    return _Rules(pause if asked is None else max(pause, min(float(asked), LONGEST_PAUSE)), parsed)


def _judged(address: str, found: Visit, before: Remembered | None, on: date) -> Seen:
    if found.state == "same" and before is not None:
        return _watched(address, "unchanged", before), msgspec.structs.replace(before, on=on)
    if found.state == "gone":
        return _watched(address, "gone", before), None
    if found.state != "got":
        return _watched(address, "could_not_read", before, found.why or "status"), None
    page = page_of(found.data, found.content_type)
    if page.captcha or page.empty:
        return _watched(address, "could_not_read", before, "captcha" if page.captcha else "empty"), None
    now = Remembered(page.hash, on, found.etag)
    if before is None:
        return _watched(address, "first_seen", None), now
    return _watched(address, "unchanged" if page.hash == before.hash else "changed", before), now


def _watched(address: str, result: Word, before: Remembered | None, why: str = "") -> Watched:
    return Watched(address, (), result, why, None if before is None else before.on)


def _remembered(environment: Mapping[str, str]) -> dict[str, Remembered]:
    """What was seen before; nothing where the file is not there or cannot be read: then all is seen first."""
    try:
        with (data_folder(environment) / MEMORY).open("rb") as file:
            return msgspec.json.decode(file.read(LARGEST_MEMORY), type=dict[str, Remembered])
    except (OSError, msgspec.DecodeError):
        return {}


def _remember(environment: Mapping[str, str], memory: Mapping[str, Remembered]) -> None:
    path = writable_data_folder(environment) / MEMORY
    write_whole(path, msgspec.json.format(msgspec.json.encode(memory, order="sorted"), indent=1))
