"""What to confirm first: what most plans rest on, what is weak, what nobody looked at for long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import product
from typing import Final

from msgspec import Struct

from simoff.case import read_circumstances
from simoff.case.folding import EMPTY
from simoff.deadlines import russian_calendar
from simoff.desk.bundle import shipped_facts
from simoff.desk.case.citing import places_of
from simoff.desk.number import one_line
from simoff.desk.registry import load_codes
from simoff.facts import Facts, Stale, stale
from simoff.facts.differences import completed
from simoff.facts.staleness import WEAKEST_FIRST
from simoff.plan.making import Planner

NUMBER: Final = "+79161234567"
"""Any mobile number: which one changes nothing that is counted here."""
NEVER_DATED: Final = 1826
"""Days that count for a fact without any day: five years."""
DAYS_A_YEAR: Final = 365.25

_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "citizen": ("holder", "proxy"),
    "foreigner": ("holder", "proxy"),
    "company": ("officer",),
    "minor_14_17": ("holder",),
    "deceased": ("heir",),
}
_WHERE: Final = ("russia", "abroad")
_MONEY: Final = ("money.balance = 150.00", "money.balance = -50.00", "")


class Urgent(Struct, frozen=True):
    """A fact that wants confirming, how many of ``of`` typical plans cite it, and its points."""

    stale: Stale
    plans: int
    of: int
    points: float


def urgent(facts: Facts, on: date) -> list[Urgent]:
    """Every fact that has not ended, the most urgent first.

    Points are years since it was confirmed (five for a fact without any day) x weakness (1 official … 7 not
    known) x the share of typical plans that cite it. Facts no plan cites have none and come last, weakest first.
    """
    counted, of = usage(facts, on)
    found = [_urgent(entry, counted[entry.fact.id], of) for entry in stale(facts, on)]
    return sorted(found, key=lambda one: -one.points)


def usage(facts: Facts, on: date) -> tuple[Counter[str], int]:
    """How many typical plans cite each fact, and how many there are.

    A plan for every operator, kind of holder and who acts, place, and sort of balance.
    """
    whole = completed(facts, shipped_facts())
    planner = Planner(whole, russian_calendar(), on)
    line = one_line(NUMBER, load_codes())
    counted: Counter[str] = Counter()
    settings = list(_typical(whole))
    for text in settings:
        circumstances = read_circumstances(text, (), operators=(*whole.operators, "other"))
        counted.update(places_of(planner.plan(line, circumstances), EMPTY).keys())
    return counted, len(settings)


def _typical(facts: Facts) -> list[str]:
    who = [(kind, user) for kind, users in _KINDS.items() for user in users]
    return [
        f'operator = "{operator}"\nwhere = "{where}"\nholder.kind = "{kind}"\nholder.user_is = "{user}"\n{money}\n'
        for operator, (kind, user), where, money in product(sorted(facts.operators), who, _WHERE, _MONEY)
    ]


def _urgent(entry: Stale, plans: int, of: int) -> Urgent:
    years = (NEVER_DATED if entry.days is None else max(entry.days, 0)) / DAYS_A_YEAR
    weakness = len(WEAKEST_FIRST) - WEAKEST_FIRST.index(entry.weakness)
    return Urgent(entry, plans, of, round(years * weakness * plans / of, 3))
