"""Answers to a refusal as a sheet: what they say, what to answer, what supports it, what to do next."""

from __future__ import annotations

from collections.abc import Iterable

from simoff.papers.refusal import Refusal, supports
from simoff.papers.talk.sheet import Line, Section, Speaker, Talk


def answers(s: Speaker, chosen: Iterable[tuple[Refusal, tuple[str, ...]]]) -> Talk:
    """A section for each refusal; with it the words of a pasted message that suggested it, if any."""
    sections = tuple(_section(s, one, matched) for one, matched in chosen)
    return Talk("answers", s.lang, s.on, s.say("answers.title"), s.say("answers.about"), sections)


def _section(s: Speaker, one: Refusal, matched: tuple[str, ...]) -> Section:
    rests = supports(one, s.facts, s.on)
    because = "  ".join(f"[{rest.fact_id}] {rest.text.in_(s.lang)}" for rest in rests)
    lines = [
        *(Line(ru=heard, note=s.say("answers.they-say")) for heard in one.heard),
        s.spoken(one.answer, note=because or s.say("answers.no-fact")),
        Line(one.next.in_(s.lang), note=_letter(one)),
    ]
    hint = s.say("answers.matched", words=" · ".join(f"«{words}»" for words in matched)) if matched else ""
    return Section(one.id, one.said.in_(s.lang), tuple(lines), hint)


def _letter(one: Refusal) -> str:
    """The commands that go with it: note it in a case, make its letter."""
    noted = f"simoff case log refusal {one.id}"
    if one.letter is None:
        return noted
    return f"{noted} · simoff letter {one.letter}" + (f" --about {one.about}" if one.about else "")
