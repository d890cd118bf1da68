"""Two versions side by side: which value, from what to what."""

from __future__ import annotations

from typing import Any

import pytest
from facts_small_packs import BRAND, DOUBT, QUESTION, fact, packs, value

from simoff.facts import load_packs
from simoff.facts.differences import Change, completed, differences


def found(before: str, after: str) -> Any:
    """The differences of two bodies of law/money.toml."""
    return differences(load_packs(packs(before)), load_packs(packs(after)))


def changes(before: str, after: str) -> list[tuple[str, str, object, object]]:
    (changed,) = found(before, after).changed
    return [(one.value, one.field, one.before, one.after) for one in changed.changes]


def term(number: int, start: str = "2025-09-01") -> str:
    return value(start=start, more=f'number = {number}\nunit = "day"')


def test_nothing_changed() -> None:
    """The same packs, written in another order, are the same."""
    one, two = fact(id="a-fact"), fact(id="b-fact")
    same = found(one + two, two + one)
    assert (same.added, same.removed, same.changed, same.operators) == ((), (), (), ())
    assert same.touching() == frozenset()


def test_a_fact_comes_and_one_goes() -> None:
    """What is in one version alone is added or removed; only what is gone touches what was planned."""
    there = found(fact(id="old"), fact(id="new"))
    assert ([f.id for f in there.added], [f.id for f in there.removed]) == (["new"], ["old"])
    assert there.touching() == {"old"}


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (term(20), [("2025-09-01", "number", 30, 20)]),
        (term(30, "2025-10-01"), [("2025-10-01", "start", "2025-09-01", "2025-10-01")]),
        (term(30, '"2025-09"'), [("2025-09", "start", "2025-09-01", "2025-09")]),
        (value("2025-09-01"), [("2025-09-01", "number", 30, None), ("2025-09-01", "unit", "day", None)]),
    ],
)
def test_a_value_changes(after: str, expected: list[Any]) -> None:
    """Figure, unit and start are named with what they were and what they are."""
    assert changes(fact(term(30)), fact(after)) == expected


def test_a_value_is_added_behind_the_old_one() -> None:
    """A new first day leaves the value before untouched and is told in three languages."""
    there = changes(fact(term(30)), fact(term(30), value("2026-01-01", number=2)))
    assert there == [
        ("2026-01-01", "value.zh", None, "第2句"),
        ("2026-01-01", "value.ru", None, "Фраза 2"),
        ("2026-01-01", "value.en", None, "Sentence 2"),
    ]


def test_the_sides_of_a_dispute_are_not_mixed_up() -> None:
    """Of two values of one start only the one that changed is named."""
    sides = [value(number=1), value(number=2)]
    before = fact(*sides, more="disputed = true")
    after = fact(sides[1], value(number=3), more="disputed = true")
    assert {field for _, field, _, _ in changes(before, after)} == {"text.zh", "text.ru", "text.en", "sources"}


@pytest.mark.parametrize(
    ("after", "weight"),
    [
        (fact(value(confidence="credible")), "substance"),
        (fact(value() + DOUBT), "wording"),
        (fact(value() + QUESTION), "wording"),
        (fact(value(more='confirmed = { on = 2026-10-01, by = "N", how = "asked" }')), "proof"),
        (fact(value(sources='sources = [{ address = "https://other.example" }]')), "proof"),
        (fact(value(number=2, sources='sources = [{ address = "https://kept.example/1" }]')), "wording"),
    ],
)
def test_the_weight_of_a_change(after: str, weight: str) -> None:
    """What holds, how it is worded and what it rests on are three things; a fact confirmed again touches nobody."""
    there = found(fact(), after)
    assert [changed.weight for changed in there.changed] == [weight]
    assert there.touching() == (frozenset() if weight == "proof" else {"refund-30-days"})


def test_an_operator_changes() -> None:
    """Claims of an operator are compared field by field."""
    before = load_packs(packs(mts=BRAND.format(claims="")))
    after = load_packs(packs(mts=BRAND.format(claims="official_termination_page = true")))
    (brand,) = differences(before, after).operators
    assert brand.changes == (Change("", "official_termination_page", False, True),)


def test_an_older_pack_is_completed() -> None:
    """Facts that only the program has are added; what both have stays as the older pack says."""
    older, newer = (
        load_packs(packs(fact(term(30), id="a"))),
        load_packs(packs(fact(term(20), id="a") + fact(id="b"))),
    )
    whole = completed(older, newer)
    assert (whole.facts["a"], whole.facts["b"]) == (older.facts["a"], newer.facts["b"])
    assert completed(newer, older) is newer
