"""What was found of a record or a dossier, in words: the verdict, each broken place, each time-stamp."""

from __future__ import annotations

import re
from typing import Any, Final, Protocol

from simoff.desk.bundle import catalogue
from simoff.record.interface import Problem
from simoff.record.stamps import Stamp
from simoff.web.view import View

LONGEST_PLACE: Final = 120
"""Characters of a name that stands in somebody's dossier."""
_EVENT: Final = re.compile(r"(?:case ([a-z0-9]+), )?event (\d+)")
_FILE: Final = re.compile(r"(?:case ([a-z0-9]+), )?file ([0-9a-f]+)")


class Found(Protocol):
    """A verdict as the record and the dossier give it."""

    @property
    def verdict(self) -> str:
        """``anchored``, ``consistent`` or ``broken``."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every place that is broken."""

    @property
    def stamps(self) -> tuple[Stamp, ...]:
        """The time-stamps."""


def in_words(found: Found, view: View) -> dict[str, Any]:
    """``verdict`` (the id), ``problems`` and ``stamps`` as lines of text."""
    return {
        "verdict": found.verdict,
        "problems": [problem_in_words(one, view) for one in found.problems],
        "stamps": [_stamp(one, view) for one in found.stamps],
    }


def problem_in_words(problem: Problem, view: View) -> str:
    """The place, and what is wrong there."""
    return view.say(
        "web.proof.problem", place=_place(problem.place, view), what=_what("problem", problem.what, view)
    )


def reason_in_words(why: str | None, view: View) -> str:
    """Why there is no time-stamp."""
    return _what("why", str(why), view)


def _what(kind: str, id_: str, view: View) -> str:
    """The record's word for it, as the command line says it."""
    words, key = catalogue("cli", view.lang), f"record.{kind}.{id_}"
    return words.say(key) if key in words else id_


def _place(place: str, view: View) -> str:
    for pattern, key in ((_EVENT, "event"), (_FILE, "file")):
        if match := pattern.fullmatch(place):
            case, what = match[1], match[2]
            where = view.say(f"web.proof.place.{key}", which=what)
            return where if case is None else f"{view.say('web.proof.place.case', which=case)}, {where}"
    return "".join(c for c in place if c.isprintable())[:LONGEST_PLACE]


def _stamp(stamp: Stamp, view: View) -> str:
    key = "web.proof.stamp" if stamp.trusted else "web.proof.stamp-unchecked"
    return view.say(key, event=str(stamp.up_to), at=stamp.at, authority=stamp.authority)
