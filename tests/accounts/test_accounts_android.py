"""Android's other archives: SMS Import / Export, adb backup, the message database, and ZIP around them."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from accounts_reading import Read, read_bytes, read_file
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import android_backup, android_json, databases, zips
from made.android_xml import call as xml_call
from made.android_xml import calls, messages
from made.android_xml import sms as xml_sms

from simoff.accounts.model import Message
from simoff.accounts.readers import Limits, Options

AT = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def summary(read: Read) -> list[tuple[str, str, str, str, str | None]]:
    return [(m.kind, m.direction, m.sender, m.text, m.line) for m in read.messages]


# SMS Import / Export


@pytest.mark.parametrize("version", [1, 2])
def test_both_versions_of_sms_import_export(tmp_path: Path, version: int) -> None:
    """Short and multimedia messages, sent ones, two SIMs and calls come out of either version alike."""
    rows = [
        android_json.sms("Tinkoff", "Код 1234", sub_id="1"),
        android_json.sms("900", "x", type=2, sub_id="-1"),
        android_json.mms("+79001112233", "Код 4321", version=version),
        android_json.mms("Ozon", "y", version=version, box=2, tr_id="proto:abc"),
        android_json.call("+74951234567"),
    ]
    content = android_json.version_1(rows) if version == 1 else android_json.version_2(rows)
    read = read_bytes(tmp_path, content)
    assert summary(read) == [
        ("sms", "in", "Tinkoff", "Код ••••", "1"),
        ("sms", "out", "900", "x", None),
        ("mms", "in", "+79001112233", "Код ••••", "2"),
        ("rcs", "out", "Ozon", "y", "2"),
        ("call", "in", "+74951234567", "", "2"),
    ]
    assert {message.at for message in read.messages} == {AT}
    assert read.coverage.format == f"sms-import-export-{version}"
    assert read.coverage.lines == {"1": 1, "2": 3}


def test_the_lines_alone(tmp_path: Path) -> None:
    """Somebody who unpacked the ZIP can give the lines inside."""
    read = read_bytes(tmp_path, android_json.lines([android_json.sms("900", "x")]))
    assert (len(read.messages), read.coverage.format) == (1, "sms-import-export-2")


@pytest.mark.parametrize(
    "broken", [b'{"address": "X", "body": ', b"[]", b"7", b'{"a":' + b"[" * 50_000, b"\xff\xfe", b"null"]
)
def test_a_broken_line_never_stops_the_file(tmp_path: Path, broken: bytes) -> None:
    """Half an object, no object, and endless nesting are faults of one line."""
    row = android_json.lines([android_json.sms("900", "x")])
    read = read_bytes(tmp_path, row + broken + b"\n" + row)
    assert len(read.messages) == 2
    assert [fault.place for fault in read.faults] == ["message 2"]


@pytest.mark.parametrize("broken", ['{"address": "X", "body": tru}', "7", '{"address": "X" "body"}'])
def test_a_broken_object_never_stops_the_array(tmp_path: Path, broken: str) -> None:
    """The objects before and after one that is no JSON are read."""
    row = json.dumps(android_json.sms("900", "x"))
    read = read_bytes(tmp_path, f"[{row},\n{broken},\n{row},\n{row}]".encode())
    assert len(read.messages) == 3 or (broken == "7" and len(read.messages) >= 1)
    assert read.fault_ids[0] == "broken-record"


def test_an_array_cut_off(tmp_path: Path) -> None:
    """What stands before the cut is read, and the rest said to be missing."""
    read = read_bytes(tmp_path, android_json.version_1([android_json.sms("900", "x")] * 3)[:-30])
    assert len(read.messages) == 2
    assert not read.coverage.complete


def test_a_record_larger_than_any_message(tmp_path: Path) -> None:
    """A record past the bound is passed by, whole."""
    rows = [android_json.sms("900", "x"), android_json.sms("A", "y" * 300_000), android_json.sms("900", "z")]
    options = Options(limits=Limits(record=100_000))
    for content in (android_json.lines(rows), android_json.version_1(rows)):
        read = read_bytes(tmp_path, content, None, options)
        assert [message.text for message in read.messages] == ["x", "z"]
        assert read.fault_ids == ["record-too-large"]


def test_an_encrypted_export_is_refused_with_a_way_out(tmp_path: Path) -> None:
    """SSEF is named for what it is."""
    read = read_bytes(tmp_path, b"SSEF\x00\xff\x00\x01" + os.urandom(200))
    assert read.fault_ids == ["ssef"]


# ZIP


def test_a_zipped_backup(tmp_path: Path) -> None:
    """The XML inside is read as if it lay alone; two files inside are both read."""
    one = read_bytes(tmp_path, zips.packed({"sms-20260201.xml": messages([xml_sms("A", "x")])}))
    assert (len(one.messages), one.coverage.format) == (1, "sms-backup-restore")
    both = {"sms.xml": messages([xml_sms("A", "x")]), "calls.xml": calls([xml_call("900")]), "readme.txt": b"hi"}
    assert [m.kind for m in read_bytes(tmp_path, zips.packed(both)).messages] == ["sms", "call"]


def test_a_zip_locked_with_aes(tmp_path: Path) -> None:
    """The right password opens it; a wrong one, none and a changed archive are told apart from nonsense."""
    content = zips.locked("sms.xml", messages([xml_sms("A", "Код 1234")] * 500), "тайна")
    assert len(read_bytes(tmp_path, content, "тайна").messages) == 500
    assert read_bytes(tmp_path, content, "нет").fault_ids == ["zip-encrypted"]
    assert read_bytes(tmp_path, content).fault_ids == ["zip-encrypted"]
    changed = bytearray(content)
    changed[400] ^= 1
    assert not read_bytes(tmp_path, bytes(changed), "тайна").coverage.complete


def test_a_zip_bomb(tmp_path: Path) -> None:
    """An archive that grows out of all proportion is stopped early."""
    bomb = zips.packed({"sms.xml": messages([]).removesuffix(b"</smses>") + b" " * 50_000_000})
    read = read_bytes(tmp_path, bomb, None, Options(limits=Limits(ratio_from=1_000_000)))
    assert read.fault_ids == ["zip-bomb"]


def test_names_that_lead_out(tmp_path: Path) -> None:
    """A member whose name leads out of the archive is not read, and nothing is written anywhere."""
    xml = messages([xml_sms("A", "x")])
    members = {
        "../evil.xml": xml,
        "/etc/evil.xml": xml,
        "C:\\evil.xml": xml,
        "a/../../evil.xml": xml,
        "good.xml": xml,
    }
    read = read_bytes(tmp_path, zips.packed(members))
    assert len(read.messages) == 1
    assert read.fault_ids == ["zip-path"]
    assert [path.name for path in tmp_path.rglob("*")] == ["file.bin"]


def test_a_zip_of_nothing(tmp_path: Path) -> None:
    """Empty archives, archives of other things and archives in archives say so."""
    inner = zips.packed({"sms.xml": messages([xml_sms("A", "x")])})
    for members in ({}, {"a.txt": b"hello"}, {"inner.zip": inner}):
        assert read_bytes(tmp_path, zips.packed(members)).fault_ids == ["zip-nothing"]


def test_a_zip_with_millions_of_members_is_refused_before_it_is_listed(tmp_path: Path) -> None:
    """The directory's size is looked at before it is loaded."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(300):
            archive.writestr(f"{number}.xml", b"")
    assert read_bytes(tmp_path, content.getvalue(), None, Options(limits=Limits(members=200))).fault_ids == [
        "zip-bomb"
    ]


# adb backup

SHORT = [android_backup.sms("Tinkoff", "Код 1234"), android_backup.sms("900", "x", type=2)]
MULTI = [android_backup.mms("+79001112233", "Код 4321")]
EXPECTED = [
    ("sms", "in", "Tinkoff", "Код ••••", None),
    ("sms", "out", "900", "x", None),
    ("mms", "in", "+79001112233", "Код ••••", None),
]


@pytest.mark.parametrize("compressed", [True, False])
def test_a_plain_adb_backup(tmp_path: Path, compressed: bool) -> None:
    """Short and multimedia messages of the telephony provider, packed or not."""
    content = android_backup.plain(android_backup.telephony(SHORT, MULTI), compressed=compressed)
    read = read_bytes(tmp_path, content)
    assert summary(read) == EXPECTED
    assert (read.coverage.format, read.coverage.complete) == ("adb-backup", True)


def test_an_adb_backup_with_a_password(tmp_path: Path) -> None:
    """The right password opens it; none and a wrong one are told apart."""
    content = android_backup.locked(android_backup.telephony(SHORT, MULTI), "пароль 123")
    assert summary(read_bytes(tmp_path, content, "пароль 123")) == EXPECTED
    assert read_bytes(tmp_path, content).fault_ids == ["password-needed"]
    assert read_bytes(tmp_path, content, "другой").fault_ids == ["password-wrong"]


def test_hostile_adb_backups(tmp_path: Path) -> None:
    """A future version, rounds to burn hours, a bomb, a cut, and a backup without messages."""
    good = android_backup.plain(android_backup.telephony(SHORT, MULTI))
    assert read_bytes(tmp_path, good.replace(b"\n5\n", b"\n99\n", 1)).fault_ids == ["adb-version"]
    locked = android_backup.locked(b"", "x").replace(b"\n10000\n", b"\n99999999\n", 1)
    assert read_bytes(tmp_path, locked, "x").fault_ids == ["unreadable"]
    assert read_bytes(tmp_path, android_backup.plain(android_backup.tar({"a": b"b"}))).fault_ids == ["adb-nothing"]
    assert not read_bytes(tmp_path, good[:-60]).coverage.complete
    bomb = android_backup.plain(android_backup.tar({"a": bytes(30_000_000)}))
    assert read_bytes(tmp_path, bomb, None, Options(limits=Limits(ratio_from=1_000))).fault_ids == ["zip-bomb"]


# mmssms.db


@pytest.mark.parametrize("line", ["sub_id", "sim_id", "sim_imsi", "other"])
def test_the_database_of_any_maker(tmp_path: Path, line: str) -> None:
    """The SIM is found by whatever name its maker gave the column, and is unknown where there is none."""
    rows = [
        {"address": "Tinkoff", "body": "Код 1234", line: "2"},
        {"address": "900", "body": None, "type": 2, line: "-1"},
    ]
    databases.android(tmp_path / "file.bin", rows, line=line).close()
    read = read_file(tmp_path / "file.bin")
    second = None if line == "other" else "2"
    assert summary(read) == [
        ("sms", "in", "Tinkoff", "Код ••••", second),
        ("sms", "out", "900", "", None),
        ("rcs", "in", "+79001112233", "Код ••••", second),
    ]
    assert read.coverage.format == "android-database"


def test_a_database_with_its_log(tmp_path: Path) -> None:
    """What only the write-ahead log holds is read from a private copy that is gone afterwards."""
    before = set(Path(tempfile.gettempdir()).glob("simoff-*"))
    connection = databases.android(tmp_path / "mmssms.db", [{"address": "900", "body": "x"}], wal=True)
    names = sorted(path.name for path in tmp_path.iterdir())
    log = (tmp_path / "mmssms.db-wal").read_bytes()
    assert len(log) > 1000
    read = read_file(tmp_path / "mmssms.db")
    assert len(read.messages) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert (tmp_path / "mmssms.db-wal").read_bytes() == log
    assert set(Path(tempfile.gettempdir()).glob("simoff-*")) == before
    connection.close()


def test_a_locked_database(tmp_path: Path) -> None:
    """Another program's lock does not matter: nothing is written."""
    connection = databases.android(tmp_path / "file.bin", [{"address": "900", "body": "x"}])
    connection.execute("BEGIN EXCLUSIVE")
    assert len(read_file(tmp_path / "file.bin").messages) == 2
    connection.rollback()
    connection.close()


def test_databases_that_are_none(tmp_path: Path) -> None:
    """A head without a body, somebody else's database, a view or a virtual table in place of the messages."""
    assert read_bytes(tmp_path, b"SQLite format 3\x00" + bytes(5000)).fault_ids == ["db-broken"]
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
    bomb = f"{endless} SELECT x AS address, x AS body, x AS date FROM c"
    for number, script in enumerate((f"CREATE VIEW sms AS {bomb};", "CREATE TABLE bookmarks (url TEXT);")):
        connection = sqlite3.connect(tmp_path / f"{number}.db")
        connection.executescript(script)
        connection.close()
        assert read_file(tmp_path / f"{number}.db").fault_ids == ["db-no-messages"]


def test_columns_that_compute(tmp_path: Path) -> None:
    """A column that would make gigabytes when it is read costs a fault and no memory."""
    connection = sqlite3.connect(tmp_path / "file.db")
    connection.execute(
        "CREATE TABLE sms (address TEXT, date INTEGER, type, body TEXT AS (hex(zeroblob(45000000))))"
    )
    connection.execute("INSERT INTO sms (address, date, type) VALUES ('A', 1700000000000, 1)")
    connection.commit()
    connection.close()
    read = read_file(tmp_path / "file.db")
    assert read.faults


def test_a_damaged_page(tmp_path: Path) -> None:
    """Damage in the middle leaves what stands before it, with a fault."""
    databases.android(tmp_path / "file.db", [{"address": "900", "body": "x" * 3000}] * 200).close()
    content = bytearray((tmp_path / "file.db").read_bytes())
    content[400_000:440_000] = os.urandom(40_000)
    read = read_bytes(tmp_path, bytes(content))
    assert len(read.messages) > 20
    assert read.faults


# fuzz


@FUZZ
@given(st.data())
def test_damaged_android_archives(tmp_path: Path, data: st.DataObject) -> None:
    """Any bytes changed anywhere in any of these formats give messages and faults and nothing else."""
    rows = [android_json.sms("900", "x"), android_json.mms("A", "y")]
    kinds = {
        "array": lambda: android_json.version_1(rows),
        "lines": lambda: android_json.lines(rows),
        "zip": lambda: android_json.version_2(rows),
        "aes": lambda: zips.locked("sms.xml", messages([xml_sms("A", "x")]), "x"),
        "adb": lambda: android_backup.plain(android_backup.telephony(SHORT, MULTI)),
        "tar": lambda: android_backup.plain(android_backup.telephony(SHORT, MULTI), compressed=False),
        "locked": lambda: android_backup.locked(android_backup.telephony(SHORT, MULTI), "x", rounds=10),
    }
    good = bytearray(kinds[data.draw(st.sampled_from(sorted(kinds)))]())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(good)))
        good[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    read_bytes(tmp_path, bytes(good), "x")


@FUZZ
@given(st.data())
def test_damaged_databases(tmp_path: Path, data: st.DataObject) -> None:
    """Any bytes changed anywhere in a database give messages and faults and nothing else."""
    path = tmp_path / "good.db"
    if not path.exists():
        databases.android(path, [{"address": "900", "body": "Код 1234"}] * 100).close()
    good = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(good) - 1))
        good[place : place + 40] = data.draw(st.binary(min_size=1, max_size=40))
    read = read_bytes(tmp_path, bytes(good))
    assert all(isinstance(message, Message) for message in read.messages)


def test_odd_zips(tmp_path: Path) -> None:
    """Members without a name, of a future version, and a locked one whose place is wrong: faults, no traceback."""
    xml = messages([xml_sms("A", "x")])
    nameless = zips.packed({"a": xml}).replace(b"\x01\x00\x00\x00a", b"\x00\x00\x00\x00a")
    future = zips.packed({"a": xml})
    place = future.rfind(b"PK\x01\x02")
    future = future[: place + 6] + b"\xff\x00" + future[place + 8 :]
    lost = zips.locked("a", xml, "x")
    place = lost.rfind(b"PK\x01\x02") + 42
    lost = lost[:place] + (len(lost) - 2).to_bytes(4, "little") + lost[place + 4 :]
    for content in (nameless, future, lost):
        assert read_bytes(tmp_path, content, "x").fault_ids[0] in ("unreadable", "zip-nothing")
