"""What can happen to a store, done to it for real: killed, full, locked, shut, damaged, from the future."""

from __future__ import annotations

import os
import random
import secrets
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread, Timer

import pytest
from record_writer import CASE, open_store

from postgresql_server import Server
from record_samples import fill
from simoff.case.encoded import Encoded
from simoff.record import ChangedMeanwhile, Index, Problem, RecordError
from simoff.record.crypt import Master, new_key
from simoff.record.folder import FolderVault
from simoff.record.postgresql import PostgresqlEngine
from simoff.record.sqlite import SqliteEngine
from simoff.record.store import Record

AT = datetime(2026, 11, 24, tzinfo=UTC)
WRITER = Path(__file__).parent / "record_writer.py"


def event(**body: object) -> Encoded:
    return Encoded("contact.logged", 1, dict(body))


def sqlite_record(folder: Path, key: bytes, wait: float = 0.3) -> Record:
    return Record(SqliteEngine(folder / "record.db", wait=wait), FolderVault(folder / "files"), Master(key))


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """Where the store is: a file, or a database of a private server."""
    if request.param == "sqlite":
        return "sqlite"
    new_database: Callable[[], str] = request.getfixturevalue("new_database")
    return new_database()


def survive_kills(address: str, folder: Path, writes: int, kills: int) -> None:
    """Let a writer be killed ``kills`` times while it makes ``writes`` writes, and look after each time."""
    key, chance = secrets.token_hex(32), random.Random()
    record = open_store(address, folder, key)
    record.create(CASE, [event(n=0)], AT, "me", Index("open"))
    record.engine.close()
    acknowledged = 1
    for place in [*sorted(chance.sample(range(1, writes), kills)), writes]:
        acknowledged = max(acknowledged, write_until(place, address, folder, key, writes, chance))
        record = open_store(address, folder, key)
        read = record.read(CASE)
        assert len(read) >= acknowledged, "an acknowledged event is gone"
        assert [entry.event.body["n"] for entry in read] == [0, *([1, 2] * (len(read) // 2))], (
            "half a write is there"
        )
        assert record.verify(CASE) == ()
        assert record.engine.check() == ()
        record.engine.close()
    assert len(read) == 1 + 2 * writes


def write_until(place: int, address: str, folder: Path, key: str, writes: int, chance: random.Random) -> int:
    """Run the writer and kill it some moment after its ``place``-th write; the last event it acknowledged."""
    command = [sys.executable, WRITER, address, folder, key, str(writes)]
    seq = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            seq = int(line)
            if seq >= 1 + 2 * place and place < writes:
                time.sleep(chance.random() * 0.01)
                writer.kill()
                break
        for line in writer.stdout:
            if line.endswith("\n"):
                seq = int(line)
    return seq


def test_killed_while_writing(address: str, tmp_path: Path) -> None:
    """kill -9 at random points of 500 writes: what was acknowledged is there, nothing by halves, all is whole."""
    survive_kills(address, tmp_path, writes=500, kills=4)


@pytest.mark.soak
def test_killed_again_and_again_while_writing(address: str, tmp_path: Path) -> None:
    """The same, killed sixty times."""
    survive_kills(address, tmp_path, writes=500, kills=60)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB of its own; skipped, with the reason, where none may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=2m", "simoff-test", place]
    if os.name != "posix" or os.getuid() != 0 or mount is None:
        pytest.skip("a small disk can only be mounted by root; see the test with a limit of file size")
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("no disk may be mounted here; see the test with a limit of file size")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_refuses_and_keeps_all(small_disk: Path) -> None:
    """On a full disk events and files are refused as "full"; what was there is whole; with room it goes on."""
    key = new_key()
    record = fill(sqlite_record(small_disk, key), CASE)
    (small_disk / "ballast").write_bytes(bytes(200_000))
    written = record.head(CASE).seq

    def write_on() -> None:
        nonlocal written
        while True:
            written = record.append(CASE, written, [event(text="x" * 20_000)], AT, "me").seq

    with pytest.raises(RecordError) as caught:
        write_on()
    assert caught.value.id == "full"
    with pytest.raises(RecordError) as caught:
        record.put(CASE, [bytes(1_000_000)])
    assert caught.value.id == "full"
    assert record.head(CASE).seq == written
    assert record.verify(CASE) == ()
    assert len(record.files(CASE)) == 2
    assert not list((small_disk / "files").rglob("draft-*"))
    (small_disk / "ballast").unlink()
    record.append(CASE, written, [event(text="again")], AT, "me")
    record.engine.close()
    again = sqlite_record(small_disk, key)
    assert again.read(CASE)[-1].event.body == {"text": "again"}
    assert again.verify(CASE) == ()


def test_a_limit_of_file_size_refuses_and_keeps_all(tmp_path: Path) -> None:
    """Where the system lets no file grow, the write is refused, and what was there is whole."""
    key = secrets.token_hex(32)
    fill(open_store("sqlite", tmp_path, key), CASE).engine.close()
    code = f"""
import resource, sys
sys.path[:0] = [{str(WRITER.parent)!r}]
from pathlib import Path
from record_writer import CASE, Encoded, datetime, UTC, open_store
from simoff.record import RecordError
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
record = open_store("sqlite", Path({str(tmp_path)!r}), {key!r})
for act in (
    lambda: [record.append(CASE, record.head(CASE).seq, [Encoded("x", 1, dict(t="x" * 50_000))],
             datetime(2026, 11, 24, tzinfo=UTC), "me") for _ in range(99)],
    lambda: record.put(CASE, [bytes(900_000)]),
):
    try:
        act()
    except RecordError as refused:
        print(refused.id)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    first, second = done.stdout.split()
    assert first in ("full", "closed")
    assert second == "full"
    record = open_store("sqlite", tmp_path, key)
    assert record.verify(CASE) == ()
    assert record.engine.check() == ()
    assert record.append(CASE, record.head(CASE).seq, [event()], AT, "me")


def test_a_folder_that_cannot_be_written_is_told(small_disk: Path) -> None:
    """A disk that turns read-only: refused as "closed"; when it can be written again all is there."""
    key = new_key()
    fill(sqlite_record(small_disk, key), CASE).engine.close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    try:
        with pytest.raises(RecordError) as caught:
            sqlite_record(small_disk, key)
        assert caught.value.id == "closed"
        with pytest.raises(RecordError) as caught:
            FolderVault(small_disk / "files").write(CASE, [b"x"])
        assert caught.value.id == "closed"
    finally:
        subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    assert sqlite_record(small_disk, key).verify(CASE) == ()


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    """Where the data folder cannot be made, or the database is a folder: refused, no traceback of the system."""
    (tmp_path / "file").write_text("")
    (tmp_path / "record.db").mkdir()
    for path in (tmp_path / "file" / "record.db", tmp_path / "record.db"):
        with pytest.raises(RecordError) as caught:
            SqliteEngine(path)
        assert caught.value.id == "closed"


def test_a_locked_database_is_waited_for_and_then_told(tmp_path: Path) -> None:
    """Another program holds the database: refused as "busy" after the wait, nothing written; then it goes on."""
    record = fill(sqlite_record(tmp_path, new_key()), CASE)
    other = sqlite3.connect(tmp_path / "record.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    before = record.head(CASE)
    for act in (
        lambda: record.append(CASE, before.seq, [event()], AT, "me"),
        lambda: record.set_index(CASE, Index("filed")),
        lambda: record.create("other", [event()], AT, "me", Index("open")),
    ):
        with pytest.raises(RecordError) as caught:
            act()
        assert caught.value.id == "busy"
    assert record.head(CASE) == before
    assert len(record.read(CASE)) == before.seq
    Timer(0.1, other.execute, ["ROLLBACK"]).start()
    assert record.append(CASE, before.seq, [event()], AT, "me").seq == before.seq + 1


def whole(folder: Path) -> tuple[bytes, bytes, list[Encoded]]:
    """A store in one file, the file's bytes, the key, and the events in it."""
    key = new_key()
    record = fill(sqlite_record(folder, key), CASE)
    record.append(CASE, record.head(CASE).seq, [event(n=n, text="x" * 300) for n in range(40)], AT, "me")
    events = [entry.event for entry in record.read(CASE)]
    record.engine.close()
    with sqlite3.connect(folder / "record.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (folder / "record.db").read_bytes(), key, events


def look(folder: Path, key: bytes) -> list[Encoded] | None:
    """The events as the store gives them out when its checks are silent; None when anything was said."""
    try:
        record = sqlite_record(folder, key)
        try:
            if record.engine.check() or record.verify(CASE):
                return None
            return [entry.event for entry in record.read(CASE)]
        finally:
            record.engine.close()
    except RecordError as refused:
        if refused.id in ("damaged", "schema-damaged", "no-case", "closed", "forgotten", "future-schema"):
            return None
        raise


@pytest.mark.parametrize("count", [120, pytest.param(3000, marks=pytest.mark.soak)])
def test_a_flipped_bit_in_the_database_changes_no_event(tmp_path: Path, count: int) -> None:
    """One bit changed anywhere in the database: it is told, or every event is what it was; never another event."""
    content, key, events = whole(tmp_path)
    told = 0
    for place in random.Random(11).sample(range(len(content)), count):
        changed = bytearray(content)
        changed[place] ^= 1 << (place % 8)
        for path in tmp_path.glob("record.db*"):
            path.unlink()
        (tmp_path / "record.db").write_bytes(changed)
        found = look(tmp_path, key)
        told += found is None
        assert found in (None, events), place
    assert told > count / 10


def test_a_truncated_database_is_told(tmp_path: Path) -> None:
    """Cut off anywhere: told, or (cut within unused space) every event is there."""
    content, key, events = whole(tmp_path)
    for size in (0, 1, 50, 100, 4095, 4096, 8192, 20_000, len(content) // 2, len(content) - 4096, len(content) - 1):
        for path in tmp_path.glob("record.db*"):
            path.unlink()
        (tmp_path / "record.db").write_bytes(content[:size])
        if size < 2:
            with pytest.raises(RecordError):
                sqlite_record(tmp_path, key).read(CASE)
        else:
            assert look(tmp_path, key) in (None, events)


def test_another_programs_file_is_not_taken_over(tmp_path: Path) -> None:
    """A file that is no database is refused and stays as it is."""
    (tmp_path / "record.db").write_text("my diary, not a database" * 300)
    before = (tmp_path / "record.db").read_bytes()
    with pytest.raises(RecordError) as caught:
        SqliteEngine(tmp_path / "record.db")
    assert caught.value.id == "damaged"
    assert (tmp_path / "record.db").read_bytes() == before


def test_a_damaged_or_lost_file_is_found(tmp_path: Path) -> None:
    """A kept file with any changed byte, cut off, longer, empty or gone is found; putting it again mends it."""
    record = fill(sqlite_record(tmp_path, new_key()), CASE)
    ref = record.files(CASE)[1]
    content = b"".join(record.open(CASE, ref.sha256))
    path = min((tmp_path / "files" / CASE).iterdir(), key=lambda one: one.stat().st_size)
    kept = path.read_bytes()
    damaged = [kept[:n] + bytes((kept[n] ^ 1,)) + kept[n + 1 :] for n in range(len(kept))]
    for one in [*damaged, kept[:-1], kept[:20], b"", kept + b"x", kept + kept]:
        path.write_bytes(one)
        assert record.verify(CASE) == (Problem(f"file {ref.sha256[:12]}", "file-differs"),)
        with pytest.raises(RecordError) as caught:
            list(record.open(CASE, ref.sha256))
        assert caught.value.id == "file-damaged"
    path.unlink()
    assert record.verify(CASE) == (Problem(f"file {ref.sha256[:12]}", "file-missing"),)
    path.write_bytes(b"damaged")
    record.put(CASE, [content])
    assert record.verify(CASE) == ()


def test_events_taken_out_or_exchanged_are_found(tmp_path: Path) -> None:
    """Whoever can write the database and has no key cannot leave out, exchange or move an event unseen."""
    record = fill(sqlite_record(tmp_path, new_key()), CASE)
    fill(record, "m3")
    record.engine.close()
    path = tmp_path / "record.db"
    content = path.read_bytes()
    for change in (
        "DELETE FROM simoff_events WHERE case_id = 'k7' AND seq = 2",
        "DELETE FROM simoff_events WHERE case_id = 'k7' AND seq = 5",
        "UPDATE simoff_events SET sealed = (SELECT sealed FROM simoff_events WHERE case_id='k7' AND seq=3)"
        " WHERE case_id = 'k7' AND seq = 4",
        "UPDATE simoff_events SET sealed = (SELECT sealed FROM simoff_events o"
        " WHERE o.case_id = 'm3' AND o.seq = 4) WHERE case_id = 'k7' AND seq = 4",
        "UPDATE simoff_events SET commitment = (SELECT commitment FROM simoff_events o WHERE o.case_id = 'm3'"
        " AND o.seq = 4), sealed = (SELECT sealed FROM simoff_events o WHERE o.case_id = 'm3' AND o.seq = 4)"
        " WHERE case_id = 'k7' AND seq = 4",
        "UPDATE simoff_events SET hash = randomblob(32) WHERE case_id = 'k7' AND seq = 1",
        "UPDATE simoff_cases SET head_seq = 4 WHERE case_id = 'k7'",
        "UPDATE simoff_cases SET head_hash = randomblob(32) WHERE case_id = 'k7'",
        "UPDATE simoff_case_keys SET wrapped = (SELECT wrapped FROM simoff_case_keys o WHERE o.case_id = 'm3')"
        " WHERE case_id = 'k7'",
        "UPDATE simoff_files SET sealed = randomblob(60) WHERE case_id = 'k7'",
    ):
        for one in tmp_path.glob("record.db*"):
            one.unlink()
        path.write_bytes(content)
        with sqlite3.connect(path) as connection:
            assert connection.execute(change).rowcount > 0
        connection.close()
        again = Record(SqliteEngine(path), record.vault, record.master)
        assert again.verify(CASE), change
        assert again.verify("m3") == ()
        again.engine.close()


def test_a_forgotten_key_is_nowhere_on_the_disk(tmp_path: Path) -> None:
    """After forget neither the database nor its log holds the wrapped key, the label or a file's note."""
    record = fill(sqlite_record(tmp_path, new_key()), CASE)
    fill(record, "m3")
    case = record.engine.case(CASE)
    assert case is not None
    assert case.key is not None
    secret = [case.key, case.label, *(row.sealed for row in record.engine.files(CASE))]

    def found() -> list[bool]:
        content = b"".join(path.read_bytes() for path in tmp_path.glob("record.db*"))
        return [one in content for one in secret]

    assert all(found())
    record.forget(CASE, AT)
    assert not any(found())
    assert not (tmp_path / "files" / CASE).exists()
    assert record.verify(CASE) == ()
    assert record.verify("m3") == ()


def test_a_forgotten_key_is_nowhere_in_postgresql(new_database: Callable[[], str], tmp_path: Path) -> None:
    """The tables of a PostgreSQL database hold no erased key any more, not even as a dead row."""
    import psycopg

    address = new_database()
    record = Record(PostgresqlEngine(address), FolderVault(tmp_path), Master(new_key()))
    fill(record, CASE)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        paths = "SELECT pg_read_binary_file(pg_relation_filepath('simoff_case_keys'))"
        case = record.engine.case(CASE)
        assert case is not None
        assert case.key is not None
        assert case.key in connection.execute(paths).fetchone()[0]  # type: ignore[index]
        record.forget(CASE, AT)
        connection.execute("CHECKPOINT")
        assert case.key not in connection.execute(paths).fetchone()[0]  # type: ignore[index]


def test_postgresql_stopped_in_mid_transaction(
    postgresql: Server, new_database: Callable[[], str], tmp_path: Path
) -> None:
    """Crashed between the rows of one append: none of them is there, and the same store goes on when it is back."""
    engine = PostgresqlEngine(new_database())
    record = fill(Record(engine, FolderVault(tmp_path), Master(new_key())), CASE)
    before = record.read(CASE)
    rows = record.engine.events(CASE)

    def halfway() -> None:
        with engine._writing() as connection:
            engine._insert_events(connection, CASE, [rows[0].__class__(99, bytes(32), bytes(32), b"x")])
            postgresql.stop()
            engine._insert_events(connection, CASE, [rows[0].__class__(100, bytes(32), bytes(32), b"x")])

    with pytest.raises(RecordError) as caught:
        halfway()
    assert caught.value.id == "unreachable"
    with pytest.raises(RecordError) as caught:
        record.append(CASE, before[-1].seq, [event()], AT, "me")
    assert caught.value.id == "unreachable"
    postgresql.start()
    assert record.read(CASE) == before
    assert record.append(CASE, before[-1].seq, [event()], AT, "me").seq == before[-1].seq + 1
    assert record.verify(CASE) == ()
    engine.close()


def test_postgresql_crashes_while_others_write(
    postgresql: Server, new_database: Callable[[], str], tmp_path: Path
) -> None:
    """Two crashes under writing threads: every acknowledged write is there once, none is half there."""
    engine = PostgresqlEngine(new_database())
    record = Record(engine, FolderVault(tmp_path), Master(new_key()))
    record.create(CASE, [event(n=0)], AT, "me", Index("open"))
    acknowledged: list[str] = []

    def write(name: str) -> None:
        ends = time.monotonic() + 20
        done = 0
        while done < 25 and time.monotonic() < ends:
            mark = f"{name}-{secrets.token_hex(4)}"
            try:
                record.append(CASE, record.head(CASE).seq, [event(m=mark, n=1), event(m=mark, n=2)], AT, "me")
            except ChangedMeanwhile:
                continue
            except RecordError as refused:
                if refused.id not in ("unreachable", "busy"):
                    raise
                time.sleep(0.05)
                continue
            acknowledged.append(mark)
            done += 1

    threads = [Thread(target=write, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for _ in range(2):
        time.sleep(0.4)
        postgresql.stop()
        postgresql.start()
    for thread in threads:
        thread.join()
    marks = [entry.event.body["m"] for entry in record.read(CASE)[1:]]
    assert marks[::2] == marks[1::2]
    assert len(set(marks)) == len(marks) // 2
    assert set(acknowledged) <= set(marks)
    assert len(acknowledged) == 75
    assert record.verify(CASE) == ()
    engine.close()


def test_drafts_of_a_killed_program_are_cleared_up(tmp_path: Path) -> None:
    """A draft left behind more than a day ago goes with the next file; a fresh one may still be written."""
    record = fill(sqlite_record(tmp_path, new_key()), CASE)
    folder = tmp_path / "files" / CASE
    for name, age in (("draft-old", 90_000), ("draft-new", 60)):
        (folder / name).write_bytes(b"half a file")
        moment = time.time() - age
        os.utime(folder / name, (moment, moment))
    record.put(CASE, [b"another file"])
    assert [path.name for path in folder.glob("draft-*")] == ["draft-new"]
    assert record.verify(CASE) == ()
