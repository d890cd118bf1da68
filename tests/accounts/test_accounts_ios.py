"""The iPhone's messages: the database alone, in a backup folder, and the words in ``attributedBody``."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from accounts_reading import read_bytes, read_file
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made.databases import APPLE_START, apple, iphone_backup, typedstream

from simoff.accounts.readers.typedstream import words

AT = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
ROWS = [
    {"sender": "tinkoff", "text": "Код 1234", "destination_caller_id": "+79160000001"},
    {"sender": "900", "attributedBody": typedstream("Код 5678 для входа"), "destination_caller_id": "+79160000002"},
    {"sender": "+79001112233", "text": "hi", "service": "RCS", "account": "P:+79160000001"},
    {"sender": "900", "text": "СТОП", "is_from_me": 1, "account": "E:a@example.org"},
    {"sender": "900", "item_type": 2},
]
EXPECTED = [
    ("sms", "in", "tinkoff", "Код ••••", "+79160000001"),
    ("sms", "in", "900", "Код •••• для входа", "+79160000002"),
    ("rcs", "in", "+79001112233", "hi", "+79160000001"),
    ("sms", "out", "900", "СТОП", None),
]


def test_the_database_alone(tmp_path: Path) -> None:
    """Words from either column, two own numbers, sent messages; changes of a group are no messages."""
    apple(tmp_path / "file.bin", ROWS)
    read = read_file(tmp_path / "file.bin")
    assert [(m.kind, m.direction, m.sender, m.text, m.line) for m in read.messages] == EXPECTED
    assert {message.at for message in read.messages} == {AT}
    assert read.coverage.format == "ios-database"
    assert read.coverage.lines == {"+79160000001": 2, "+79160000002": 1}


def test_the_backup_folder(tmp_path: Path) -> None:
    """The same messages come out of a backup of iTunes or Finder; without Manifest.db too."""
    folder = iphone_backup(tmp_path / "00008110-000A", ROWS)
    names = sorted(str(path) for path in folder.rglob("*"))
    read = read_file(folder)
    assert len(read.messages) == 4
    assert read.coverage.format == "ios-backup"
    assert sorted(str(path) for path in folder.rglob("*")) == names
    (folder / "Manifest.db").unlink()
    assert len(read_file(folder).messages) == 4


def test_folders_that_cannot_be_read(tmp_path: Path) -> None:
    """An encrypted backup, one without messages, a hostile manifest and any other folder are told apart."""
    folder = iphone_backup(tmp_path / "a", ROWS)
    (folder / "Manifest.db").write_bytes(os.urandom(4096))
    assert read_file(folder).fault_ids == ["ios-encrypted"]
    for number, name in enumerate(("../../../etc/passwd", "3d0d7e5fb2ce288813306e4d4636395e047a3d29")):
        other = iphone_backup(tmp_path / f"b{number}", ROWS)
        connection = sqlite3.connect(other / "Manifest.db")
        connection.execute("UPDATE Files SET fileID = ? WHERE domain = 'HomeDomain'", (name,))
        connection.commit()
        connection.close()
        assert read_file(other).fault_ids == ["ios-no-messages"]
    (tmp_path / "empty").mkdir()
    assert read_file(tmp_path / "empty").fault_ids == ["folder"]


@pytest.mark.parametrize(
    ("count", "moment"), [(APPLE_START, AT), (APPLE_START // 10**9, AT), (0, None), (None, None), (-(10**18), None)]
)
def test_moments_in_nanoseconds_and_in_seconds(tmp_path: Path, count: int | None, moment: datetime | None) -> None:
    """Since iOS 11 nanoseconds, before it seconds; nothing and nonsense is no moment, and a fault."""
    apple(tmp_path / "file.bin", [{"sender": "900", "text": "x", "date": count}])
    read = read_file(tmp_path / "file.bin")
    assert read.messages[0].at == moment
    assert read.fault_ids == ([] if moment else ["no-date"])


@pytest.mark.parametrize("kind", [b"NSString", b"NSMutableString"])
@pytest.mark.parametrize("size", [0, 1, 127, 128, 255, 256, 32_767, 32_768, 70_000])
def test_words_of_any_length(kind: bytes, size: int) -> None:
    """Lengths of one, two and four bytes, and both classes of strings."""
    text = "я" * (size // 2) + "a" * (size % 2)
    assert words(typedstream(text, kind)) == text


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 40))
@settings(max_examples=500, deadline=None)
def test_any_bytes_for_a_body(content: bytes, place: int, cut: int) -> None:
    """A damaged archive gives some text and never raises."""
    good = typedstream("Код 1234 для входа")
    assert isinstance(words(good[:place] + content + good[place + cut :]), str)
    assert words(content) == ""


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_databases_of_apple(tmp_path: Path, data: st.DataObject) -> None:
    """Any bytes changed anywhere give messages and faults and nothing else."""
    path = tmp_path / "good.db"
    if not path.exists():
        apple(path, ROWS * 30)
    good = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(good) - 1))
        good[place : place + 40] = data.draw(st.binary(min_size=1, max_size=40))
    read_bytes(tmp_path, bytes(good))
