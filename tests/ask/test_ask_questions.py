"""Questions as people ask them: how often the right answer is there."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from simoff.ask.terms import terms
from simoff.desk.ask import Asked, find
from simoff.desk.bundle import load_shelf

HERE = Path(__file__).parent
LANGUAGES = ("zh", "ru", "en")
FILES = ("questions", "seen", "held_out", "fresh", "last")
FIRST, AMONG_THREE = 0.80, 0.95
ALIKE = 0.6


def asked(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))["question"]
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_right_answer_comes_first(lang: str) -> None:
    """Of forty questions in a language the right answer is first in 80 %, among three in 95 %."""
    first = three = 0
    questions = [one for one in asked("questions") if one["lang"] == lang]
    for one in questions:
        ids = [hit.id for hit in find(Asked(one["asks"]))][:3]
        first += ids[:1] != [] and ids[0] in one["right"]
        three += not set(one["right"]).isdisjoint(ids)
    assert len(questions) == 40
    assert first / len(questions) >= FIRST
    assert three / len(questions) >= AMONG_THREE


@pytest.mark.parametrize("name", FILES)
def test_every_answer_named_is_there(name: str) -> None:
    """The answers that questions name are documents of the index; no question comes twice."""
    known = set(load_shelf().index.ids)
    every = [one["asks"] for file in FILES for one in asked(file)]
    assert {right for one in asked(name) for right in one["right"]} <= known
    assert len(every) == len(set(every))


def test_no_question_is_a_phrase_of_the_packs() -> None:
    """No question of the tests was written into the synonyms: what is measured is not what was copied."""
    book = load_shelf().book
    phrases = {phrase.lower() for topic in book.topics.values() for phrase in topic.phrases}
    phrases |= {phrase.lower() for questions in book.asked.values() for phrase in questions}
    every = {one["asks"].lower() for file in FILES for one in asked(file)}
    assert phrases.isdisjoint(every)


@pytest.mark.parametrize("name", FILES)
def test_no_question_is_nearly_one_of_the_packs(name: str) -> None:
    """No question of the tests shares most of its words with one question written into the packs."""
    written = [set(terms(one)) for questions in load_shelf().book.asked.values() for one in questions]
    for question in asked(name):
        words = set(terms(question["asks"]))
        for other in written:
            if len(words & other) > 2:
                assert len(words & other) / len(words | other) < ALIKE, (question["asks"], words & other)


def test_fresh_questions_are_mostly_answered() -> None:
    """Of sixty questions whose misses nobody looked at 45 are answered first, 52 among three."""
    first = three = 0
    for one in asked("fresh"):
        ids = [hit.id for hit in find(Asked(one["asks"]))][:3]
        first += ids[:1] != [] and ids[0] in one["right"]
        three += not set(one["right"]).isdisjoint(ids)
    assert first >= 45
    assert three >= 52


@pytest.mark.parametrize(
    "question",
    ["рецепт борща", "今天天气怎么样", "who won the football match", "где купить хлеб", "怎么做红烧肉",
     "what is the weather today", "сколько стоит билет в театр", "how long is the flight",
     "莫斯科有什么好玩的", "сколько лет пушкину", "what year did the war end", "is it going to rain tomorrow"],
)  # fmt: skip
def test_what_is_about_something_else_finds_nothing(question: str) -> None:
    """A question about bread or the weather is not answered with something about SIM cards."""
    assert find(Asked(question)) == []
