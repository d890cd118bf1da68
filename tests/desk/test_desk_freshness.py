"""What to confirm first, and patches a person can send: whole, checked, and with nothing personal in them."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import packs_samples as samples
from simoff.case.decisions import log_contact
from simoff.desk.bundle import shipped_facts
from simoff.desk.case.keeping import change, read
from simoff.desk.case.opening import open_for
from simoff.desk.errors import WrongInput
from simoff.desk.facts import stale_facts
from simoff.desk.freshness.patching import Said, confirm, correct
from simoff.desk.freshness.proposing import propose
from simoff.desk.freshness.urgency import usage
from simoff.desk.guard import mask_text
from simoff.desk.plan import Asked
from simoff.facts import Facts, load_packs
from simoff.facts.model import Confirmation
from simoff.facts.writing import fact_toml
from simoff.record.crypt import Master, new_key
from simoff.record.memory import MemoryEngine, MemoryVault
from simoff.record.store import Record

ON = date(2026, 11, 24)
ID = "refund-30-days"
PHONE, PASSPORT, NAME = "+7 916 555-44-33", "4509 123456", "Иванов Иван Иванович"
SAID = Said(ON, "hotline", "asked on the phone", "https://example.org/rules", date(2026, 10, 1))


@pytest.fixture
def facts() -> Facts:
    return shipped_facts()


def put_back(text: str) -> Facts:
    """The shipped packs with the fact of a patch in place of the old one, loaded strictly."""
    body = text[text.index("[[fact]]") :]
    files = dict(samples.shipped())
    money = files["law/money.toml"].decode()
    start = money.rindex("[[fact]]", 0, money.index(f'id = "{ID}"'))
    end = money.index("[[fact]]", start + 1)
    files["law/money.toml"] = (money[:start] + body + "\n" + money[end:]).encode()
    return load_packs(files)


def aged(facts: Facts, **days: date) -> Facts:
    """The facts, some of them confirmed on another day."""
    changed = {}
    for id_, on in days.items():
        fact = facts.facts[id_.replace("_", "-")]
        values = tuple(replace(value, confirmed=Confirmation(on, "x", "y")) for value in fact.values)
        changed[fact.id] = replace(fact, values=values)
    return replace(facts, facts={**facts.facts, **changed})


def test_every_fact_is_written_as_it_is_read(facts: Facts) -> None:
    """Each shipped fact, written as TOML and put back into its file, loads as the same fact."""
    files: dict[str, list[str]] = {}
    for fact in facts.facts.values():
        path = f"law/{fact.topic}.toml" if fact.pack == "law" else f"operators/{fact.topic}/facts.toml"
        files.setdefault(path.replace("operators/all", "operators/_common"), []).append(fact_toml(fact))
    whole = dict(samples.shipped())
    for path, parts in files.items():
        head = whole[path].decode().split("[[fact]]", 1)[0]
        whole[path] = (head + "\n".join(parts)).encode()
    assert load_packs(whole) == facts


def test_used_weak_and_old_come_first(facts: Facts) -> None:
    """More plans, a weaker confidence and an older confirmation each move a fact up; what no plan cites is last."""
    lines = stale_facts(ON, facts=facts)
    points = [line.points for line in lines]
    assert points == sorted(points, reverse=True)
    assert lines[0].plans == lines[0].of
    assert lines[-1].plans == 0
    assert {line.id for line in lines if line.plans} == set(usage(facts, ON)[0]) & {line.id for line in lines}

    def place(found: Facts, id_: str) -> int:
        return [line.id for line in stale_facts(ON, facts=found)].index(id_)

    fresh = aged(facts, refund_30_days=ON)
    assert place(fresh, ID) > place(facts, ID)
    old = aged(facts, refund_30_days=ON - timedelta(days=9000))
    assert place(old, ID) < place(facts, ID)


def test_a_confirmation(facts: Facts) -> None:
    """The patch is the whole fact with the day, who and how, the source first; put into the pack it loads."""
    patch = confirm(ID, None, SAID, "en", facts)
    head = tomllib.loads(patch.text)
    assert (head["format"], head["kind"], head["pack"], head["topic"]) == (
        "simoff-facts-patch 1",
        "confirm",
        "law",
        "money",
    )
    (value,) = put_back(patch.text).facts[ID].values
    assert value.confirmed == Confirmation(ON, "hotline", "asked on the phone")
    assert value.sources[0].address == "https://example.org/rules"
    assert value.sources[1:] == facts.facts[ID].values[0].sources
    assert value.number == 30
    assert patch.masked == ()


def test_a_correction(facts: Facts) -> None:
    """Figure and texts change, the old sources go, and the comments say from what to what."""
    old = facts.facts[ID].values[0].text
    settings = ["number=20", *(f"text.{lang}={old.in_(lang).replace('30', '20')}" for lang in ("zh", "ru", "en"))]
    patch = correct(ID, "undated", settings, SAID, "zh", facts)
    assert "30 → 20" in patch.text
    assert any("30 → 20" in line for line in patch.changes)
    (value,) = put_back(patch.text).facts[ID].values
    assert (value.number, [one.address for one in value.sources]) == (20, ["https://example.org/rules"])


def test_a_rule_that_changed(facts: Facts) -> None:
    """With a new start the value before stays and a second one begins."""
    patch = correct(ID, None, ["number=30", "start=2026-12-01", "confidence=official"], SAID, "en", facts, new=True)
    values = put_back(patch.text).facts[ID].values
    assert [(value.start, value.confidence) for value in values] == [
        (None, "credible"),
        (date(2026, 12, 1), "official"),
    ]


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        (["number=20"], "patch-faults"),
        (["text.ru="], "missing"),
        (["text.ru=Тридцать дней"], "patch-faults"),
        (["colour=red"], "bad-choice"),
        (["number=many"], "option-value"),
        (["number"], "option-value"),
        (["confidence=certain"], "bad-choice"),
        (["start=2026-13-01"], "bad-date"),
        (["unit=moon"], "bad-choice"),
        (["text.ru=" + "а" * 3000], "patch-too-long"),
        (["reference=a\u202eb"], "patch-faults"),
    ],
)
def test_what_cannot_stand_is_refused(facts: Facts, settings: list[str], why: str) -> None:
    """A figure that stands in no text, a missing language, nonsense: said at once, and no file is made."""
    if settings == ["number=20"]:
        settings = ["number=20", "text.en=An unused advance is returned within 20 days."]
    with pytest.raises(WrongInput) as caught:
        correct(ID, None, settings, SAID, "en", facts)
    assert caught.value.id == why


def test_what_is_meant_has_to_be_clear(facts: Facts) -> None:
    """An unknown fact, a value there is not, and several values are told with what there is."""
    two = next(fact.id for fact in facts.facts.values() if len(fact.values) > 1)
    for id_, start, why in (("refund-31", None, "unknown-fact"), (ID, "2020-01-01", "patch-which-value")):
        with pytest.raises(WrongInput, match=why):
            confirm(id_, start, SAID, "en", facts)
    with pytest.raises(WrongInput, match="patch-which-value"):
        confirm(two, None, SAID, "en", facts)


def test_nothing_changes(facts: Facts) -> None:
    """A correction that says what stands already is none."""
    again = confirm(ID, None, SAID, "en", facts).text
    with pytest.raises(WrongInput, match="patch-nothing"):
        confirm(ID, None, SAID, "en", put_back(again))


def test_nothing_personal_is_in_a_patch(facts: Facts) -> None:
    """Numbers, documents and names in what a person says are masked and told; an address with one is refused."""
    how = f"спросили по {PHONE}, паспорт {PASSPORT}, меня зовут {NAME}"
    patch = confirm(ID, None, replace(SAID, how=how, by=PHONE), "en", facts)
    for word in (PHONE, PASSPORT, "Иванов"):
        assert word not in patch.text
    assert {"phone", "passport_ru", "name"} <= set(patch.masked)
    for address in ("https://a.example/?tel=79165554433", "https://me@a.example/", "ftp://a.example", "x"):
        with pytest.raises(WrongInput, match="patch-source"):
            confirm(ID, None, replace(SAID, source=address), "en", facts)


def test_nothing_personal_is_in_a_correction(facts: Facts) -> None:
    """What is told in a corrected doubt or reference is masked and told; in a text's one language it is refused."""
    said = f"ст. 54, сказали по {PHONE}, паспорт {PASSPORT}, меня зовут {NAME}, почта ivan@mail.example."
    doubts = {"zh": f"不清楚，电话 {PHONE}。", "ru": f"Неясно, телефон {PHONE}.", "en": f"Unclear, phone {PHONE}."}
    settings = [f"reference={said}", *(f"doubt.{lang}={doubt}" for lang, doubt in doubts.items())]
    patch = correct(ID, None, settings, replace(SAID, by=NAME, how=said), "en", facts)
    for word in (PHONE, PASSPORT, "Иванов", "ivan@"):
        assert word not in patch.text, word
    assert {"phone", "passport_ru", "name", "email"} <= set(patch.masked)
    assert put_back(patch.text).facts[ID].values[0].number == 30
    with pytest.raises(WrongInput, match="patch-faults"):
        correct(ID, None, [f"text.ru={said} В течение 30 дней."], SAID, "en", facts)


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"SIMOFF_HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": str(tmp_path / "config")}


@pytest.fixture
def asked(home: dict[str, str]) -> Any:
    """A case in which the hotline answered two questions and the person one."""
    record = Record(MemoryEngine(), MemoryVault(), Master(new_key()))
    case = open_for(record, Asked("+7 903 111-22-33", settings=("operator=mts",)), home, label="мамин номер", on=ON)
    talk = partial(
        log_contact,
        on=ON,
        channel="call",
        with_whom="Анна Смирнова, МТС",
        number="0890",
        reference="ЗВ-77",
        answers={
            "which-office": f"Анна сказала: любой салон МТС, для номера 903 111 22 33 ({NAME}), обращение ЗВ-77",
            "refund-how": "На карту 4111 1111 1111 1111 за 30 дней, остаток 1345,20 р., договор 55544433",
        },
    )
    change(record, case, talk, home)
    return record, case


def test_an_answer_becomes_a_proposed_fact(asked: Any, home: dict[str, str]) -> None:
    """Question, Russian words, facts, operator, channel and day are there; everything of the person is not."""
    record, case = asked
    before = read(record, case).recorded
    made = propose(read(record, case).state, home, ON)
    file = tomllib.loads(made.text)
    assert (file["format"], file["kind"]) == ("simoff-facts-patch 1", "propose")
    first, second = file["proposal"]
    assert (first["question"], first["operator"], first["confidence"], first["heard"], first["on"]) == (
        "which-office",
        "mts",
        "report",
        "call",
        ON,
    )
    assert second["facts"][0] == ID
    assert "30 дней" in second["answer"]
    assert "МТС" in first["answer"]
    for word in ("903", "22 33", "Иванов", "Анна", "Смирнова", "ЗВ-77", "4111", "1345", "55544433", "мамин"):
        assert word not in made.text, word
    assert mask_text(first["answer"] + second["answer"]).masks == ()
    assert read(record, case).recorded == before


def test_only_what_is_wanted(asked: Any, home: dict[str, str]) -> None:
    """One question alone; one that was not answered, and a case without answers, are told."""
    record, case = asked
    state = read(record, case).state
    assert [one.question for one in propose(state, home, ON, ("refund-how",)).proposed] == ["refund-how"]
    with pytest.raises(WrongInput, match="bad-choice"):
        propose(state, home, ON, ("which-way",))
    other = open_for(record, Asked("+7 903 111-22-34", settings=("operator=mts",)), home, on=ON)
    with pytest.raises(WrongInput, match="propose-nothing"):
        propose(read(record, other).state, home, ON)
