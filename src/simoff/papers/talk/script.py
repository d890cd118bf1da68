"""The call script: whom to call, what to say and never to say, the open questions, and the log of the call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from simoff.facts import state
from simoff.facts.model import GROUNDS, Channel, Known, Value
from simoff.papers.talk.sheet import Asked, Line, Section, Speaker, Talk, spoken

HAVE: Final = ("document", "contract", "pen", "alone")
GIVE: Final = ("name", "number", "document", "address", "code-word")
NEVER: Final = ("codes", "passwords", "card", "remote", "dial", "yes")
LOG: Final = ("when", "called", "who", "reference", "said", "next")
ROOM: Final = {"said": 3, "next": 2}
CLOSING: Final = ("by-sms", "reference", "your-name", "thank-you")


def script(s: Speaker, questions: Sequence[Asked]) -> Talk:
    """The script for a call; ``questions`` are the plan's open ones for the operator."""
    sections = (
        s.section("script.whom", _whom(s)),
        s.section("script.have", _said(s, "have", HAVE)),
        s.section("script.open", _open(s)),
        s.section("script.give", _said(s, "give", GIVE)),
        s.section("script.never", (*_said(s, "never", NEVER), *map(Line, s.never), s.phrase("no-codes"))),
        s.section("script.questions", _questions(s, questions)),
        s.section("script.close", tuple(map(s.phrase, CLOSING))),
        s.section("script.log", _log(s)),
    )
    return Talk("script", s.lang, s.on, s.say("script.title"), s.say("script.about"), _filled(sections))


def _filled(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.lines)


def _said(s: Speaker, part: str, ids: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(Line(s.say(f"script.{part}.{id}")) for id in ids)


def _whom(s: Speaker) -> tuple[Line, ...]:
    """The allow-listed numbers with source and doubt; none known is said, with where to find one."""
    if s.operator is None:
        return (Line(s.say("script.whom.operator-unknown")),)
    known = tuple(line for channel in s.operator.hotlines for line in _hotline(s, channel))
    name = s.operator.name.in_(s.lang)
    head = "script.whom.known" if known else "script.whom.none"
    return (Line(s.say(head, name=name)), *known, Line(s.say("script.whom.compare")))


def _hotline(s: Speaker, channel: Channel) -> tuple[Line, ...]:
    """A number only where its fact is in force, undisputed, and official or credible that day.

    Whoever answers hears who calls and why, so a number from a weaker source is not printed.
    """
    found = state(s.facts.facts[channel.fact_id], s.on)
    if not isinstance(found, Known) or found.value.confidence not in GROUNDS:
        return ()
    return (Line(found.value.text.in_(s.lang), channel.data, note=_source(s, found.value)),)


def _source(s: Speaker, value: Value) -> str:
    """How well it is known, from where and of which day, and what was not seen."""
    said = [s.say(f"confidence.{value.confidence}")]
    for source in value.sources:
        said.append(source.address if source.dated is None else f"{source.address} ({source.dated.isoformat()})")
    return " · ".join((*said, *((value.doubt.in_(s.lang),) if value.doubt else ())))


def _open(s: Speaker) -> tuple[Line, ...]:
    who = {"proxy": "i-represent", "heir": "i-am-heir", "company": "i-represent"}
    opening = who.get(s.role, "i-am-holder")
    slow = () if s.lang == "ru" else ("slower", "repeat", "one-minute")
    return tuple(map(s.phrase, ("hello", "human-please", opening, *slow)))


def _questions(s: Speaker, questions: Sequence[Asked]) -> tuple[Line, ...]:
    return tuple(spoken(asked.ru, "" if s.lang == "ru" else asked.text, room=2) for asked in questions)


def _log(s: Speaker) -> tuple[Line, ...]:
    return tuple(Line(s.say(f"script.log.{id}"), room=ROOM.get(id, 1)) for id in LOG)
