"""Letters from the facts that come with the program: every operator, every holder."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from simoff.case.circumstances import Circumstances, HolderFacts, HolderKind, UserIs
from simoff.desk.bundle import load_facts
from simoff.facts import Facts, state
from simoff.facts.model import GROUNDS, Known
from simoff.number.model import Line
from simoff.papers import Details, letter_pdf, letter_text, write_letter

ON = date(2026, 11, 24)


@pytest.fixture(scope="module")
def packs() -> Facts:
    return load_facts()


def test_every_operator_gets_a_letter(packs: Facts, line: Line) -> None:
    """Party and address are the pack's; where the pack has none, the line is blank."""
    assert len(packs.operators) > 10
    for operator in packs.operators.values():
        case = Circumstances()
        letter = write_letter("termination", case, line, Details(), packs, on=ON, operator_id=operator.id)
        text = letter_text(letter)
        assert f"Кому: {operator.party or '____'}" in text
        assert f"Адрес: {operator.address or '____'}" in text
        assert letter_pdf(letter).startswith(b"%PDF")


def test_no_address_below_credible_is_printed(packs: Facts) -> None:
    """An operator's address fit for a letter rests on a fact that is official or credible."""
    for operator in packs.operators.values():
        if operator.address is not None:
            assert operator.address_fact is not None
            found = state(packs.facts[operator.address_fact], ON)
            assert isinstance(found, Known)
            assert found.value.confidence in GROUNDS


@pytest.mark.parametrize("kind", get_args(HolderKind))
@pytest.mark.parametrize("user", get_args(UserIs))
def test_every_ground_is_fit_and_there_is_one(packs: Facts, line: Line, kind: HolderKind, user: UserIs) -> None:
    """The packs give each holder at least the Civil Code's article, and nothing weaker than credible."""
    case = Circumstances(holder=HolderFacts(kind=kind, user_is=user))
    letter = write_letter("termination", case, line, Details(), packs, on=ON, operator_id="mts")
    assert "gk-450-1" in letter.grounds
    for ground in letter.grounds:
        found = state(packs.facts[ground], ON)
        assert isinstance(found, Known)
        assert found.value.confidence in GROUNDS


def test_an_article_is_named_only_where_its_text_was_seen(packs: Facts, line: Line) -> None:
    """Whoever writes, the only article named is 450.1 of the Civil Code."""
    for kind in get_args(HolderKind):
        case = Circumstances(holder=HolderFacts(kind=kind))
        text = letter_text(write_letter("termination", case, line, Details(), packs, on=ON, operator_id="mts"))
        named = {words.split()[0] for words in text.split("статьи ")[1:]}
        assert named == {"450.1"}
        assert "№ 59" not in text
        assert "постановлени" not in text.lower()
