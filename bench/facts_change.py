"""One fact changes: which of 10,000 cases does it touch? In one run: python bench/facts_change.py [CASES].

The aim is under 2 s from the question to the answer, with nothing remembered: the record opened anew, the newest
facts read out of their signed archive, the older ones out of the data folder. What must come out is known from
elsewhere: from the plans themselves, rendered, by the sources they name.
"""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from simoff.case import stated_values
from simoff.case.decisions import Refused, open_case
from simoff.case.events import encode
from simoff.case.folding import EMPTY, fold
from simoff.desk.bundle import load_facts, pack_files
from simoff.desk.case.changing import flagged
from simoff.desk.case.index import index_of
from simoff.desk.case.planning import plan_of
from simoff.desk.packs import installed, keys, pinning
from simoff.desk.packs.pinning import keep
from simoff.desk.packs.updating import update_from_file
from simoff.desk.plan import Asked, circumstances_of, rendered
from simoff.record.crypt import Master, new_key
from simoff.record.folder import FolderVault
from simoff.record.interface import CaseRow, EventRow, FileRow, WholeCase
from simoff.record.memory import MemoryEngine
from simoff.record.sqlite import SqliteEngine
from simoff.record.store import Record

AIM = 2.0
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
ON = AT.date()
TOOL = Path(__file__).resolve().parent.parent / "tools" / "make_pack.py"
CHOICES: Mapping[str, tuple[object, ...]] = {
    "operator": ("mts", "beeline", "megafon", "t2", "yota"),
    "holder.kind": ("citizen", "foreigner", "company", "minor_14_17", "deceased", "stateless"),
    "where": ("russia", "abroad"),
    "money.balance": ("0", "120.50", "-30", None),
    "money.frozen": ("true", None, None, None),
    "proxy.power": ("none", "notarial", None),
    "contract.kind": ("prepaid", "postpaid", None),
}
FACTS = ("refund-30-days", "fz280-freeze", "poa-consular", "death-operators", "gk-450-1", "mts.contract-party")


class Gathering(MemoryEngine):
    """Gathers new cases, so that all of them are written in one transaction."""

    def __init__(self) -> None:
        super().__init__()
        self.whole: list[WholeCase] = []

    def insert_case(self, case: CaseRow, events: Any, files: Any = ()) -> None:  # noqa: ANN401
        """Gather one."""
        rows: list[EventRow] = list(events)
        notes: list[FileRow] = list(files)
        self.whole.append(WholeCase(case, rows, notes))


def main() -> int:
    """Print the figures; 1 when one is over the aim or a wrong case is named."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    good = True
    with TemporaryDirectory(prefix="simoff-bench-") as name:
        home = Path(name)
        environment = {"SIMOFF_HOME": str(home / "home"), "XDG_CONFIG_HOME": str(home / "config")}
        master = Master(new_key())
        start = perf_counter()
        cites = fill(home, environment, master, count)
        print(f"{count} cases made in {perf_counter() - start:.1f} s; the database has {size(home)} MB")
        version = ON
        for fact in FACTS:
            version += timedelta(days=1)
            good &= ask(home, environment, master, fact, version, cites)
    return int(not good)


def ask(
    home: Path, environment: Mapping[str, str], master: Master, fact: str, version: date, cites: dict[str, set[str]]
) -> bool:
    """Change one fact in a copy of the packs, take the copy in, and ask which cases it touches."""
    folder = home / "home" / "packs"
    for path in folder.glob("*.pack"):
        path.unlink()
    take_in(home, environment, fact, version)
    installed._LOADED.clear()
    pinning._FOUND.clear()
    engine = SqliteEngine(home / "record.db")
    start = perf_counter()
    found = {one.case for one in flagged(Record(engine, FolderVault(home / "files"), master), environment)}
    seconds = perf_counter() - start
    engine.close()
    right = {case for case, cited in cites.items() if fact in cited}
    print(
        f"{fact:20} {len(found):6} of {len(cites)} cases named, {len(found ^ right)} wrong, in {seconds:.2f} s"
        f" (aim {AIM:.0f} s); {seconds / len(cites) * 1e6:.0f} µs a case"
    )
    return found == right and seconds < AIM


def fill(home: Path, environment: Mapping[str, str], master: Master, count: int) -> dict[str, set[str]]:
    """Make the cases; by id, the sources that their rendered plan names."""
    gathering, chance = Gathering(), random.Random(7)
    record = Record(gathering, FolderVault(home / "files"), master)
    facts = load_facts(environment=environment)
    sha256, known = keep(facts, environment), dict[tuple[str, ...], set[str]]()
    cites: dict[str, set[str]] = {}
    for n in range(count):
        settings = tuple(
            f"{key}={v}" for key, values in CHOICES.items() if (v := chance.choice(values)) is not None
        )
        number = f"+7916{n:07}"
        stated = stated_values(circumstances_of(Asked(number, settings=settings), facts))
        events = open_case(
            EMPTY, on=ON, number=number, facts_version=facts.version, facts_sha256=sha256, stated=stated
        )
        assert not isinstance(events, Refused)
        state = fold(events)
        if settings not in known:
            known[settings] = set(rendered(plan_of(state, environment, ON), "en")["sources"])
        cites[f"c{n:05}"] = known[settings]
        index = index_of(state, environment, ON)
        record.create(f"c{n:05}", [encode(event) for event in events], AT, "me", index)
    engine = SqliteEngine(home / "record.db")
    engine.insert_cases(gathering.whole)
    engine.close()
    return cites


def take_in(home: Path, environment: Mapping[str, str], fact: str, version: date) -> None:
    """A copy of the packs with one fact reworded, signed with a key made for this run, and taken in."""
    spec = importlib.util.spec_from_file_location("make_pack", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    key, day = Ed25519PrivateKey.generate(), version.strftime("%Y.%m.%d")
    keys.PUBLIC_KEYS = {"bench": key.public_key().public_bytes_raw()}  # type: ignore[misc]
    files = {path: reworded(data, fact) for path, data in pack_files().items()}
    files["pack.toml"] = f'version = "{day}"\n'.encode()
    (home / "new.pack").write_bytes(tool.archive_of(files, f"## {day}\nOne fact.\n".encode(), "bench", key))
    assert update_from_file(home / "new.pack", environment, version).taken


def reworded(data: bytes, fact: str) -> bytes:
    """The file with a word more in the English text of the fact, if it is here."""
    head, mark, tail = data.decode().partition(f'id = "{fact}"\n')
    return (head + mark + tail.replace('\nen = "', '\nen = "Now: ', 1)).encode() if mark else data


def size(home: Path) -> int:
    """Megabytes of the database."""
    return sum(path.stat().st_size for path in home.glob("record.db*")) // 1_000_000


if __name__ == "__main__":
    raise SystemExit(main())
