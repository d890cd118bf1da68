"""What every store does, whichever engine it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from simoff.case.encoded import Encoded
from simoff.record import ChangedMeanwhile, Head, Index, Problem, RecordError
from simoff.record.anchor import Stamped
from simoff.record.crypt import Master, new_key
from simoff.record.interface import Engine, Vault
from simoff.record.store import Record

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
INDEX = Index("open", date(2026, 12, 1), "МТС …45-67")


def event(kind: str = "contact.logged", **body: Any) -> Encoded:
    return Encoded(kind, 1, body)


def opened(store: Record, case_id: str = "k7", index: Index = INDEX) -> Head:
    return store.create(case_id, [event("case.opened", number="+79161234567")], AT, "me", index)


def test_what_was_written_is_read_back(store: Record) -> None:
    """Events come back as they were given, in order, with number, time, actor, and a chain that verifies."""
    given = [event(text="你好", n=3, list=[True, None]), event(text='привет\u2028\x07 \\ " /')]
    opened(store)
    head = store.append("k7", 1, given, AT + timedelta(hours=1), "anna")
    read = store.read("k7")
    assert [entry.event for entry in read[1:]] == given
    assert [entry.seq for entry in read] == [1, 2, 3]
    assert read[1].at == AT + timedelta(hours=1)
    assert [entry.actor for entry in read] == ["me", "anna", "anna"]
    assert head == store.head("k7") == Head(3, read[2].hash, read[2].at)
    assert store.read("k7", after=2) == read[2:]
    assert store.verify("k7") == ()


def test_the_chain_is_what_the_documentation_says(store: Record) -> None:
    """Commitment and hash can be computed from salt, JSON and the hash before, with SHA-256 alone."""
    opened(store)
    store.append("k7", 1, [event(b="x", a="ü")], AT, "me")
    first, second = store.read("k7")
    json = '{"actor":"me","at":"2026-11-24T10:00:00Z","body":{"a":"ü","b":"x"},"type":"contact.logged","version":1}'
    assert second.commitment == sha256((second.salt + json).encode()).digest()
    link = f"simoff-chain-1\ncase k7\nseq 2\nprev {first.hash.hex()}\ncommitment {second.commitment.hex()}\n"
    assert second.hash == sha256(link.encode()).digest()
    begin = f"simoff-chain-1\ncase k7\nseq 1\nprev {'0' * 64}\ncommitment {first.commitment.hex()}\n"
    assert first.hash == sha256(begin.encode()).digest()
    assert len(first.salt) == 32
    assert first.salt != second.salt


def test_an_id_is_given_once(store: Record) -> None:
    """A second case of the same name is refused, and the first stays as it was."""
    head = opened(store)
    with pytest.raises(RecordError) as caught:
        opened(store)
    assert caught.value.id == "case-there"
    assert store.head("k7") == head


def test_a_case_there_is_not_is_named(store: Record) -> None:
    """Whatever is asked of an unknown case ends with no-case."""
    asked = (
        lambda: store.head("no"),
        lambda: store.read("no"),
        lambda: store.append("no", 1, [event()], AT, "me"),
        lambda: store.put("no", [b"x"]),
        lambda: store.forget("no", AT),
        lambda: store.verify("no"),
        lambda: store.set_index("no", INDEX),
    )
    for ask in asked:
        with pytest.raises(RecordError) as caught:
            ask()
        assert caught.value.id == "no-case"


def test_the_second_of_two_writers_is_told(store: Record) -> None:
    """Who decided on an older state writes nothing and learns that the case changed; a retry succeeds."""
    opened(store)
    store.append("k7", 1, [event(who="first")], AT, "me")
    with pytest.raises(ChangedMeanwhile) as caught:
        store.append("k7", 1, [event(who="second"), event(who="second")], AT, "me")
    assert (caught.value.expected, caught.value.found) == (1, 2)
    assert len(store.read("k7")) == 2
    store.append("k7", 2, [event(who="second")], AT, "me")
    assert store.verify("k7") == ()


def test_writers_do_not_interleave(store: Record) -> None:
    """Many threads append pairs: each pair stands together, none is lost, none is double."""
    opened(store)

    def write(name: int) -> int:
        while True:
            try:
                before = store.head("k7").seq
                return store.append("k7", before, [event(w=name, n=1), event(w=name, n=2)], AT, "me").seq
            except ChangedMeanwhile:
                continue

    with ThreadPoolExecutor(8) as pool:
        ends = list(pool.map(write, range(24)))
    bodies = [entry.event.body for entry in store.read("k7")[1:]]
    assert sorted(ends) == list(range(3, 50, 2))
    assert [
        (one["w"], two["w"], one["n"], two["n"]) for one, two in zip(bodies[::2], bodies[1::2], strict=True)
    ] == [(one["w"], one["w"], 1, 2) for one in bodies[::2]]
    assert {one["w"] for one in bodies} == set(range(24))
    assert store.verify("k7") == ()


def test_what_is_not_json_is_refused_whole(store: Record) -> None:
    """A fraction, a huge number, bytes or half a sign refuse the whole append."""
    opened(store)
    for value in (1.5, 2**60, b"x", "\ud800", {1: "x"}, {"deep": [0.1]}):
        with pytest.raises(RecordError) as caught:
            store.append("k7", 1, [event(text="good"), event(value=value)], AT, "me")
        assert caught.value.id == "not-json"
    assert len(store.read("k7")) == 1


def test_a_clock_that_jumps_back_is_marked(store: Record) -> None:
    """Order is by number; the time never goes back, and what the clock showed is kept beside it."""
    opened(store)
    back = AT - timedelta(days=400)
    store.append("k7", 1, [event()], back, "me")
    store.append("k7", 2, [event()], AT + timedelta(days=1), "me")
    times = [(entry.at, entry.clock) for entry in store.read("k7")]
    assert times == [(AT, None), (AT, back), (AT + timedelta(days=1), None)]
    assert store.verify("k7") == ()


def test_a_time_without_a_zone_is_refused(store: Record) -> None:
    """A moment nobody can place is no moment."""
    with pytest.raises(ValueError):
        store.create("k7", [event()], AT.replace(tzinfo=None), "me", INDEX)


def test_cases_are_listed_by_due_date(store: Record) -> None:
    """The list is in order of the next due date, those without one last, in pages that leave nothing out."""
    days = [None if n % 5 == 0 else date(2026, 12, 1) + timedelta(days=n * 7 % 31) for n in range(23)]
    for n, day in enumerate(days):
        opened(store, f"c{n:02}", Index("closed" if n % 2 else "open", day, f"case {n}"))
    found, after = [], None
    while True:
        page = store.cases(after=after, limit=7)
        found += page.cases
        after = page.next
        if after is None:
            break
    assert [entry.case_id for entry in found] == sorted(
        (f"c{n:02}" for n in range(23)), key=lambda name: (days[int(name[1:])] or date.max, name)
    )
    assert all(entry.label == f"case {int(entry.case_id[1:])}" for entry in found)
    assert {entry.status for entry in store.cases(status="open").cases} == {"open"}
    due = store.cases(due_by=date(2026, 12, 10)).cases
    assert {entry.case_id for entry in due} == {
        f"c{n:02}" for n, day in enumerate(days) if day and day <= date(2026, 12, 10)
    }


def test_the_index_follows_an_append_or_is_set_alone(store: Record) -> None:
    """Index and events are written together; without a new index the old one stays."""
    opened(store)
    store.append("k7", 1, [event()], AT, "me", Index("filed", date(2026, 12, 24), "new"))
    store.append("k7", 2, [event()], AT + timedelta(days=1), "me")
    entry = store.cases().cases[0]
    assert (entry.status, entry.next_due, entry.label, entry.seq) == ("filed", date(2026, 12, 24), "new", 3)
    assert entry.changed_at == AT + timedelta(days=1)
    store.set_index("k7", Index("closed"))
    entry = store.cases().cases[0]
    assert (entry.status, entry.next_due, entry.label, entry.seq) == ("closed", None, "", 3)


def test_notes_are_found_again_over_all_cases(store: Record) -> None:
    """The note comes back as it was set last, without opening the cases; a forgotten case has none."""
    opened(store, "a", Index("open", note=b"\x00one"))
    opened(store, "b", Index("open", note=b"two"))
    opened(store, "c")
    store.append("a", 1, [event()], AT, "me", Index("filed", note=b"three"))
    store.append("b", 1, [event()], AT, "me")
    assert list(store.notes()) == [("a", b"three"), ("b", b"two"), ("c", b"")]
    assert all(b"two" not in (row.note or b"") for row in store.engine.notes())
    store.set_index("c", Index("open", note=b"four"))
    store.forget("b", AT)
    assert list(store.notes()) == [("a", b"three"), ("c", b"four")]


@pytest.mark.parametrize("size", [0, 1, 65535, 65536, 65537, 200_000])
def test_a_file_comes_back(store: Record, size: int) -> None:
    """A file of any length comes back byte for byte, given in pieces of any length."""
    content = bytes(n * 31 % 251 for n in range(size))
    opened(store)
    ref = store.put("k7", (content[n : n + 7777] for n in range(0, size, 7777)))
    assert b"".join(store.open("k7", ref.sha256)) == content
    assert ref.size == size
    assert store.files("k7") == (ref,)
    assert store.verify("k7") == ()


def test_the_same_file_is_kept_once(store: Record) -> None:
    """The same bytes twice are one file; in another case they are another file of that case."""
    opened(store)
    opened(store, "m3")
    first = store.put("k7", [b"%PDF-1.7 x"])
    assert store.put("k7", [b"%PDF", b"-1.7 x"]) == first
    assert store.files("k7") == (first,)
    assert store.files("m3") == ()
    with pytest.raises(RecordError) as caught:
        store.open("m3", first.sha256)
    assert caught.value.id == "no-file"


def test_a_file_too_large_leaves_nothing(store: Record) -> None:
    """Over the limit the file is refused while it is read, and nothing of it stays."""

    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 1000

    opened(store)
    with pytest.raises(RecordError) as caught:
        store.put("k7", endless(), limit=100_000)
    assert caught.value.id == "too-large"
    assert store.files("k7") == ()


def test_a_forgotten_case_keeps_its_chain(store: Record) -> None:
    """After forget nothing can be read or written, the label is gone, and the chain still verifies."""
    opened(store)
    ref = store.put("k7", [b"scan"])
    store.forget("k7", AT)
    store.forget("k7", AT)
    for ask in (
        lambda: store.read("k7"),
        lambda: store.open("k7", ref.sha256),
        lambda: store.files("k7"),
        lambda: store.put("k7", [b"x"]),
        lambda: store.append("k7", 1, [event()], AT, "me"),
        lambda: store.set_index("k7", INDEX),
    ):
        with pytest.raises(RecordError) as caught:
            ask()
        assert caught.value.id == "forgotten"
    assert store.verify("k7") == ()
    entry = store.cases().cases[0]
    assert (entry.label, entry.forgotten_at, entry.seq) == ("", AT, 1)


def test_another_process_cannot_write_to_a_forgotten_case(parts: tuple[Engine, Vault]) -> None:
    """A store that still remembers the key writes nothing after another one forgot the case."""
    key = new_key()
    one, two = (Record(*parts, Master(key)) for _ in range(2))
    opened(one)
    two.forget("k7", AT)
    with pytest.raises(RecordError) as caught:
        one.append("k7", 1, [event()], AT, "me")
    assert caught.value.id == "forgotten"


def test_another_master_key_opens_nothing(parts: tuple[Engine, Vault]) -> None:
    """With another master key no event can be read; the chain can still be checked and says so."""
    opened(Record(*parts, Master(new_key())))
    stranger = Record(*parts, Master(new_key()))
    with pytest.raises(RecordError) as caught:
        stranger.read("k7")
    assert caught.value.id == "damaged"
    assert stranger.verify("k7") == (Problem("case", "damaged"),)


def test_nothing_personal_is_stored_in_clear(parts: tuple[Engine, Vault]) -> None:
    """No row holds the number, a name, a label, an event's type or who wrote it."""
    store = Record(*parts, Master(new_key()))
    store.create("k7", [event("holder.stated", name="Иванов", number="+79161234567")], AT, "anna.petrova", INDEX)
    store.put("k7", [b"secret content"])
    rows = msgspec.json.encode([store.engine.case("k7")]) + b"".join(
        row.sealed + row.commitment for row in store.engine.events("k7")
    )
    for secret in ("Иванов", "9161234567", "holder.stated", "anna.petrova", "МТС"):
        assert secret.encode() not in rows


def test_what_the_anchor_adds_is_written_with_the_rest(parts: tuple[Engine, Vault]) -> None:
    """The anchor sees the head to be, its event is written in the same append; if it fails, nothing is."""
    seen: list[Head] = []

    def anchor(case_id: str, head: Head) -> Stamped:
        seen.append(head)
        if len(seen) == 3:
            raise RecordError("anchor")
        return Stamped(event("record.anchored", seq=head.seq), b"token %d" % head.seq)

    store = Record(*parts, Master(new_key()), anchor)
    opened(store)
    store.append("k7", 2, [event(), event()], AT, "me")
    read = store.read("k7")
    assert [entry.event.type for entry in read] == [
        "case.opened",
        "record.anchored",
        *["contact.logged"] * 2,
        "record.anchored",
    ]
    assert seen == [Head(1, read[0].hash, AT), Head(4, read[3].hash, AT)]
    with pytest.raises(RecordError):
        store.append("k7", 5, [event()], AT, "me")
    assert store.head("k7").seq == 5
    assert [ref.size for ref in store.files("k7")] == [7, 7]
    assert store.verify("k7") == ()


def test_settings_are_kept(parts: tuple[Engine, Vault]) -> None:
    """A setting is absent, then there, then replaced."""
    engine, _ = parts
    assert engine.setting("x") is None
    engine.set_setting("x", b"1")
    engine.set_setting("x", b"2")
    assert engine.setting("x") == b"2"
    assert engine.check() == ()
