"""Answers a question in words: what was found, what it rests on, its doubts, and the command or page that does it.

No model and no network: words, topics and this case decide. Plain values ready for JSON come back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from simoff.ask.model import Hit, Index, Kind
from simoff.ask.ranking import Leaning, operators_in, rank
from simoff.ask.terms import fold, tokens
from simoff.ask.topics import topics_in
from simoff.desk import clock
from simoff.desk.ask_passages import HelpPage, Passages
from simoff.desk.bundle import catalogue, load_facts, load_shelf
from simoff.desk.errors import WrongInput

if TYPE_CHECKING:
    from simoff.desk.plan import Made

LONGEST: Final = 2_000
"""Characters a question may have; a contract or a chat is no question."""
LONGEST_LIST: Final = 20
MOST: Final = 3
"""Answers shown without ``--most``."""

_STATUS: Final = {"now": 1.35, "waiting": 1.15, "blocked": 1.15, "optional": 1.0, "done": 0.85, "not_needed": 0.6}
_VERDICT: Final = {"possible": 1.15, "unknown": 1.0, "not_advised": 0.9, "impossible": 0.75}
"""How an answer counts by what this case's plan says of it: what is open comes first."""
_NAMED_SERVICE: Final = 1.5
"""A service that is named where a number is to be changed."""


class Asked(Struct, frozen=True):
    """A question. ``operator``: whose facts come first, where the question and the case do not say."""

    text: str
    operator: str | None = None
    most: int = MOST


def answer(asked: Asked, lang: str, on: date, made: Made | None = None) -> dict[str, Any]:
    """What answers the question on the day ``on``, best first; ``made`` is the plan of the case it is asked in.

    WrongInput ``ask-no-words`` for a text without a word or figure, ``ask-too-long`` for one that is no question,
    ``bad-choice`` for an operator no pack has.
    """
    checked(asked)
    passages = Passages(lang, on, made)
    hits = find(asked, made)
    answers = [said for hit in hits if (said := passages.of(hit)) is not None][: asked.most]
    return {
        "lang": lang,
        "as_of": on,
        "facts_version": passages.facts.version,
        "answers": answers,
        "ask_operator": None if answers else passages.sentence(asked.text),
    }


def checked(asked: Asked) -> None:
    """WrongInput for what is no question."""
    if len(asked.text) > LONGEST:
        raise WrongInput("ask-too-long", length=len(asked.text), limit=LONGEST)
    if not tokens(fold(asked.text)):
        raise WrongInput("ask-no-words")
    known = load_facts().operators
    if asked.operator is not None and asked.operator not in known:
        raise WrongInput("bad-choice", option="--operator", value=asked.operator, allowed=", ".join(sorted(known)))


def find(asked: Asked, made: Made | None = None) -> list[Hit]:
    """The documents that answer, best first, some more than asked for: not every one can be said on every day."""
    index = load_shelf().index
    return rank(asked.text, index, _leaning(asked, index, made), asked.most + MOST)


def help_for(step: str, lang: str, on: date | None = None) -> HelpPage:
    """The help beside a step, as of today without ``on``; WrongInput ``ask-step`` for a step there is not."""
    helps = load_shelf().book.helps
    if step not in helps:
        from difflib import get_close_matches  # only for a name that is wrong

        near = get_close_matches(step, helps, n=3, cutoff=0.3) or list(helps)[:3]
        raise WrongInput("ask-step", step=step[:60], near=", ".join(near))
    return Passages(lang, on or clock.today(), None).help(helps[step])


class WordSaid(Struct, frozen=True):
    """A word of the glossary in one language, and how it is called in Russian."""

    id: str
    name: str
    name_ru: str
    text: str


def words_of(lang: str) -> list[WordSaid]:
    """The glossary in a language, by name."""
    words = load_shelf().book.words.values()
    said = (WordSaid(word.id, word.name.in_(lang), word.name.ru, word.text.in_(lang)) for word in words)
    return sorted(said, key=lambda word: word.name.casefold())


def steps_of(lang: str) -> list[tuple[str, str]]:
    """The steps there is help beside, as id and title, in the order of the plan."""
    from simoff.plan.steps import TABLE  # a question alone needs no plan

    words, helps = catalogue("plan", lang), load_shelf().book.helps
    return [(step, words.say(f"step.{step}.title")) for step, _, _ in TABLE if step in helps]


def _leaning(asked: Asked, index: Index, made: Made | None) -> Leaning:
    named = operators_in(asked.text, index)
    if not named and asked.operator is not None:
        named = (asked.operator,)
    if made is None:
        return Leaning(named, {}, _kinds(asked.text, index))
    billing = made.plan.billing.id
    operators = named or (() if billing is None else (billing,))
    return Leaning(operators, _case_factors(made), _kinds(asked.text, index))


def _kinds(text: str, index: Index) -> Mapping[Kind, float]:
    """Which kinds of answer the way of asking calls for."""
    topics = set(topics_in(text, index))
    moving = bool(topics & {"move-accounts", "second-factor"})
    return {
        "word": 1.8 if "what-is" in topics else 0.8,
        "refusal": 1.3 if "they-say" in topics else 0.75,
        "fact": 1.2 if "how-long" in topics else 1.0,
        "service": _NAMED_SERVICE if moving else 1.0,
    }


def _case_factors(made: Made) -> dict[str, float]:
    factors = {f"step:{step.id}": _STATUS[step.status] for step in made.plan.steps}
    return factors | {f"way:{route.id}": _VERDICT[route.verdict] for route in made.plan.routes}
