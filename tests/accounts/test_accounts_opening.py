"""What is asked to be read and is no archive, and archives that change: always an answer, never a traceback."""

from __future__ import annotations

import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from accounts_reading import read_bytes, read_file
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made.android_xml import HEAD, START, messages, sms

import simoff.accounts
from simoff.accounts.model import Fault, Item, Message
from simoff.accounts.readers import FaultWords, describe, format_name, open_archive, place_text
from simoff.accounts.readers.interface import Stop
from simoff.accounts.readers.reading import Reading
from simoff.accounts.readers.registry import READERS
from simoff.accounts.readers.tables import MEANINGS
from simoff.accounts.readers.times import from_java, from_text
from simoff.lang import Catalogue, flatten, missing

ROOM = Path(simoff.accounts.__file__).parent
LANGS = ("zh", "ru", "en")


def catalogue(lang: str) -> Catalogue:
    return Catalogue(lang, flatten(tomllib.loads((ROOM / "texts" / lang / "readers.toml").read_text("utf-8"))))


def test_what_is_no_file(tmp_path: Path) -> None:
    """A missing file, a folder, a pipe, a device and an empty file are told apart; nobody waits for a pipe."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").touch()
    (tmp_path / "folder").mkdir()
    expected = {"nothing": "not-there", "pipe": "not-a-file", "empty": "empty", "folder": "folder"}
    for name, id in expected.items():
        read = read_file(tmp_path / name)
        assert (read.fault_ids, read.faults[0].stops, read.faults[0].file) == ([id], True, name)
        assert (read.coverage.format, read.coverage.complete) == ("", False)
    assert read_file(Path("/dev/zero")).fault_ids == ["not-a-file"]
    assert read_file(Path("a\x00b")).fault_ids == ["unreadable"]
    assert read_file(tmp_path / ("x" * 300)).fault_ids == ["unreadable"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_one_may_not_read(tmp_path: Path) -> None:
    """A file of somebody else's says so."""
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "file").chmod(0)
    assert read_file(tmp_path / "file").fault_ids == ["no-permission"]


def test_the_name_says_nothing(tmp_path: Path) -> None:
    """A backup named like a picture is read, a picture named like a backup is not."""
    path = tmp_path / "picture.jpg"
    path.write_bytes(messages([sms("A", "x")]))
    assert len(read_file(path).messages) == 1
    path = tmp_path / "sms.xml"
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + os.urandom(3000))
    assert read_file(path).fault_ids == ["unknown-format"]


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    """What was read is kept, with a warning that it may not be whole."""
    path = tmp_path / "file.bin"
    path.write_bytes(messages([sms("A", "x")] * 10))
    with open_archive(path) as reading:
        flow = iter(reading)
        next(flow)
        with path.open("ab") as stream:
            stream.write(b" ")
        rest = list(flow)
    assert rest[-1] == Fault("changed-while-read", "file.bin")
    assert not reading.coverage.complete


def test_a_file_that_vanishes_while_it_is_read(tmp_path: Path) -> None:
    """The same where it is gone at the end."""
    path = tmp_path / "file.bin"
    path.write_bytes(messages([sms("A", "x")] * 10))
    with open_archive(path) as reading:
        flow = iter(reading)
        next(flow)
        path.unlink()
        assert list(flow)[-1] == Fault("changed-while-read", "file.bin")


def test_stopping_early_lets_go(tmp_path: Path) -> None:
    """Whoever leaves in the middle keeps the coverage so far, and no file stays open."""
    path = tmp_path / "file.bin"
    path.write_bytes(messages([sms("A", "x")] * 1000))
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    with open_archive(path) as reading:
        next(iter(reading))
        assert 0 < reading.done <= (reading.size or 0)
    assert (reading.coverage.messages, reading.coverage.complete) == (1, False)
    if before:
        assert len(os.listdir("/proc/self/fd")) == before


def test_progress_ends_at_the_size(tmp_path: Path) -> None:
    """Nothing was read before the first message, and at the end everything."""
    path = tmp_path / "file.bin"
    path.write_bytes(messages([sms("A", "x")] * 3000))
    with open_archive(path) as reading:
        assert reading.done == 0
        seen = [reading.done for _ in reading]
        assert seen == sorted(seen)
        assert reading.done == reading.size == path.stat().st_size


def test_what_libraries_raise_becomes_a_fault() -> None:
    """An error of the disk in the middle, too little memory, and a reader's own stop end in a fault each."""

    def broken(error: BaseException) -> Iterator[Item]:
        yield Message("sms", "in", "A", "", None, None, "message 1")
        raise error

    for error, id in (
        (OSError(5, "x"), "unreadable"),
        (MemoryError(), "too-little-memory"),
        (Stop("cut-off"), "cut-off"),
    ):
        items = list(Reading("f", "x", broken(error)))
        assert [type(item) for item in items] == [Message, Fault]
        assert isinstance(items[1], Fault)
        assert (items[1].id, items[1].stops) == (id, True)


def test_gaps_are_the_longest_hundred(tmp_path: Path) -> None:
    """An archive with thousands of gaps does not fill a page."""
    records = (sms("A", "x", date=START - day * 86_400_000 * 40) for day in range(200))
    coverage = read_bytes(tmp_path, messages(records)).coverage
    assert len(coverage.gaps) == 100
    assert list(coverage.gaps) == sorted(coverage.gaps, key=lambda gap: gap.first)
    assert all(isinstance(gap.first, date) for gap in coverage.gaps)


# texts


def test_the_three_languages_say_the_same() -> None:
    """Each text is there in every language and asks for the same names."""
    assert missing(map(catalogue, LANGS)) == []


def test_every_fault_has_words_and_every_text_a_fault() -> None:
    """The ids in the code are those of the texts, no more and no less; formats likewise."""
    code = "\n".join(path.read_text("utf-8") for path in sorted((ROOM / "readers").glob("*.py")))
    used = set(re.findall(r"""(?:Stop|Fault|Broken|_fault|_passed_by)\(\s*["']([a-z-]+)["']""", code))
    used |= set(re.findall(r"""Stop\("([a-z-]+)" if .*? else "([a-z-]+)"\)""", code)[0])
    used |= {id for pair in re.findall(r"""Stop\("([a-z-]+)" if [^\n]* else "([a-z-]+)\"""", code) for id in pair}
    said = {key.split(".")[1] for key in catalogue("en") if key.startswith("fault.")}
    assert used == said
    formats = {reader.FORMAT for reader in READERS} | {meaning.FORMAT for meaning in MEANINGS}
    named = {key.split(".")[1] for key in catalogue("en") if key.startswith("format.")}
    assert formats | {"unknown", "zip", "ios-backup"} == named
    assert all(format_name(name, lang) for name in formats for lang in LANGS)


def test_words_of_a_fault() -> None:
    """Place, numbers and the fault that came too often are in the person's language."""
    fault = Fault("more-faults", "a.xml", "message 7", {"n": 21, "like": "broken-record"})
    assert describe(fault, "en") == FaultWords(
        "a.xml",
        "message 7",
        "21 more faults of the same kind: This record is damaged and was left out. "
        "Reading went on with the next one.",
        "If there are many of them, make the backup again.",
    )
    assert describe(fault, "ru").what.startswith("Ещё 21 такая же ошибка: Эта запись")
    assert [place_text("row 3", lang) for lang in LANGS] == ["表格第 3 行", "ряд 3", "row 3"]
    assert place_text("", "ru") == ""


# times


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-02-01 12:30:15", "2026-02-01T12:30:15+00:00"),
        ("2026-02-01T12:30:15.123Z", "2026-02-01T12:30:15+00:00"),
        ("2026-02-01T12:30:15+03:00", "2026-02-01T12:30:15+03:00"),
        ("01.02.2026", "2026-02-01T00:00:00+00:00"),
        ("1.2.26 9:05", "2026-02-01T09:05:00+00:00"),
        ("01/02/2026, 12:30", "2026-02-01T12:30:00+00:00"),
        ("2026/2/1 12:30", "2026-02-01T12:30:00+00:00"),
        ("31.02.2026", None),
        ("01.02.1026", None),
        ("yesterday", None),
        ("01.02.2026 25:00", None),
        ("", None),
    ],
)
def test_days_as_programs_write_them(text: str, iso: str | None) -> None:
    """Day first with dots and strokes, year first with dashes; what is no day is none."""
    moment = from_text(text, UTC)
    assert (moment.isoformat() if moment else None) == iso


def test_counts_of_seconds_and_of_milliseconds() -> None:
    """The size of the count tells; multimedia messages use seconds."""
    assert from_java(START) == from_java(str(START // 1000)) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert from_java("x") is from_java(None) is from_java(10**40) is from_java(-1) is None


# anything at all


@given(st.binary(max_size=2000))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file(tmp_path: Path, content: bytes) -> None:
    """Any bytes give a coverage."""
    read_bytes(tmp_path, content)


STARTS = [
    HEAD.encode() + b"<smses>",
    b"<calls>",
    b"PK\x03\x04",
    b"[{",
    b'{"address":"1","body":"x","date":"1"}\n',
    b'{"encrypted": false, "items": [',
    b'{"accounts": [{"vaults": [',
    b"<KeePassFile>",
    b"ANDROID BACKUP\n5\n1\nnone\n",
    b"ANDROID BACKUP\n5\n1\nAES-256\n",
    b"SSEF\x00\xff",
    b"SQLite format 3\x00",
    b"<html><table><tr>",
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n",
    b"url,username,password\n",
    b"date,address,body\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
]


@given(st.sampled_from(STARTS), st.binary(max_size=500))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_behind_a_known_beginning(tmp_path: Path, start: bytes, rest: bytes) -> None:
    """Whatever follows what a reader takes for its own gives a coverage."""
    read_bytes(tmp_path, start + rest, "password")


@pytest.mark.soak
@given(st.sampled_from(STARTS), st.binary(max_size=5000))
@settings(max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_behind_a_known_beginning_for_long(tmp_path: Path, start: bytes, rest: bytes) -> None:
    """The same, many times."""
    read_bytes(tmp_path, start + rest, "password")


def test_no_two_readers_take_the_same_file(tmp_path: Path) -> None:
    """Each beginning is taken by one reader at most, so their order does not matter to a real file."""
    from simoff.accounts.readers.sources import FileSource

    for start in STARTS:
        (tmp_path / "f").write_bytes(start)
        source = FileSource(tmp_path / "f")
        taken: Counter[str] = Counter()
        for reader in READERS:
            try:
                taken[reader.FORMAT] += reader.sniff(source)
            except Stop:
                continue
        assert taken.total() <= 1 or set(+taken) == {"android-database", "ios-database"}
