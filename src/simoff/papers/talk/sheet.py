"""A sheet to speak from: sections of lines in Russian and in the person's language, with room to write."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct

from simoff.case.circumstances import Circumstances
from simoff.facts import Facts
from simoff.facts.model import Operator, Text
from simoff.lang import Catalogue
from simoff.papers.details import Details
from simoff.papers.latin import reading
from simoff.papers.phrase import phrases
from simoff.papers.sender import Role, role_of


class Line(Struct, frozen=True):
    """One thing to say, ask, know or write down.

    ``ru`` is said or shown as it stands, ``reading`` helps to say it, ``text`` is the person's language,
    ``note`` what is to be known of it (source, doubt); ``room``: how many lines to write on, ``tick``: to be
    ticked off.
    """

    text: str = ""
    ru: str = ""
    reading: str = ""
    note: str = ""
    room: int = 0
    tick: bool = False


class Section(Struct, frozen=True):
    """Lines under a heading, with what is to be known first."""

    id: str
    heading: str
    lines: tuple[Line, ...]
    intro: str = ""


class Talk(Struct, frozen=True):
    """A sheet in one language. ``large``: its Russian is to be read across a counter. ``font`` is Chinese."""

    kind: str
    lang: str
    on: date
    title: str
    about: str
    sections: tuple[Section, ...]
    large: bool = False
    font: str | None = None


class Asked(Struct, frozen=True):
    """An open question of the plan: its id, in the person's language, in Russian."""

    id: str
    text: str
    ru: str


class Speaker(Struct, frozen=True):
    """Who speaks about what: the case, the line, the operator that bills them (None: not stated), the day.

    ``words`` is the papers catalogue of the person's language; ``never`` are further lines of what never to tell,
    in that language.
    """

    case: Circumstances
    e164: str
    facts: Facts
    operator: Operator | None
    on: date
    words: Catalogue
    details: Details = Details()
    never: tuple[str, ...] = ()

    @property
    def role(self) -> Role:
        """The part the speaker plays."""
        return role_of(self.case, self.details)

    @property
    def lang(self) -> str:
        """The person's language."""
        return self.words.lang

    def say(self, id: str, **args: Any) -> str:  # noqa: ANN401 - any printable value
        """A text of the talk in the person's language."""
        return self.words.say(f"talk.{id}", args)

    def section(self, id: str, lines: tuple[Line, ...]) -> Section:
        """A section with its heading, and its intro where the catalogue has one."""
        intro = f"{id}-intro"
        return Section(id, self.say(id), lines, self.say(intro) if f"talk.{intro}" in self.words else "")

    def spoken(self, text: Text, *, note: str = "", room: int = 0, tick: bool = False) -> Line:
        """A Russian sentence with its reading and meaning; for a reader of Russian the sentence alone."""
        return spoken(text.ru, "" if self.lang == "ru" else text.in_(self.lang), note, room, tick)

    def phrase(self, id: str, *, room: int = 0, tick: bool = False) -> Line:
        """A sentence of the phrasebook."""
        return self.spoken(phrases()[id].text, room=room, tick=tick)


def spoken(ru: str, meaning: str, note: str = "", room: int = 0, tick: bool = False) -> Line:
    """A Russian sentence; with its meaning goes how to read it."""
    return Line(meaning, ru, reading(ru) if meaning else "", note, room, tick)
