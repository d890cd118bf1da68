"""How many plans one core makes in a second, facts loaded: ``PYTHONPATH=src python bench/plan.py``.

The mix is what people bring: hardly anything said, a traveller, an emigrant, a debt, a company, a deceased
holder, and others, over numbers of several operators. The best of some rounds counts, in time of the
processor, so that other work on the machine counts less.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from time import process_time

from simoff.case import Circumstances, read_circumstances
from simoff.deadlines import russian_calendar
from simoff.desk.bundle import load_facts
from simoff.number import CodeShares, Line
from simoff.plan import Plan, Planner, make_plan

ON = date(2026, 11, 24)
BAR = 5_000
ROUNDS = 7
PLANS = 3_000
CITIZEN = ("holder.kind=citizen", "holder.user_is=holder", "where=russia")
FULL = (
    *CITIZEN,
    "holder.passport_changed=false",
    "holder.numbers_total=3",
    "leaving_on=2026-12-28",
    "sim=in_hand",
    "sim_in_daily_use=true",
    "service=active",
    "contract.kind=prepaid",
    "contract.golden_number=false",
    "money.balance=412.50",
    "money.promised_payment=false",
    "money.installments=false",
    "money.autopay=true",
    "money.linked_subscriptions=true",
    "money.forwarding=false",
    "accounts.inventory=partial",
    "accounts.critical_unmoved=4",
    "accounts.high_unmoved=9",
    "accounts.bank_in_russia=true",
    "accounts.gosuslugi=true",
    "accounts.second_factor_without_sms=false",
    "wants.refund_to=bank_account",
    "wants.no_more_russian_numbers=true",
    "wants.data_deletion=true",
)
STUDENT = ("holder.kind=foreigner", "holder.user_is=holder", "where=russia", "holder.passport_changed=true")
ABROAD = ("holder.kind=citizen", "where=abroad", "back_in_russia_on=never")
MIX: tuple[tuple[str, ...], ...] = (
    (),
    ("operator=mts",),
    ("leaving_on=2026-12-01",),
    CITIZEN,
    FULL,
    (*FULL, "operator=beeline"),
    (*STUDENT, "operator=beeline", "leaving_on=2026-11-29", "money.balance=120"),
    (*STUDENT, "leaving_on=2027-01-03", "money.balance=0"),
    (*CITIZEN, "returned_from_roaming_on=2026-11-23", "leaving_on=2026-12-10"),
    (*ABROAD, "holder.user_is=holder", "operator=t2", "proxy.power=none"),
    (*ABROAD, "holder.user_is=proxy", "operator=t2", "proxy.power=notarial", "user.where=russia"),
    (*ABROAD, "operator=t2", "proxy.power=consular", "proxy.covers_money=false", "wants.end_on=2026-12-31"),
    ("holder.user_is=stranger",),
    (*CITIZEN, "operator=megafon", "money.balance=-830", "wants.end_on=2026-12-15"),
    ("holder.kind=deceased", "holder.user_is=heir", "holder.died_on=2026-10-02", "money.balance=55"),
    ("holder.kind=minor_under_14", "holder.user_is=parent", "where=russia", "operator=yota"),
    ("holder.kind=company", "holder.user_is=officer", "contract.kind=corporate", "leaving_on=2026-12-20"),
    ("holder.kind=company", "holder.user_is=worker"),
    (*CITIZEN, "holder.numbers_total=21", "service=blocked_over_limit"),
    (*CITIZEN, "contract.golden_number=true", "wants.keep_number=true", "money.balance=10"),
)
CODES = ("916", "903", "977", "925", "999")


def cases() -> list[tuple[Line, Circumstances]]:
    """Every circumstances of the mix with every code."""
    shares = CodeShares.from_bytes(files("simoff.number").joinpath("codes.json").read_bytes())
    operators = (*load_facts().operators, "other")
    made = [read_circumstances(None, settings, operators=operators) for settings in MIX]
    lines = [Line(f"+7{code}1234567", f"{code}1234567", shares.range_of(f"{code}1234567")) for code in CODES]
    return [(line, circumstances) for circumstances in made for line in lines]


def main() -> None:
    """Print plans a second, by one planner and by make_plan."""
    facts, calendar = load_facts(), russian_calendar()
    some = cases()
    many = (some * (PLANS // len(some) + 1))[:PLANS]
    planner = Planner(facts, calendar, ON)
    print(f"{len(MIX)} circumstances x {len(CODES)} codes, {PLANS} plans a round, best of {ROUNDS}")
    shared = _rate(planner.plan, many)
    alone = _rate(lambda *one: make_plan(*one, facts, calendar, ON), many)
    print(f"one planner for the day  {shared:10,.0f} plans/s, bar {BAR:,}: {_word(shared >= BAR)}")
    print(f"make_plan for each        {alone:10,.0f} plans/s")


def _rate(make: Callable[[Line, Circumstances], Plan], some: list[tuple[Line, Circumstances]]) -> float:
    """Plans a second; each plan is dropped when the next one is made."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        start = process_time()
        for line, circumstances in some:
            make(line, circumstances)
        times.append(process_time() - start)
    return len(some) / min(times)


def _word(good: bool) -> str:
    return "reached" if good else "FALLS SHORT"


if __name__ == "__main__":
    main()
