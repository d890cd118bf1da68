"""Make a plan for one line: the number, the circumstances, the facts, the calendar and the day meet here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from simoff.case import CircumstanceError, Circumstances, read_circumstances
from simoff.deadlines import russian_calendar
from simoff.desk import clock
from simoff.desk.bundle import catalogue, load_facts
from simoff.desk.errors import WrongInput
from simoff.desk.files import read_text
from simoff.desk.number import numbering_plan, one_line
from simoff.facts import Facts
from simoff.number import Line
from simoff.plan import Plan, Renderer, make_plan


class Asked(Struct, frozen=True):
    """What a person gives: a text with one number, a circumstances file, single settings, a day."""

    number: str
    circumstances: Path | None = None
    settings: tuple[str, ...] = ()
    as_of: date | None = None


class Made(Struct, frozen=True):
    """A plan with all it was made from. ``registry_fault``: why the loaded numbering plan was not used."""

    plan: Plan
    line: Line
    circumstances: Circumstances
    facts: Facts
    as_of: date
    registry_fault: str | None


def make(asked: Asked, environment: Mapping[str, str]) -> Made:
    """The plan for what was asked; WrongInput for anything that cannot be used."""
    facts = load_facts()
    in_use = numbering_plan(environment)
    line = one_line(asked.number, in_use.plan)
    circumstances = circumstances_of(asked, facts)
    as_of = asked.as_of or clock.today()
    plan = make_plan(line, circumstances, facts, russian_calendar(), as_of)
    return Made(plan, line, circumstances, facts, as_of, in_use.fault)


def rendered(made: Made, lang: str, *, all_steps: bool = False) -> dict[str, Any]:
    """A plan in words, as the JSON of DOMAIN."""
    renderer = Renderer(made.facts, made.as_of, catalogue("plan", lang), catalogue("plan", "ru"))
    return renderer.render(made.plan, all_steps=all_steps)


def circumstances_of(asked: Asked, facts: Facts) -> Circumstances:
    """The circumstances of the file and the settings; WrongInput with every fault in words."""
    text = None if asked.circumstances is None else read_text(asked.circumstances)
    try:
        return read_circumstances(text, asked.settings, operators=(*facts.operators, "other"))
    except CircumstanceError as error:
        raise WrongInput("circumstances", lines=tuple(map(str, error.faults))) from None
