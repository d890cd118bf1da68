"""How fast the record writes, checks and lists, each against a yardstick measured in the same run.

Run: python bench/record.py [FOLDER]. Aims: a durable append >= 60 % of a bare INSERT and COMMIT with the same
settings; verify >= 50 % of hashlib's SHA-256 over the same bytes; a page out of 100,000 cases in < 50 ms.
"""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import msgspec

from simoff.case.encoded import Encoded
from simoff.record import Index
from simoff.record.crypt import CaseKeys, Master, new_key
from simoff.record.dossier.making import Asked, make
from simoff.record.dossier.verifying import verify
from simoff.record.folder import FolderVault
from simoff.record.interface import CaseRow, EventRow, WholeCase
from simoff.record.sqlite import PRAGMAS, SqliteEngine
from simoff.record.store import Record

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
ROUNDS, APPENDS = 20, 50
EVENTS, MANY, FILES, FILE_BYTES = 100, 1000, 16, 4 * 1024 * 1024
"""A case that was fought over: a hundred events and sixteen scans; and one of a thousand events alone."""
CASES = 100_000


def main() -> int:
    """Print the figures; 1 when one falls short of its aim."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with TemporaryDirectory(prefix="simoff-bench-", dir=folder) as place:
        results = [append(Path(place)), *checking(Path(place)), listing(Path(place))]
    return int(not all(results))


def talk(n: int) -> Encoded:
    """An event such as people write."""
    body = {
        "on": "2026-11-24",
        "channel": "call",
        "reference": f"{n:08}",
        "summary": "Сказали прийти в офис с паспортом. " * 6,
    }
    return Encoded("contact.logged", 1, body)


def append(folder: Path) -> bool:
    """Appends and bare inserts in turns, so that both meet the same disk."""
    record = Record(SqliteEngine(folder / "a.db"), FolderVault(folder / "files"), Master(new_key()))
    seq = record.create("k7", [talk(0)], AT, "me", Index("open")).seq
    size = len(record.engine.events("k7")[0].sealed)
    bare = sqlite3.connect(folder / "b.db", isolation_level=None)
    for pragma in PRAGMAS:
        bare.execute(pragma).fetchall()
    bare.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, sealed BLOB NOT NULL)")
    ours, theirs = [], []
    for number in range(ROUNDS):
        start = perf_counter()
        for n in range(APPENDS):
            seq = record.append("k7", seq, [talk(n)], AT, "me").seq
        middle = perf_counter()
        for n in range(APPENDS):
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO event VALUES (?, ?)", (number * APPENDS + n, os.urandom(size)))
            bare.execute("COMMIT")
        ours.append((middle - start) / APPENDS)
        theirs.append((perf_counter() - middle) / APPENDS)
    record.engine.close()
    ratio = median(theirs) / median(ours)
    print(f"durable append, SQLite {median(ours) * 1e6:9.0f} us   bare {median(theirs) * 1e6:9.0f} us")
    return told("append / bare INSERT and COMMIT", ratio, 0.6)


def checking(folder: Path) -> Iterator[bool]:
    """Verify a case with files in the store, one without, and a dossier, against hashlib on the same bytes."""
    record = Record(SqliteEngine(folder / "v.db"), FolderVault(folder / "vault"), Master(new_key()))
    for case_id, count in (("files", EVENTS), ("events", MANY)):
        record.create(case_id, [talk(n) for n in range(count)], AT, "me", Index("open"))
    contents = [os.urandom(FILE_BYTES) for _ in range(FILES)]
    refs = [record.put("files", [content]) for content in contents]
    attached = [Encoded("file.attached", 1, {"sha256": ref.sha256}) for ref in refs]
    record.append("files", EVENTS, attached, AT, "me")
    events = [msgspec.json.encode(entry.event) for entry in record.read("events")]
    total = sum(map(len, contents + events))
    took, hashed = race(
        lambda: record.verify("files"), lambda: [hashlib.sha256(one).digest() for one in contents + events]
    )
    print(f"verify {EVENTS} events and {total >> 20} MiB of files {shown(took, hashed)}")
    yield told("verify the store / hashlib, with files", hashed / took, 0.5)
    out = io.BytesIO()
    make(record, "files", Asked(AT, {}), out)
    content = out.getvalue()
    took, hashed = race(lambda: verify(io.BytesIO(content)), lambda: hashlib.sha256(content).digest())
    print(f"verify its dossier, {len(content) >> 20} MiB {shown(took, hashed)}")
    yield told("verify a dossier / hashlib", hashed / took, 0.5)
    took, hashed = race(lambda: record.verify("events"), lambda: [hashlib.sha256(one).digest() for one in events])
    print(f"verify {MANY} events alone {shown(took, hashed)}   (no aim: short texts cost more than their hash)")
    record.engine.close()


def listing(folder: Path) -> bool:
    """A page of the list by next due date, at its beginning and deep inside, and the whole list in pages."""
    record = Record(SqliteEngine(folder / "l.db"), FolderVault(folder / "none"), Master(new_key()))
    record.engine.insert_cases(many(record.master))
    first = best(lambda: record.cases(limit=100))
    deep = f"{date(2027, 6, 1).isoformat()} c"
    later = best(lambda: record.cases(limit=100, after=deep))
    filtered = best(lambda: record.cases(status="filed", limit=100, after=deep))
    rows = best(lambda: record.engine.page(None, None, None, CASES), 2)
    pages = f"first {first * 1e3:.1f} ms, deep {later * 1e3:.1f} ms, of one status {filtered * 1e3:.1f} ms"
    print(f"page of 100 out of {CASES:,}: {pages}")
    print(f"all {CASES:,} rows in one go {rows * 1e3:.0f} ms (labels not opened)")
    worst = max(first, later, filtered)
    print(f"{'OK  ' if worst < 0.05 else 'SHORT'} listing by next due date: {worst * 1e3:.1f} ms, aim 50 ms")
    record.engine.close()
    return worst < 0.05


def many(master: Master) -> Iterator[WholeCase]:
    """Cases with a sealed label and an event each."""
    for n in range(CASES):
        case_id, key = f"c{n * 7919 % CASES:06}", new_key()
        label = CaseKeys(case_id, key).seal_note("label", f"МТС …{n:04}".encode())
        due = (date(2026, 12, 1) + timedelta(days=n % 365)).isoformat()
        status = "filed" if n % 3 else "open"
        row = CaseRow(
            case_id, 1, bytes(32), "2026-11-24T10:00:00Z", status, due, label, None, master.wrap(case_id, key)
        )
        yield WholeCase(row, [EventRow(1, bytes(32), bytes(32), bytes(400))])


def best(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of several runs, in seconds."""
    found = []
    for _ in range(times):
        start = perf_counter()
        work()
        found.append(perf_counter() - start)
    return min(found)


def race(work: Callable[[], object], yardstick: Callable[[], object], times: int = 9) -> tuple[float, float]:
    """The shortest runs of two pieces of work done in turns, in seconds: others on the machine disturb both."""
    found = [(best(work, 1), best(yardstick, 1)) for _ in range(times)]
    return min(one for one, _ in found), min(other for _, other in found)


def shown(took: float, hashed: float) -> str:
    """Both times in milliseconds."""
    return f"{took * 1e3:8.2f} ms   hashlib {hashed * 1e3:8.2f} ms"


def told(name: str, ratio: float, aim: float) -> bool:
    """Print a ratio beside its aim; whether it is reached."""
    print(f"{'OK  ' if ratio >= aim else 'SHORT'} {name}: {ratio:.0%}, aim {aim:.0%}")
    return ratio >= aim


if __name__ == "__main__":
    raise SystemExit(main())
