"""A case is pinned: newer facts move nothing, what changed is said by fact, and the right cases are named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from msgspec.structs import replace

import packs_samples as samples
from simoff.case import Encoded
from simoff.case.decisions import close, hand_in_paper
from simoff.desk import clock
from simoff.desk.bundle import load_facts, shipped_facts
from simoff.desk.case import issuing, marking
from simoff.desk.case.changing import adopt, flagged
from simoff.desk.case.citing import cited_in
from simoff.desk.case.index import index_of
from simoff.desk.case.keeping import change, read
from simoff.desk.case.opening import open_for
from simoff.desk.case.planning import plan_of
from simoff.desk.case.showing import shown
from simoff.desk.errors import Refusal
from simoff.desk.packs import keys, pinning
from simoff.desk.packs.updating import update_from_file
from simoff.desk.plan import Asked, rendered
from simoff.record.crypt import Master, new_key
from simoff.record.interface import CaseRow, Index, WholeCase
from simoff.record.memory import MemoryEngine, MemoryVault
from simoff.record.sqlite import SqliteEngine
from simoff.record.store import Record

ON = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
NEWER = "2026.11.25"
LANGUAGES = ("zh", "ru", "en")
NUMBER = "+79161234567"


@pytest.fixture(autouse=True)
def our_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "PUBLIC_KEYS", samples.KEYS)
    monkeypatch.setattr(clock, "today", lambda: ON)


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"SIMOFF_HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": str(tmp_path / "config")}


@pytest.fixture
def record() -> Record:
    return Record(MemoryEngine(), MemoryVault(), Master(new_key()))


def opened(record: Record, home: dict[str, str], *settings: str) -> str:
    stated = settings or (
        "operator=mts",
        "where=russia",
        "holder.kind=citizen",
        "money.balance=100",
        "leaving_on=2026-12-20",
    )
    return open_for(record, Asked(NUMBER, settings=stated), home, on=ON)


def news(tmp_path: Path, home: dict[str, str], files: dict[str, bytes] | None = None) -> None:
    """Take in a newer pack; by default the one with the shorter term of refund."""
    path = tmp_path / "newer.pack"
    path.write_bytes(samples.archive(files or samples.shorter_term(NEWER)))
    assert update_from_file(path, home, ON).taken


def show(record: Record, case: str, home: dict[str, str], lang: str = "en") -> Any:
    return shown(read(record, case), home, lang, ON)


def refund_day(record: Record, case: str, home: dict[str, str]) -> date | None:
    plan = plan_of(read(record, case).state, home, ON).plan
    return next(step.due for step in plan.steps if step.id == "await-refund")


def test_newer_facts_move_nothing(tmp_path: Path, home: dict[str, str], record: Record) -> None:
    """The plan of an open case is the same, byte for byte, with newer facts in use; a new case has the new ones."""
    case = opened(record, home)
    before = show(record, case, home)
    news(tmp_path, home)
    after = show(record, case, home)
    assert after["plan"] == before["plan"]
    assert after["plan"]["facts_version"] == shipped_facts().version
    assert (before["changes"], before["case"]["facts_differ"], after["case"]["facts_differ"]) == (None, False, True)
    assert show(record, opened(record, home), home)["plan"]["facts_version"] == NEWER


def test_what_changed_for_this_case(tmp_path: Path, home: dict[str, str], record: Record) -> None:
    """By fact: from what to what, the step and date it touches with both days, and what to do, in each language."""
    case = opened(record, home)
    news(tmp_path, home)
    found = show(record, case, home)["changes"]
    assert (found["from"], found["to"], found["kept"]) == (shipped_facts().version, NEWER, True)
    (fact,) = found["facts"]
    assert (fact["id"], fact["weight"], fact["gone"]) == ("refund-30-days", "substance", False)
    assert {"value": "undated", "field": "number", "from": 30, "to": 20} in fact["changes"]
    (step,) = [one for one in fact["steps"] if one["id"] == "await-refund"]
    assert step["due"]["from"] == refund_day(record, case, home).isoformat()  # type: ignore[union-attr]
    assert step["due"]["to"] < step["due"]["from"]
    (day,) = [one for one in fact["dates"] if one["id"] == "refund"]
    assert (day["from"], day["to"]) == (step["due"]["from"], step["due"]["to"])
    assert {one["id"] for one in fact["todo"]} >= {"step-moves", "date-moves"}
    for lang in LANGUAGES:
        texts = [one["text"] for one in show(record, case, home, lang)["changes"]["facts"][0]["todo"]]
        assert all(texts)


def test_papers_that_rest_on_it(tmp_path: Path, home: dict[str, str], record: Record) -> None:
    """A paper made is to be made anew; one handed in stays, and the operator is asked."""
    case = opened(record, home)
    for kind in ("refund", "termination"):
        issuing.issue(record, case, kind, b"%PDF-1.7", ("refund-30-days",), home, on=ON)
    issuing.issue(record, case, "data", b"%PDF-1.7 data", ("pd-withdraw-terms",), home, on=ON)
    papers = list(read(record, case).state.papers)
    change(record, case, partial(hand_in_paper, on=ON, paper=papers[1], how="counter"), home)
    news(tmp_path, home)
    (fact,) = show(record, case, home)["changes"]["facts"]
    assert [(one["paper"], one["status"]) for one in fact["papers"]] == [
        (papers[0], "issued"),
        (papers[1], "handed_in"),
    ]
    assert {"paper-again", "paper-out"} <= {one["id"] for one in fact["todo"]}


def test_adopting_is_an_event(tmp_path: Path, home: dict[str, str], record: Record) -> None:
    """It names both versions and what was touched; then the dates move, what is done stays, and it is done once."""
    case = opened(record, home)
    marking.done(record, case, ["identify"], home, on=ON)
    before = refund_day(record, case, home)
    news(tmp_path, home)
    changed = adopt(record, case, home, ON)
    (event,) = changed.events
    assert (event.ID, event.version_before, event.version_after, event.touched) == (  # type: ignore[attr-defined]
        "pack.adopted",
        shipped_facts().version,
        NEWER,
        ("refund-30-days",),
    )
    state = read(record, case).state
    assert (state.facts_version, state.marks["identify"].status) == (NEWER, "done")
    after = refund_day(record, case, home)
    assert before is not None
    assert after is not None
    assert after < before
    assert show(record, case, home)["changes"] is None
    with pytest.raises(Refusal, match="adopted-already"):
        adopt(record, case, home, ON)


def test_what_does_not_touch_the_case_is_left_out(tmp_path: Path, home: dict[str, str], record: Record) -> None:
    """Another operator's fact, and a fact that was only confirmed again: nothing for this case."""
    case = opened(record, home)
    text = samples.shipped()["operators/volna/facts.toml"].decode()
    worded = text.replace('\nen = "', '\nen = "Now: ', 1)
    confirmed = samples.shipped()["law/money.toml"].decode()
    head, mark, tail = confirmed.partition(samples.FACT)
    again = 'confirmed = { on = 2026-11-20, by = "N", how = "asked" }\n'
    tail = tail.replace('unit = "day"\n', f'unit = "day"\n{again}', 1)
    files = {**samples.edited(NEWER), "operators/volna/facts.toml": worded.encode()}
    news(tmp_path, home, {**files, "law/money.toml": (head + mark + tail).encode()})
    assert show(record, case, home)["changes"] == {
        "from": shipped_facts().version,
        "to": NEWER,
        "kept": True,
        "facts": [],
    }
    assert list(flagged(record, home)) == []


def test_kept_facts_count_only_with_their_hash(tmp_path: Path, home: dict[str, str], record: Record) -> None:
    """Altered or lost, the kept facts are not used: the plan goes by the newest and says that it does."""
    case = opened(record, home)
    news(tmp_path, home)
    (path,) = (tmp_path / "home" / "packs" / "kept").iterdir()
    good = path.read_bytes()
    for data in (good.replace(b"\x1e", b"\x14", 1), good[:-1], b"", None):
        pinning._FOUND.clear()
        path.unlink()
        if data is not None:
            path.write_bytes(data)
        case_now = show(record, case, home)
        assert case_now["changes"] == {"from": shipped_facts().version, "to": NEWER, "kept": False, "facts": []}
        assert case_now["plan"]["facts_version"] == NEWER
        path.write_bytes(b"")
    path.write_bytes(good)
    pinning._FOUND.clear()
    assert show(record, case, home)["changes"]["kept"]


def test_a_case_without_a_hash_finds_a_signed_archive(tmp_path: Path, home: dict[str, str], record: Record) -> None:
    """Cases of the first event version are pinned by version alone: only a signed archive of it counts."""
    news(tmp_path, home)
    second = tmp_path / "second.pack"
    second.write_bytes(samples.archive(samples.edited("2026.11.26")))
    update_from_file(second, home, date(2026, 11, 26))
    assert pinning.pinned(NEWER, "", home).facts.facts["refund-30-days"].values[0].number == 20
    assert not pinning.pinned(shipped_facts().version, "", home).kept


def test_a_closed_case_is_left_alone(tmp_path: Path, home: dict[str, str], record: Record) -> None:
    """Nothing is said of a closed case, and no list names it."""
    case = opened(record, home)
    change(record, case, partial(close, on=ON, outcome="kept", note="I stay"), home)
    news(tmp_path, home)
    assert read(record, case).state.closed is not None
    assert show(record, case, home)["changes"] is None
    assert list(flagged(record, home)) == []


def many(record: Record, home: dict[str, str]) -> Iterator[tuple[str, set[str]]]:
    """Cases of many kinds, each with the sources its rendered plan names."""
    kinds = ("citizen", "foreigner", "company", "minor_14_17", "deceased")
    money = ("money.balance=0", "money.balance=50", "money.balance=-5", "money.frozen=true")
    for kind, sum_, operator, where in product(kinds, money, ("mts", "t2", "volna"), ("russia", "abroad")):
        case = opened(record, home, f"holder.kind={kind}", sum_, f"operator={operator}", f"where={where}")
        state = read(record, case).state
        yield case, set(rendered(plan_of(state, home, ON), "en")["sources"])


def test_exactly_the_right_cases_are_named(tmp_path: Path, home: dict[str, str], record: Record) -> None:
    """One fact changes: of 120 cases those are named whose plan names it as a source, and no others."""
    cites = dict(many(record, home))
    right = {case for case, cited in cites.items() if "refund-30-days" in cited}
    assert 0 < len(right) < len(cites)
    news(tmp_path, home)
    found = {one.case: one.facts for one in flagged(record, home)}
    assert set(found) == right
    assert set(found.values()) == {("refund-30-days",)}
    first = min(right)
    adopt(record, first, home, ON)
    assert {one.case for one in flagged(record, home)} == right - {first}


class Gathering(MemoryEngine):
    """Gathers new cases, so that all of them are written in one transaction."""

    def __init__(self) -> None:
        super().__init__()
        self.whole: list[WholeCase] = []

    def insert_case(self, case: CaseRow, events: Any, files: Any = ()) -> None:
        """Gather one."""
        self.whole.append(WholeCase(case, list(events), list(files)))


def _cited(record: Record, home: dict[str, str]) -> Iterator[tuple[str, bool]]:
    return ((case, "refund-30-days" in cited) for case, cited in many(record, home))


def _events(record: Record, case: str) -> list[Encoded]:
    return [recorded.event for recorded in record.read(case)]


def _index(record: Record, case: str, home: dict[str, str]) -> Index:
    return index_of(read(record, case).state, home, ON)


def ten_thousand(path: Path, home: dict[str, str], record: Record, master: Master) -> dict[str, bool]:
    """Write 10,000 cases of 120 kinds to a database on disk; by id, whether the plan names the term of refund."""
    gathering = Gathering()
    kept, right = Record(gathering, MemoryVault(), master), {}
    made = [(_events(record, case), _index(record, case, home), cited) for case, cited in _cited(record, home)]
    for n in range(10_000):
        (first, *rest), index, cited = made[n * 7919 % len(made)]
        numbered = replace(first, body={**first.body, "number": f"+7916{n:07}"})
        kept.create(f"c{n:05}", [numbered, *rest], AT, "me", index)
        right[f"c{n:05}"] = cited
    engine = SqliteEngine(path)
    engine.insert_cases(gathering.whole)
    engine.close()
    return right


def test_of_ten_thousand_cases_exactly_the_right_ones_in_two_seconds(
    tmp_path: Path, home: dict[str, str], record: Record
) -> None:
    """One fact changes in a copy of the packs: from a record opened anew, all cases it touches and no others."""
    master = Master(new_key())
    cites = ten_thousand(tmp_path / "record.db", home, record, master)
    right = {case for case, cited in cites.items() if cited}
    assert 1000 < len(right) < 9000
    news(tmp_path, home)
    start = process_time()
    engine = SqliteEngine(tmp_path / "record.db")
    found = {one.case: one.facts for one in flagged(Record(engine, MemoryVault(), master), home)}
    seconds = process_time() - start
    engine.close()
    assert set(found) == right
    assert set(found.values()) == {("refund-30-days",)}
    assert seconds < 2


def test_a_case_without_a_note_is_looked_at_once(tmp_path: Path, home: dict[str, str], record: Record) -> None:
    """A record from before there were notes: found all the same, and noted for the next time."""
    case = opened(record, home)
    engine = record.engine
    engine._cases[case] = replace(engine._cases[case], note=None)  # type: ignore[attr-defined]
    news(tmp_path, home)
    assert [one.case for one in flagged(record, home)] == [case]
    assert cited_in(dict(record.notes())[case] or b"") is not None
    assert [one.case for one in flagged(record, home, again=True)] == [case]


def test_the_note_tells_nobody_anything(home: dict[str, str], record: Record) -> None:
    """What the engine keeps of it is sealed, and it holds ids of facts, no number and no words of a person."""
    case = opened(record, home)
    (row,) = record.engine.notes()
    assert b"refund" not in (row.note or b"")
    note = dict(record.notes())[case] or b""
    assert NUMBER.encode() not in note
    assert index_of(read(record, case).state, home, ON).note == note


def test_letters_rest_on_the_pinned_facts(tmp_path: Path, home: dict[str, str], record: Record) -> None:
    """What is made for a case is made from its own facts, until it adopts others."""
    case = opened(record, home)
    news(tmp_path, home)
    made = plan_of(read(record, case).state, home, ON)
    assert made.facts.facts["refund-30-days"].values[0].number == 30
    assert load_facts(environment=home).facts["refund-30-days"].values[0].number == 20
