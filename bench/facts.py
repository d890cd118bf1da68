"""How long the facts take, from the bundle and from TOML: ``PYTHONPATH=src python bench/facts.py``."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter

import msgspec

from simoff.facts import Facts, checks, load_packs, stale, view

ON = date(2026, 11, 24)
ROUNDS = 30


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of some rounds, each with a clean heap."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    return median(times)


def main() -> None:
    """Print one line a measurement."""
    from simoff.desk.bundle import pack_files

    files = pack_files()
    facts = load_packs(files)
    packed = msgspec.msgpack.encode(facts)
    print(f"{len(facts.facts)} facts, {len(facts.operators)} operators; bundle {len(packed):,} bytes")
    _say("from the bundle (at most 5 ms)", lambda: msgspec.msgpack.decode(packed, type=Facts))
    _say("from TOML", lambda: load_packs(files), 5)
    _say("view of one day, every fact", lambda: list(map(view(facts, ON).state, facts.facts)))
    _say("all checks", lambda: checks.run(facts, ON), 5)
    _say("what is stale", lambda: stale(facts, ON))


def _say(what: str, work: Callable[[], object], rounds: int = ROUNDS) -> None:
    print(f"{what:32}{milliseconds(work, rounds):8.2f} ms")


if __name__ == "__main__":
    main()
