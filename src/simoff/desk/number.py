"""Which numbers does a text hold, and whose are they?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from simoff.desk.bundle import load_facts
from simoff.desk.errors import WrongInput
from simoff.desk.places import data_folder
from simoff.desk.registry import PlanInUse, plan_in_use
from simoff.facts import Facts
from simoff.number import Found, Line, NumberingPlan, find, line_of


def numbers_in(texts: Iterable[str], environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every number of every text, as the JSON of DOMAIN has it; one ``invalid`` for a text without any."""
    plan, facts = numbering_plan(environment).plan, load_facts()
    return [_entry(found, plan, facts) for text in texts for found in find(text)]


def numbering_plan(environment: Mapping[str, str]) -> PlanInUse:
    """The plan loaded by the person, else the shares per code that come along."""
    return plan_in_use(data_folder(environment))


def one_line(text: str, plan: NumberingPlan) -> Line:
    """The one Russian mobile line a text names; WrongInput says what it is instead, or names both."""
    found = find(text)
    e164 = dict.fromkeys(each.e164 or each.text for each in found if each.kind != "invalid")
    if len(e164) > 1:
        raise WrongInput("two-numbers", numbers=", ".join(e164))
    first = next((each for each in found if each.kind != "invalid"), found[0])
    if first.kind == "invalid":
        raise WrongInput("no-number", text=_shortened(text))
    if first.kind != "mobile_ru":
        raise WrongInput("not-mobile", text=_shortened(first.text), kind=first.kind)
    return line_of(first, plan)


def holder_of(inn: str, name: str, facts: Facts) -> dict[str, str]:
    """A range holder as JSON: the operator's id where the pack knows the taxpayer number, else ``other``."""
    operator = facts.by_inn().get(inn)
    return {"id": operator.id if operator is not None else "other", "inn": inn, "name": name}


def _entry(found: Found, plan: NumberingPlan, facts: Facts) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "text": found.text,
        "e164": found.e164,
        "kind": found.kind,
        "national": found.national,
        "allocated": None,
        "range_holder": None,
        "region": None,
        "source": None,
    }
    if found.kind != "mobile_ru":
        return entry
    known = line_of(found, plan).range
    holder = known.holders[0] if len(known.holders) == 1 else None
    entry["allocated"] = known.allocated
    entry["range_holder"] = None if holder is None else holder_of(holder.inn, holder.name, facts)
    entry["region"] = None if known.region is None else {"name": known.region}
    entry["source"] = known.source
    return entry


def _shortened(text: str, length: int = 60) -> str:
    """A text fit for one line of an error."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length]}…"
