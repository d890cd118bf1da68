"""The catalogue: every event goes to plain values and back, and what cannot be read is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

import pytest
from case_samples import DAY, EVENTS
from hypothesis import given
from hypothesis import strategies as st

from simoff.case.encoded import Encoded
from simoff.case.events import CATALOGUE, CaseReopened, Entry, Event, Opaque, decode, encode
from simoff.case.folding import HANDLERS, fold

PAGE = (Path(__file__).parents[2] / "docs" / "events.md").read_text("utf-8")
ids = pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.ID)


def test_the_samples_are_complete() -> None:
    """The samples hold one event of each kind with no optional field left out, and each kind has its handler."""
    assert {event.ID for event in EVENTS} == set(CATALOGUE)
    assert {kind.ID for kind in HANDLERS} == set(CATALOGUE)
    for event in EVENTS:
        left_out = set(event.__struct_fields__) - set(encode(event).body)
        assert left_out == set(), event.ID


@ids
def test_an_event_comes_back(event: Event) -> None:
    """Encoded, written as JSON, read and decoded, an event is the same."""
    encoded = encode(event)
    body = json.loads(json.dumps(encoded.body))
    assert decode(Encoded(encoded.type, encoded.version, body)) == event


@ids
def test_a_body_is_strict(event: Event) -> None:
    """A field too many, one too few, or one of another form is never read as the event."""
    encoded = encode(event)
    bodies: list[dict[str, Any]] = [encoded.body | {"extra": 1}]
    bodies += [encoded.body | {name: {"x": []}} for name in encoded.body if name != "data"]
    bodies += [{k: v for k, v in encoded.body.items() if k != "on"}, encoded.body | {"on": "2026-13-01"}]
    for body in bodies:
        read = decode(Encoded(encoded.type, encoded.version, body))
        assert isinstance(read, Opaque)
        assert read.why == "broken"


@pytest.mark.parametrize(
    ("id_", "field", "value"),
    [
        ("refund.received", "amount", "-1.00"),
        ("refund.received", "amount", "0.00"),
        ("refund.received", "amount", "1.005"),
        ("refund.received", "amount", "NaN"),
        ("refund.received", "amount", 1.5),
        ("money.snapshot", "balance", "Infinity"),
        ("case.opened", "number", "8 916"),
        ("file.attached", "sha256", "A" * 64),
        ("file.attached", "size", -1),
        ("contact.logged", "with_whom", "a\u202eb"),
        ("contact.logged", "with_whom", "a\nb"),
        ("contact.logged", "at", "2026-11-24T09:30:00"),
        ("account.found", "evidence", 6),
        ("operator.replied", "reply", "refused"),
    ],
)
def test_a_value_that_cannot_be_is_refused(id_: str, field: str, value: object) -> None:
    """Money below nothing or with parts of a kopeck, hidden characters, times without a zone: not the event."""
    good = encode(next(event for event in EVENTS if id_ == event.ID))
    assert isinstance(decode(good), Event)
    assert isinstance(decode(Encoded(good.type, good.version, good.body | {field: value})), Opaque)


class Renamed(Event, frozen=True):
    """An event at its third version."""

    ID: ClassVar[str] = "test.renamed"
    VERSION: ClassVar[int] = 2

    words: str
    count: int


RENAMED = {
    "test.renamed": Entry(
        Renamed,
        {
            0: lambda body: {"on": body["on"], "text": body["said"]},
            1: lambda body: {"on": body["on"], "words": body["text"], "count": 0},
        },
    )
}


@pytest.mark.parametrize(
    ("version", "body"), [(0, {"said": "yes"}), (1, {"text": "yes"}), (2, {"words": "yes", "count": 0})]
)
def test_old_versions_are_brought_up(version: int, body: dict[str, Any]) -> None:
    """A body of version 0 goes through both upcasters, one of version 1 through the second, and none is changed."""
    given_body = {"on": "2026-11-24", **body}
    before = dict(given_body)
    read = decode(Encoded("test.renamed", version, given_body), RENAMED)
    assert read == Renamed(on=DAY, words="yes", count=0)
    assert given_body == before


def test_a_gap_in_the_chain_is_no_crash() -> None:
    """A version older than any upcaster, or one whose upcaster stumbles, is kept as broken."""
    for version, body in ((-1, {"on": "2026-11-24"}), (0, {"on": "2026-11-24"})):
        read = decode(Encoded("test.renamed", version, body), RENAMED)
        assert isinstance(read, Opaque)
        assert read.why == "broken"


@pytest.mark.parametrize(
    ("type_", "version", "why"), [("moon.landed", 1, "unknown"), ("case.opened", 99, "future")]
)
def test_what_is_not_known_is_kept_and_reported(type_: str, version: int, why: str) -> None:
    """An unknown id and a future version change nothing, are named with place and reason, and go back whole."""
    encoded = Encoded(type_, version, {"on": "2026-11-24", "deep": [1, {"a": None}]})
    read = decode(encoded)
    assert isinstance(read, Opaque)
    assert encode(read) == encoded
    alone, with_it = fold(EVENTS[:2]), fold((*EVENTS[:2], read))
    assert [(u.place, u.type, u.version, u.why) for u in with_it.unread] == [(3, type_, version, why)]
    assert with_it.claims == alone.claims
    assert with_it.length == 3


def test_each_event_has_its_upcasters() -> None:
    """Every event of a later version has an upcaster from each version since 1."""
    for id_, entry in CATALOGUE.items():
        assert set(range(1, entry.kind.VERSION)) <= set(entry.upcasters), id_


@given(
    st.text(max_size=30),
    st.integers(-5, 5),
    st.dictionaries(
        st.text(max_size=8), st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers())
    ),
)
def test_decoding_never_fails(type_: str, version: int, body: dict[str, Any]) -> None:
    """Whatever lies in a record, decoding answers with an event or with what could not be read."""
    for id_ in (type_, "case.reopened", "money.snapshot"):
        read = decode(Encoded(id_, version, body))
        assert isinstance(read, Event | Opaque)


def test_text_that_no_json_holds_is_refused() -> None:
    """Half a character (a lone surrogate) raises ValueError on writing, and nothing else."""
    with pytest.raises(ValueError, match="surrogates"):
        encode(CaseReopened(on=DAY, why="\ud800"))


def test_every_event_is_described() -> None:
    """The page about events lists each id with its version and every field, and no id that there is not."""
    rows = {line.split("`")[1]: line for line in PAGE.splitlines() if line.startswith("| `")}
    assert set(rows) == set(CATALOGUE)
    for id_, entry in CATALOGUE.items():
        cells = [cell.strip() for cell in rows[id_].strip("|").split("|")]
        assert cells[1] == str(entry.kind.VERSION), id_
        named = [part.strip("` ") for part in cells[2].split(",")]
        assert named == [field for field in entry.kind.__struct_fields__ if field != "on"], id_
        assert len(cells[3]) > 10, id_
