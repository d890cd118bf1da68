"""How long it takes to read and fold a case, in one run: python bench/case.py [EVENTS].

The aim is a case of 1,000 events folded in less than 10 ms; decoding from plain values is measured beside it, and
one event more on top of a state. The ratio is to reading the same bodies as bare JSON.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from time import perf_counter

import msgspec

from simoff.case.events import (
    AccountFound,
    AccountMoved,
    CaseOpened,
    CircumstanceStated,
    ContactLogged,
    Event,
    LineObserved,
    MoneySnapshot,
    decode,
    encode,
)
from simoff.case.folding import apply, fold

AIM_MS = 10.0
ROUNDS = 30
DAY = date(2026, 1, 1)


def main() -> int:
    """Print the figures; 1 when folding is slower than the aim for 1,000 events."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    events = [event(place) for place in range(count)]
    encoded = [encode(one) for one in events]
    lines = [msgspec.json.encode(one.body) for one in encoded]
    bare = best("bare JSON of the bodies", lambda: [msgspec.json.decode(line) for line in lines])
    read = best("decode to events", lambda: [decode(one) for one in encoded])
    folded = best("fold", lambda: fold(events))
    state = fold(events)
    best("one event more (apply)", lambda: apply(state, events[1]))
    print(f"decode + fold: {(read + folded) / bare:.1f} times bare JSON; fold alone {folded / bare:.1f} times")
    print(f"{count} events fold in {folded:.2f} ms (aim for 1000: {AIM_MS:.0f} ms)")
    return int(folded > AIM_MS * max(1, count / 1000))


def best(name: str, work: Callable[[], object]) -> float:
    """The median of some rounds, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    print(f"{name:28} median {median(times):8.3f} ms   least {min(times):8.3f} ms")
    return median(times)


def event(place: int) -> Event:
    """The event at a place: a mixture as a long case has it."""
    on = DAY + timedelta(days=place // 10)
    if place == 0:
        return CaseOpened(on=on, number="+79161234567", facts_version="1")
    mixture: tuple[Event, ...] = (
        ContactLogged(on=on, contact=f"c{place}", channel="call", direction="out", summary="asked"),
        AccountFound(on=on, account=f"a{place}", name="service", loss="high", count=place),
        AccountMoved(on=on, account=f"a{place - 1}"),
        CircumstanceStated(on=on, key="where", value="russia"),
        MoneySnapshot(on=on, balance=Decimal("10.00")),
        LineObserved(on=on, signal="call", source="phone", points_to="dead", data={"cause": 1}),
    )
    return mixture[(place - 1) % len(mixture)]


if __name__ == "__main__":
    raise SystemExit(main())
