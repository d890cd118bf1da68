"""Circumstances written as TOML read back to the same, and what contradicts itself."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simoff.case import Circumstances, circumstances_to_toml, contradictions, key_names, read_circumstances
from simoff.case.keys import Key

ON = date(2026, 11, 24)
OPERATORS = ("mts", "t2", "other")
TEXTS = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=100)


def _written(key: Key) -> st.SearchStrategy[str]:
    kinds: dict[str, st.SearchStrategy[str]] = {
        "word": st.sampled_from(key.words or ("x",)),
        "flag": st.sampled_from(("true", "false")),
        "count": st.integers(0, 10**6).map(str),
        "day": st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str),
        "roubles": st.decimals(-(10**9), 10**9, places=2).map(str),
    }
    return kinds[key.kind]


SETTINGS: st.SearchStrategy[dict[str, str]] = st.fixed_dictionaries(
    {}, optional={key.name: _written(key) for key in key_names(OPERATORS) if key.kind != "text"}
)


def read(text: str | None, settings: list[str]) -> Circumstances:
    return read_circumstances(text, settings, operators=OPERATORS)


@given(SETTINGS, TEXTS)
def test_what_is_written_reads_back(settings: dict[str, str], reason: str) -> None:
    """Any circumstances, with any text for a reason, come back equal; writing again gives the same bytes."""
    quoted = reason.replace("\\", "\\\\").replace('"', '\\"')
    text = f'wants.reason = "{quoted}"'
    found = read(text, [f"{name}={value}" for name, value in settings.items()])
    written = circumstances_to_toml(found)
    assert read(written, []) == found
    assert circumstances_to_toml(read(written, [])) == written
    assert len(written.splitlines()) == len(settings) + 1


def test_nothing_stated_is_written_as_nothing() -> None:
    """Unknown is left out, never written as a default."""
    assert circumstances_to_toml(Circumstances()) == ""


def test_money_and_days_are_written_plainly() -> None:
    """Two decimals, ISO days, one dotted key a line in the order of the types."""
    found = read(None, ["money.balance=-7", "leaving_on=2026-12-01", "holder.kind=citizen", "money.frozen=true"])
    assert found.money.balance == Decimal("-7.00")
    assert circumstances_to_toml(found).splitlines() == [
        'holder.kind = "citizen"',
        "leaving_on = 2026-12-01",
        "money.balance = -7.00",
        "money.frozen = true",
    ]


CONTRADICTIONS: list[tuple[list[str], tuple[str, ...]]] = [
    (["holder.kind=deceased", "holder.user_is=holder"], ("deceased-holder",)),
    (["holder.kind=deceased", "holder.user_is=heir"], ()),
    (["holder.died_on=2026-01-01", "holder.kind=citizen"], ("died-but-living",)),
    (["holder.died_on=2026-01-01", "holder.kind=deceased"], ()),
    (["holder.died_on=2026-01-01"], ()),
    (["accounts.gosuslugi=false", "found_on_gosuslugi=true"], ("gosuslugi-found",)),
    (["accounts.gosuslugi=false", "found_on_gosuslugi=false"], ()),
    (["found_on_gosuslugi=true"], ()),
    (["leaving_on=2026-11-23", "where=russia"], ("leaving-past",)),
    (["leaving_on=2026-11-24", "where=russia"], ()),
    (["leaving_on=2026-11-23", "where=abroad"], ()),
    (["leaving_on=2026-11-23"], ()),
    (["holder.kind=minor_under_14", "holder.user_is=holder"], ("child-holder",)),
    (["holder.kind=minor_14_17", "holder.user_is=holder"], ()),
    (["holder.kind=minor_under_14", "holder.user_is=parent"], ()),
]


@pytest.mark.parametrize(("settings", "ids"), CONTRADICTIONS)
def test_what_cannot_all_be_true_is_named(settings: list[str], ids: tuple[str, ...]) -> None:
    """Each contradiction of the procedure, and its nearest neighbour that is none."""
    assert contradictions(read(None, settings), ON) == ids


def test_several_contradictions_are_all_named() -> None:
    """One does not hide another."""
    every: dict[str, Any] = {}
    for settings, ids in (CONTRADICTIONS[0], CONTRADICTIONS[5], CONTRADICTIONS[8]):
        every |= dict.fromkeys(settings, ids)
    found = contradictions(read(None, list(every)), ON)
    assert found == ("deceased-holder", "gosuslugi-found", "leaving-past")


def test_a_day_passing_makes_a_contradiction() -> None:
    """Leaving on a day contradicts being in Russia only from the day after."""
    case = read(None, ["leaving_on=2026-12-01", "where=russia"])
    assert contradictions(case, date(2026, 12, 1)) == ()
    assert contradictions(case, date(2026, 12, 1) + timedelta(1)) == ("leaving-past",)
