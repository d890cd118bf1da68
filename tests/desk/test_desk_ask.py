"""Answers of the desk: passage, sources, doubts, and what a case and a day make of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from simoff.desk import bundle
from simoff.desk.ask import LONGEST, Asked, answer, help_for
from simoff.desk.bundle import load_facts, load_shelf
from simoff.desk.errors import WrongInput
from simoff.desk.plan import Asked as PlanAsked
from simoff.desk.plan import Made, make
from simoff.facts import Unknown, state

DAY = date(2026, 11, 24)
LANGUAGES = ("zh", "ru", "en")


def found(
    text: str, lang: str = "en", on: date = DAY, made: Made | None = None, **more: Any
) -> list[dict[str, Any]]:
    said = answer(Asked(text, **more), lang, on, made)["answers"]
    assert isinstance(said, list)
    return said


def ids(answers: list[dict[str, Any]]) -> list[str]:
    return [one["id"] for one in answers]


def made_of(tmp_path: Path, *settings: str) -> Made:
    environment = {"SIMOFF_HOME": str(tmp_path)}
    return make(PlanAsked("+7 916 123-45-67", settings=settings, as_of=DAY), environment)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_document_can_be_said(lang: str) -> None:
    """Whatever is found has a title in the language asked for, and every fact it cites has a confidence."""
    from simoff.ask import Hit
    from simoff.desk.ask_passages import Passages

    passages = Passages(lang, DAY, None)
    said = [passages.of(Hit(one, 1.0, ())) for one in load_shelf().index.ids]
    kept = [one for one in said if one is not None]
    assert len(kept) > 700
    for one in kept:
        assert one["title"].strip()
        assert one["command"] is None or one["command"].startswith("simoff ")
        assert all(rest.confidence for rest in one["sources"])


def test_a_rumour_is_never_printed_as_a_fact() -> None:
    """A fact only rumours speak of is answered with the question to the operator, not with the rumour."""
    from simoff.ask import Hit
    from simoff.desk.ask_passages import Passages

    passages = Passages("en", DAY, None)
    unknown = [fact for fact in load_facts().facts.values() if isinstance(state(fact, DAY), Unknown)]
    assert len(unknown) > 50
    for fact in unknown:
        said = passages.of(Hit(f"fact:{fact.id}", 1.0, ()))
        assert said is not None
        assert said["state"] == "unknown"
        assert said["question"]["text_ru"]
        assert all(value.text.en not in said["title"] + said["text"] for value in fact.values)


def test_an_answer_carries_source_doubt_and_command() -> None:
    """The answer about the refund cites the bill, says that the law was not seen, and names the letter."""
    first = found("how do I get my balance back")[0]
    assert first["id"] == "step:await-refund"
    assert first["command"] == "simoff letter refund --number NUMBER"
    assert first["cites"] == ["refund-30-days"]
    assert first["sources"][0].confidence == "credible"
    assert first["sources"][0].address.startswith("https://")
    assert any("not seen" in doubt for doubt in first["doubts"])


def test_a_rule_that_starts_later_does_not_exist_yet() -> None:
    """A fact in force from a later day is not an answer on an earlier one."""
    question = "SIM cards on Gosuslugi list all numbers registered in my name"
    assert "fact:gosuslugi-sim-cards" in ids(found(question, most=10))
    assert "fact:gosuslugi-sim-cards" not in ids(found(question, on=date(2025, 1, 1), most=10))


def test_the_operator_of_question_option_and_case(tmp_path: Path) -> None:
    """The question's operator wins over the option, the option stands in for it, and a case brings its own."""
    assert found("megafon how many days without use", operator="t2")[0]["id"] == "fact:megafon.inactivity"
    assert found("how many days without use", operator="t2")[0]["id"] == "fact:t2.inactivity"
    made = made_of(tmp_path, "operator=t2")
    assert "fact:t2.inactivity" in ids(found("how many days without use", made=made))
    assert not [one for one in ids(found("refund", made=made, most=20)) if one.startswith("fact:mts.")]


def test_a_case_puts_first_what_is_open_in_it(tmp_path: Path) -> None:
    """With the inventory complete the step to find accounts falls behind; an answer says how the step stands."""
    question = "which accounts are linked to my phone number and move accounts"
    todo = made_of(tmp_path, "accounts.inventory=none")
    done = made_of(tmp_path, "accounts.inventory=complete")
    before = {one["id"]: one for one in found(question, made=todo, most=10)}
    after = {one["id"]: one for one in found(question, made=done, most=10)}
    assert before["step:find-accounts"]["score"] > after["step:find-accounts"]["score"]
    assert before["step:find-accounts"]["in_case"]["status"] == "now"
    assert after["step:find-accounts"]["in_case"]["status"] == "done"


def test_a_way_says_its_verdict_in_the_case(tmp_path: Path) -> None:
    """The way through an heir is impossible for a living holder, and the answer says so."""
    living = made_of(tmp_path, "holder.kind=citizen", "where=russia")
    way = next(one for one in found("my mother died, phone", made=living, most=10) if one["id"] == "way:heir")
    assert way["in_case"] == {"verdict": "impossible"}


@pytest.mark.parametrize("text", ["", "   ", "?!?!", "。。。……", "😀😀😀", "\u200b\u202e", "'" * 500, "---"])
def test_a_question_without_words_is_refused_clearly(text: str) -> None:
    """Only signs, pictures or invisible characters: a refusal of its own, never an empty answer."""
    with pytest.raises(WrongInput) as caught:
        answer(Asked(text), "en", DAY)
    assert caught.value.id == "ask-no-words"


@pytest.mark.parametrize("sign", ["а", "退", "x ", "?"])
def test_a_question_of_100_000_signs_is_refused_clearly(sign: str) -> None:
    """A text that long is no question; it is refused before anything is looked up."""
    with pytest.raises(WrongInput) as caught:
        answer(Asked(sign * (100_000 // len(sign))), "en", DAY)
    assert caught.value.id == "ask-too-long"
    assert caught.value.facts["limit"] == LONGEST


@pytest.mark.parametrize(
    "text", ["退" * LONGEST, "ж" * LONGEST, "ab " * (LONGEST // 3), "\x00\x1b[31m refund", "%s{0}$("]
)
def test_a_hostile_question_is_answered(text: str) -> None:
    """The longest question, control characters and format signs end in an answer."""
    said = answer(Asked(text), "zh", DAY)
    assert said["answers"] or said["ask_operator"]["text_ru"]


def test_where_nothing_is_found_the_operator_is_asked_in_russian() -> None:
    """A Russian question becomes part of the sentence; another one gets a sentence to add it to."""
    russian = answer(Asked("какой у вас рецепт борща"), "ru", DAY)["ask_operator"]["text_ru"]
    assert "какой у вас рецепт борща?" in russian
    english = answer(Asked("who won the football match"), "en", DAY)["ask_operator"]["text_ru"]
    assert "football" not in english
    assert english.startswith("Здравствуйте!")


def test_an_operator_nobody_has_is_refused() -> None:
    """An operator of no pack is a wrong choice, and the refusal names those there are."""
    with pytest.raises(WrongInput) as caught:
        answer(Asked("refund", operator="vodafone"), "en", DAY)
    assert caught.value.id == "bad-choice"
    assert "mts" in str(caught.value.facts["allowed"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_is_whole(lang: str) -> None:
    """Each step's help says why, how, what can go wrong, what to take away and which command."""
    for step in load_shelf().book.helps:
        page = help_for(step, lang, DAY)
        assert all((page.title, page.why, page.how, page.wrong, page.take, page.command))


def test_a_step_there_is_not_is_refused_with_what_is_near() -> None:
    """A slip in a step's name is answered with the name meant."""
    with pytest.raises(WrongInput) as caught:
        help_for("find-acounts", "en", DAY)
    assert caught.value.id == "ask-step"
    assert "find-accounts" in str(caught.value.facts["near"])


def test_the_compiled_shelf_is_the_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an installation reads equals what the source makes; with other facts the index is made anew."""
    bundle.load_shelf.cache_clear()
    from_source = bundle.load_shelf()
    for name, content in bundle.compile_bundle().items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(bundle, "BUNDLE", tmp_path)
    bundle.load_shelf.cache_clear()
    try:
        assert bundle.load_shelf() == from_source
        newer = msgspec.structs.replace(load_facts(), version="2099.01.01")
        monkeypatch.setattr(bundle, "load_facts", lambda: newer)
        bundle.load_shelf.cache_clear()
        assert bundle.load_shelf().index.versions[0] == "2099.01.01"
    finally:
        bundle.load_shelf.cache_clear()
