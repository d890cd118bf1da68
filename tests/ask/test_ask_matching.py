"""Word forms, Chinese, mixtures, slips, and what a case or an operator makes of the order."""

from __future__ import annotations

import pytest
from ask_index import DOCUMENTS, small

from simoff.ask import Document
from simoff.ask.ranking import Leaning, operators_in, rank
from simoff.ask.terms import fold, from_latin, letter_terms, skeleton, terms
from simoff.ask.topics import topics_in


def first(question: str, leaning: Leaning | None = None) -> str | None:
    hits = rank(question, small(), leaning or Leaning(), 5)
    return hits[0].id if hits else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("договора", "договору"),
        ("заявление", "заявления"),
        ("счёта", "счета"),
        ("letters", "letter"),
        ("ＭＴＳ", "mts"),
    ],
)
def test_word_forms_are_one_term(one: str, other: str) -> None:
    """Russian cases, English plurals, ё and full width make no difference."""
    assert terms(one) == terms(other) != []


def test_chinese_is_read_in_pairs_of_signs() -> None:
    """Chinese becomes pairs, without the words of asking; a single sign between them stays."""
    assert terms("怎么把余额退回") == ["余额", "额退", "退回"]
    assert terms("卡的") == ["卡"]


@pytest.mark.parametrize("text", ["", "?!…", "。。。", "😀😀", "\u200b\u200f", "как", "的了吗", "the of"])
def test_a_text_without_words_has_no_terms(text: str) -> None:
    """Signs, pictures and the words of asking leave nothing to look for."""
    assert terms(text) == []
    assert rank(text, small(), Leaning(), 5) == []


def test_a_phrase_is_found_in_any_order_and_form() -> None:
    """The words of a phrase may be turned round and declined; far apart they are no phrase."""
    assert "refund" in topics_in("деньги мне вернут вернуть", small())
    assert "refund" in topics_in("余额能不能退", small())
    assert "refund" not in topics_in("вернуть " + "слово " * 9 + "деньги", small())
    assert "refund" not in topics_in("余额" + "很多很多很多很多很多字" + "退", small())


@pytest.mark.parametrize(
    "question",
    [
        "вернуть деньги",
        "возвратов",
        "refund пожалуйста",
        "我要退款",
        "余额 退 回来",
        "vernut dengi",
        "get my refunnd",
    ],
)
def test_every_language_and_mixtures_find_the_same(question: str) -> None:
    """A question in Chinese, Russian, English, mixed, typed in Latin or with a slip finds the same step."""
    assert first(question) == "step:money"


def test_russian_in_latin_letters() -> None:
    """Transliteration goes back and forth as people type it."""
    assert from_latin("zayavlenie") == "заявление"
    assert from_latin("shchyot") == "щет"
    assert skeleton("договор") == "dogovor"


def test_a_named_operator_comes_first_and_others_never() -> None:
    """With an operator its own fact stands before the general step, and no other operator's fact stands at all."""
    index = small()
    assert operators_in("возврат в МТС", index) == ("mts",)
    ids = [hit.id for hit in rank("возврат в МТС", index, Leaning(("mts",)), 5)]
    assert ids[0] == "fact:mts.refund"
    assert "fact:t2.refund" not in ids


def test_without_an_operator_the_general_comes_first() -> None:
    """Where no operator is named, what holds for all stands before single brands."""
    ids = [hit.id for hit in rank("возврат", small(), Leaning(), 5)]
    assert ids[0] == "step:money"


def test_the_name_of_an_operator_is_no_matter() -> None:
    """The name alone, without anything asked, finds nothing."""
    assert rank("МТС", small(), Leaning(("mts",)), 5) == []


def test_a_service_is_found_by_its_whole_name_alone() -> None:
    """Half a name does not call a service, the whole one does."""
    assert first("номер в мой банк") == "service:bank"
    assert first("我的银行") == "service:bank"
    assert first("банк") is None


def test_factors_of_a_case_change_the_order() -> None:
    """What this case says is open comes before what it says is done."""
    index = small((*DOCUMENTS, Document("step:other", "step", DOCUMENTS[0].parts, ("refund",))))
    plain = [hit.id for hit in rank("возврат", index, Leaning(), 2)]
    leaning = Leaning(factors={"step:money": 0.6, "step:other": 1.3})
    assert plain[0] == "step:money"
    assert rank("возврат", index, leaning, 2)[0].id == "step:other"


def test_the_same_question_gives_the_same_answer() -> None:
    """Equal documents keep a fixed order, whatever order they came in."""
    forward, backward = small(), small(tuple(reversed(DOCUMENTS)))
    question = "вернуть остаток письмом"
    assert rank(question, forward, Leaning(), 9) == rank(question, backward, Leaning(), 9)


def test_a_very_long_question_is_bounded() -> None:
    """A hundred thousand signs are looked at in time of their length, and answered by their beginning."""
    hits = rank("возврат " + "абвгд " * 20_000, small(), Leaning(), 5)
    assert hits[0].id == "step:money"
    assert len(terms("退" * 100_000)) < 100_001


def test_terms_of_phrases_keep_every_word() -> None:
    """A phrase keeps its small words, so that "in my name" is not "name"."""
    assert len(letter_terms("на мое имя")) == 3
    assert fold("ЁЖ\u200b") == "еж"
