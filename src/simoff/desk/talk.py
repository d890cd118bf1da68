"""Make a sheet to speak from: the counter card, the call script, the phrasebook, the answers to a refusal."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from simoff.case import Circumstances
from simoff.desk import clock
from simoff.desk.bundle import catalogue, load_facts
from simoff.desk.errors import WrongInput
from simoff.desk.guard import never_tell_lines
from simoff.desk.plan import Made, rendered
from simoff.papers import KINDS, Details, FontMissing, Refusal, refusals, suggest
from simoff.papers.refusal import supports
from simoff.papers.talk import Asked, Line, Speaker, Talk, answers, card, phrasebook, script, talk_html, talk_pdf

LONGEST_SAID = 20_000
_LETTER: Final = re.compile(r"simoff letter ([a-z-]+)")
NEVER_AT_COUNTER = ("card", "dial", "call-back", "safe-account")
NEVER_ON_CALL = ("papers", "call-back", "safe-account")
"""The guard's lines that the sheets do not say in their own words already."""


def card_for(made: Made, lang: str, details: Details | None = None) -> Talk:
    """The counter card of a case."""
    return card(_speaker(made, lang, details, NEVER_AT_COUNTER))


def script_for(made: Made, lang: str, details: Details | None = None) -> Talk:
    """The call script of a case, with the open questions its plan has for the operator."""
    asked = [
        Asked(question["id"], question["text"], question["text_ru"])
        for question in rendered(made, lang)["questions"]
        if question["ask"] == "operator"
    ]
    return script(_speaker(made, lang, details, NEVER_ON_CALL), asked)


def phrasebook_in(lang: str) -> Talk:
    """The phrasebook; it needs no case."""
    return phrasebook(_anybody(lang))


def all_answers(lang: str) -> Talk:
    """Every refusal with its answer; it needs no case."""
    return answers(_anybody(lang), ((one, ()) for one in refusals().values()))


def answers_to(said: str, lang: str) -> Talk:
    """The answers a text suggests, with its words that matched; no section where nothing is near.

    WrongInput as for :func:`check_said`.
    """
    check_said(said)
    return answers(_anybody(lang), ((found.refusal, found.matched) for found in suggest(said)))


class Answered(Struct, frozen=True):
    """One refusal with its answer, in a person's language.

    ``said``: what it means; ``heard``: how it sounds, in Russian; ``matched``: the words of a message that point to
    it. ``answer`` carries the Russian, how to read it, and its meaning (both empty for a reader of Russian).
    ``because``: id and text of the facts that carry the answer that day, often none. ``letters``: the kinds to
    write next, the most fitting first, with what it is ``about``.
    """

    id: str
    said: str
    heard: tuple[str, ...]
    matched: tuple[str, ...]
    answer: Line
    because: tuple[tuple[str, str], ...]
    next: str
    letters: tuple[str, ...]
    about: str | None


def refusals_in(lang: str) -> tuple[tuple[str, str], ...]:
    """Id and meaning of every refusal that has an answer."""
    return tuple((one.id, one.said.in_(lang)) for one in refusals().values())


def refusal_in(id_: str, lang: str) -> Answered | None:
    """The answer to one refusal; None where there is no such."""
    one = refusals().get(id_)
    return None if one is None else _answered(one, (), lang)


def suggested(said: str, lang: str) -> tuple[Answered, ...]:
    """What a text suggests, the nearest first. WrongInput as for :func:`check_said`."""
    check_said(said)
    return tuple(_answered(found.refusal, found.matched, lang) for found in suggest(said))


def check_said(said: str) -> None:
    """WrongInput ``nothing-said`` for an empty text, ``said-too-long`` for one that is no message."""
    if not said.strip():
        raise WrongInput("nothing-said")
    if len(said) > LONGEST_SAID:
        raise WrongInput("said-too-long", limit=LONGEST_SAID)


def _answered(one: Refusal, matched: tuple[str, ...], lang: str) -> Answered:
    speaker = _anybody(lang)
    next_ = one.next.in_(lang)
    named = (*((one.letter,) if one.letter else ()), *_LETTER.findall(next_))
    return Answered(
        one.id,
        one.said.in_(lang),
        one.heard,
        matched,
        speaker.spoken(one.answer),
        tuple((rest.fact_id, rest.text.in_(lang)) for rest in supports(one, speaker.facts, speaker.on)),
        next_,
        tuple(dict.fromkeys(kind for kind in named if kind in KINDS)),
        one.about,
    )


def talk_files(talk: Talk) -> dict[str, bytes]:
    """The sheet as PDF, if a font here shows its language, and always as a page for the telephone."""
    made = talk_pdf(talk, catalogue("papers", talk.lang))
    pdf = {} if isinstance(made, FontMissing) else {f"{talk.kind}.pdf": made}
    return {**pdf, f"{talk.kind}.html": talk_html(talk)}


def _speaker(made: Made, lang: str, details: Details | None, never: tuple[str, ...]) -> Speaker:
    """Only an operator the person named counts: a hotline of the wrong company answers nothing."""
    billing = made.plan.billing
    operator = made.facts.operators.get(billing.id or "") if billing.from_ == "stated" else None
    return Speaker(
        made.circumstances,
        made.line.e164,
        made.facts,
        operator,
        made.as_of,
        catalogue("papers", lang),
        details or Details(),
        never_tell_lines(lang, never),
    )


def _anybody(lang: str) -> Speaker:
    return Speaker(Circumstances(), "", load_facts(), None, clock.today(), catalogue("papers", lang))
