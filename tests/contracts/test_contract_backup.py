"""A backup of any store restores into any empty store, whole or not at all."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest

from record_samples import fill, memory
from simoff.record import Index, RecordError
from simoff.record.backup.ageing import Lock, Opener
from simoff.record.backup.making import make_backup
from simoff.record.backup.restoring import restore_backup
from simoff.record.crypt import Master, new_key
from simoff.record.interface import Engine, Vault
from simoff.record.keys import KeyFile, Passphrase, lock_of, unlock
from simoff.record.memory import MemoryEngine, MemoryVault
from simoff.record.store import Record

AT = datetime(2026, 11, 24, tzinfo=UTC)
IDENTITY = pyrage.x25519.Identity.generate()
LOCK = Lock((str(IDENTITY.to_public()),))
OPENER = Opener((str(IDENTITY),))


def backup(record: Record, lock: Lock = LOCK) -> bytes:
    out = io.BytesIO()
    make_backup(record, out, lock, AT)
    return out.getvalue()


def filled(record: Record) -> Record:
    for case_id in ("k7", "m3", "gone"):
        fill(record, case_id)
    record.forget("gone", AT)
    return record


def key_file(folder: Path) -> KeyFile:
    return KeyFile(folder / "keys" / "master.key", folder / "data")


def same(one: Record, other: Record) -> bool:
    listed = one.cases().cases == other.cases().cases
    read = all(one.read(case_id) == other.read(case_id) for case_id in ("k7", "m3"))
    files = all(
        [b"".join(store.open(case_id, ref.sha256)) for ref in store.files(case_id)]
        == [b"".join(one.open(case_id, ref.sha256)) for ref in one.files(case_id)]
        for case_id in ("k7", "m3")
        for store in (other,)
    )
    return listed and read and files


def test_from_this_store_into_memory(parts: tuple[Engine, Vault], tmp_path: Path) -> None:
    """What any engine holds comes back: cases, events, files, the list, and the forgotten stay forgotten."""
    record = filled(Record(*parts, Master(new_key())))
    restored = restore_backup(io.BytesIO(backup(record)), OPENER, MemoryEngine(), MemoryVault(), key_file(tmp_path))
    assert same(record, restored)
    assert [restored.verify(case_id) for case_id in ("k7", "m3", "gone")] == [(), (), ()]
    with pytest.raises(RecordError):
        restored.read("gone")


def test_from_memory_into_this_store(parts: tuple[Engine, Vault], tmp_path: Path) -> None:
    """Any engine takes a backup, opens with the key that came along, and goes on from there."""
    record = filled(memory())
    engine, vault = parts
    restore_backup(io.BytesIO(backup(record)), OPENER, engine, vault, key_file(tmp_path))
    restored = Record(engine, vault, unlock(engine, key_file(tmp_path)))
    assert same(record, restored)
    restored.append("k7", restored.head("k7").seq, [restored.read("k7")[0].event], AT, "me")
    assert restored.verify("k7") == ()


def test_nothing_is_overwritten(parts: tuple[Engine, Vault], tmp_path: Path) -> None:
    """A store that holds a case takes no backup, and stays as it was."""
    engine, vault = parts
    record = fill(Record(engine, vault, Master(new_key())))
    before = record.read("k7")
    with pytest.raises(RecordError) as caught:
        restore_backup(io.BytesIO(backup(filled(memory()))), OPENER, engine, vault, key_file(tmp_path))
    assert caught.value.id == "not-empty"
    assert record.read("k7") == before
    assert engine.case_ids() == ["k7"]


def test_a_damaged_backup_restores_nothing(parts: tuple[Engine, Vault], tmp_path: Path) -> None:
    """Cut off or changed anywhere: refused, and the store, its lock and the key's place stay empty."""
    engine, vault = parts
    content = backup(filled(memory()))
    step = len(content) // 12
    damaged = [content[:n] for n in range(0, len(content), step)]
    damaged += [content[:n] + bytes((content[n] ^ 1,)) + content[n + 1 :] for n in range(0, len(content), step)]
    for one in [*damaged, content[:-1], b"", b"nonsense"]:
        with pytest.raises(RecordError) as caught:
            restore_backup(io.BytesIO(one), OPENER, engine, vault, key_file(tmp_path))
        assert caught.value.id in ("backup-damaged", "backup-locked")
    assert engine.case_ids() == []
    assert lock_of(engine) is None
    assert list(tmp_path.glob("keys/*")) == []
    restore_backup(io.BytesIO(content), OPENER, engine, vault, key_file(tmp_path))
    assert engine.case_ids() == ["gone", "k7", "m3"]


def test_a_passphrase_locks_a_backup_and_a_store(parts: tuple[Engine, Vault]) -> None:
    """A backup locked with a passphrase opens with it alone, into a store locked with another one."""
    engine, vault = parts
    record = filled(memory())
    content = backup(record, Lock(passphrase="correct horse"))
    for wrong in (Opener(passphrase="wrong"), OPENER):
        with pytest.raises(RecordError) as caught:
            restore_backup(io.BytesIO(content), wrong, engine, vault, Passphrase("store", cost=10))
        assert caught.value.id == "backup-locked"
    opener = Opener(passphrase="correct horse")
    restore_backup(io.BytesIO(content), opener, engine, vault, Passphrase("store", cost=10))
    assert same(record, Record(engine, vault, unlock(engine, Passphrase("store"))))


def test_the_key_of_another_record_is_not_replaced(parts: tuple[Engine, Vault], tmp_path: Path) -> None:
    """Where the key's place holds the key of another record, that one stays, and another place can be named."""
    engine, vault = parts
    content = backup(filled(memory()))
    key_file(tmp_path).make(new_key())
    before = (tmp_path / "keys" / "master.key").read_bytes()
    with pytest.raises(RecordError) as caught:
        restore_backup(io.BytesIO(content), OPENER, engine, vault, key_file(tmp_path))
    assert caught.value.id == "key-there"
    assert (tmp_path / "keys" / "master.key").read_bytes() == before
    restore_backup(io.BytesIO(content), OPENER, engine, vault, key_file(tmp_path / "other"))
    assert engine.case_ids() == ["gone", "k7", "m3"]


def test_a_case_comes_in_whole_or_not(parts: tuple[Engine, Vault]) -> None:
    """When taking the next case fails, none of those before is there."""
    engine, _ = parts
    from collections.abc import Iterator

    from simoff.record.interface import WholeCase

    store = Record(MemoryEngine(), MemoryVault(), Master(new_key()))
    fill(store)

    def cases() -> Iterator[WholeCase]:
        case = store.engine.case("k7")
        assert case is not None
        yield WholeCase(case, store.engine.events("k7"), store.engine.files("k7"))
        raise RecordError("backup-damaged")

    with pytest.raises(RecordError):
        engine.insert_cases(cases())
    assert engine.case_ids() == []
    assert engine.events("k7") == []
    assert engine.files("k7") == []


def test_an_index_is_part_of_a_backup(parts: tuple[Engine, Vault], tmp_path: Path) -> None:
    """Labels and due dates are there after a restore."""
    engine, vault = parts
    record = fill(memory())
    record.set_index("k7", Index("filed", AT.date(), "МТС …45-67"))
    restored = restore_backup(io.BytesIO(backup(record)), OPENER, engine, vault, key_file(tmp_path))
    entry = restored.cases().cases[0]
    assert (entry.status, entry.next_due, entry.label) == ("filed", AT.date(), "МТС …45-67")
