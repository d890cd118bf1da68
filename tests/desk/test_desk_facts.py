"""Looking into the facts: what a face is given to show."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from simoff.desk.errors import WrongInput
from simoff.desk.facts import check_facts, list_facts, show_fact, stale_facts
from simoff.facts import Facts, load_packs

ON = date(2026, 11, 24)
TEXT = '[fact.value.text]\nzh = "{0}甲"\nru = "{0} да"\nen = "{0} yes"\n'
SOURCE = 'sources = [{ address = "https://a.example", dated = 2026-01-01 }]\n'
QUESTION = '[fact.question]\nzh = "真的？"\nru = "Так ли это?"\nen = "Is it so?"\n'
BRAND = """[operator]
id = "mts"
inns = ["7740000076"]
[operator.name]
zh = "MTS 公司"
ru = "МТС"
en = "MTS"
"""


def value(number: int, start: str, confidence: str = "official") -> str:
    """One value whose text begins with its number."""
    return f'[[fact.value]]\nstart = {start}\nconfidence = "{confidence}"\n{SOURCE}{TEXT.format(number)}'


@pytest.fixture
def facts() -> Facts:
    """Two facts of law, one of an operator, one of all operators."""
    term = '[[fact]]\nid = "term"\n' + value(1, "2020-01-01") + value(2, "2025-09-01") + value(3, '"2027-01"')
    hearsay = '[[fact]]\nid = "hearsay"\n' + value(4, '"undated"', "rumour") + QUESTION
    own = '[[fact]]\nid = "mts.fee"\n' + value(5, "2025-01-01")
    common = '[[fact]]\nid = "all.fee"\n' + value(6, "2025-01-01")
    files = {
        "pack.toml": 'version = "2026.11.24"',
        "law/pack.toml": 'pack = "law"\nread_up_to = 2026-03-07',
        "operators/pack.toml": 'pack = "operators"\nread_up_to = 2026-04-20',
        "law/money.toml": f'topic = "money"\n{term}',
        "law/rumours.toml": f'topic = "rumours"\n{hearsay}',
        "operators/mts/facts.toml": f'topic = "mts"\n{BRAND}{own}',
        "operators/_common/facts.toml": f'topic = "all"\n{common}',
    }
    return load_packs({name: text.encode() for name, text in files.items()})


def test_a_fact_with_all_its_values(facts: Facts) -> None:
    """Each value says whether it stands now, stood earlier or comes later."""
    page = show_fact("term", ON, "en", facts)
    assert [(v.text, v.stands, v.start) for v in page.values] == [
        ("1 yes", "earlier", "2020-01-01"),
        ("2 yes", "now", "2025-09-01"),
        ("3 yes", "later", "2027-01"),
    ]
    assert (page.state, page.later_than_read, page.read_up_to) == ("known", True, date(2026, 3, 7))


def test_the_day_decides(facts: Facts) -> None:
    """Before any start the fact is not yet there, and the pack still speaks of that day."""
    page = show_fact("term", date(2019, 1, 1), "ru", facts)
    assert (page.state, page.later_than_read) == ("not_yet", False)
    assert {v.stands for v in page.values} == {"later"}


def test_a_rumour_is_shown_as_rumour(facts: Facts) -> None:
    """Its value stands as a rumour, and the question comes in both languages."""
    page = show_fact("hearsay", ON, "zh", facts)
    assert (page.state, page.values[0].stands) == ("unknown", "rumour")
    assert (page.question, page.question_ru) == ("真的？", "Так ли это?")


def test_a_list_states_no_rumour(facts: Facts) -> None:
    """In a list only what is known has a text."""
    lines = {line.id: line for line in list_facts(ON, "en", facts=facts)}
    assert lines["term"].texts == ("2 yes",)
    assert (lines["hearsay"].texts, lines["hearsay"].confidence) == ((), None)
    assert set(lines) == set(facts.facts)


def test_lists_by_topic_and_operator(facts: Facts) -> None:
    """A topic gives its file; an operator its own facts and what is said of all."""
    assert [line.id for line in list_facts(ON, "en", topic="money", facts=facts)] == ["term"]
    assert [line.id for line in list_facts(ON, "en", operator="mts", facts=facts)] == ["mts.fee", "all.fee"]


@pytest.mark.parametrize(("key", "option"), [("topic", "--topic"), ("operator", "--operator")])
def test_an_unknown_choice_names_the_known(facts: Facts, key: str, option: str) -> None:
    """An unknown topic or operator is refused with those there are."""
    with pytest.raises(WrongInput) as caught:
        list_facts(ON, "en", facts=facts, **{key: "nowhere"})
    assert caught.value.facts["option"] == option
    assert "mts" in str(caught.value.facts["allowed"])


@pytest.mark.parametrize("word", ["trem", "", "§"])
def test_an_unknown_fact_names_what_is_near(facts: Facts, word: str) -> None:
    """An unknown id is refused, with ids that exist."""
    with pytest.raises(WrongInput) as caught:
        show_fact(word, ON, "en", facts)
    assert caught.value.id == "unknown-fact"
    assert str(caught.value.facts["near"]).split(", ")[0] in facts.facts


def test_what_to_confirm_first(facts: Facts) -> None:
    """The rumour comes first, with its days and question."""
    first = stale_facts(ON, facts=facts)[0]
    assert (first.id, first.weakness, first.days, first.question) == ("hearsay", "rumour", 327, "Is it so?")


def test_findings_come_with_reason_and_fix(facts: Facts) -> None:
    """The rumour of this pack is worded as a statement, and the check says what to do."""
    found = next(f for f in check_facts(ON, facts) if f.check == "rumour-worded-as-statement")
    assert found.where == "hearsay"
    assert found.reason
    assert found.fix


def test_all_of_it_is_json(facts: Facts) -> None:
    """Each answer encodes as it is, days as ISO dates."""
    answers = (
        show_fact("term", ON, "en", facts),
        list_facts(ON, "en", facts=facts),
        check_facts(ON, facts),
        stale_facts(ON, facts=facts),
    )
    page = msgspec.json.decode(msgspec.json.encode(answers))[0]
    assert page["read_up_to"] == "2026-03-07"


def test_the_shipped_packs_have_no_errors() -> None:
    """What comes along loads without a fault and passes every check of severity error."""
    assert [finding for finding in check_facts(ON) if finding.severity == "error"] == []
