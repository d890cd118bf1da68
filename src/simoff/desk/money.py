"""The refund as a case in the case: what is demanded, what came, what is open, by when, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

from simoff.case.state import CaseState, Paper, Refund
from simoff.desk.case.keeping import Kept
from simoff.desk.case.planning import plan_of
from simoff.desk.plan import Made, rendered
from simoff.facts import Facts, Known, state

Next = Literal["demand", "wait", "claim", "wait-claim", "complain", "court", "settled", "nothing-known"]
COMPLAINTS = ("complaint-communications", "complaint-consumer")
RULE = "refund-30-days"
NOTHING = Decimal("0.00")


class Payment(Struct, frozen=True):
    """Money that came."""

    on: date
    amount: Decimal
    reference: str


class Refusal(Struct, frozen=True):
    """The operator's no."""

    on: date
    why: str
    in_writing: bool


class Charge(Struct, frozen=True):
    """What the operator charged."""

    on: date
    amount: Decimal
    what: str
    disputed: bool


class Balance(Struct, frozen=True):
    """What the line held, by the last proof; below zero it is a debt."""

    on: date
    amount: Decimal
    source: str


class Clock(Struct, frozen=True):
    """By when the money is due. ``doubt``: what was not seen of the rule, in the person's language."""

    due: date
    overdue: bool
    how: str
    rule: str
    doubt: str | None


class Ledger(Struct, frozen=True):
    """All about the money of a case, roubles with two decimals: demanded = received + waived + open.

    ``demanded`` None: the whole rest without a figure, or nothing; then ``open`` is None, too.
    """

    balance: Balance | None
    demanded_on: date | None
    to: str | None
    basis: str
    demanded: Decimal | None
    payments: tuple[Payment, ...]
    received: Decimal
    waived: Decimal
    open: Decimal | None
    refusals: tuple[Refusal, ...]
    charges: tuple[Charge, ...]
    disputed: Decimal
    clock: Clock | None
    next: Next


def ledger_of(kept: Kept, environment: Mapping[str, str], lang: str, on: date) -> Ledger:
    """The money of a case as it stands on a day."""
    case = kept.state
    made = plan_of(case, environment, on)
    plan = rendered(made, lang)
    clock = _clock(plan, made.facts, lang, on)
    refund = case.refund or Refund()
    return Ledger(
        balance=_balance(case),
        demanded_on=_stated(refund.demanded_on),
        to=_stated(refund.to),
        basis=refund.basis,
        demanded=_stated(refund.amount),
        payments=tuple(Payment(part.on, part.amount, part.reference) for part in refund.received),
        received=refund.received_sum,
        waived=refund.waived_sum,
        open=_stated(refund.open_sum),
        refusals=tuple(Refusal(no.on, no.why, no.in_writing) for no in refund.refused),
        charges=tuple(Charge(one.on, one.amount, one.what, one.disputed) for one in case.charges),
        disputed=sum((one.amount for one in case.charges if one.disputed), NOTHING),
        clock=clock,
        next=_next(case, made, clock, on),
    )


def _balance(case: CaseState) -> Balance | None:
    if not case.snapshots:
        return None
    last = case.snapshots[-1]
    return Balance(last.on, last.balance, last.source)


def _stated(value: Any) -> Any:  # noqa: ANN401 - whatever the state holds
    return None if value is UNSET else value


def _clock(plan: Mapping[str, Any], facts: Facts, lang: str, on: date) -> Clock | None:
    """The refund's deadline of the plan, with the doubt of its rule."""
    found = next((one for one in plan["deadlines"] if one["id"] == "refund" and one["due"]), None)
    if found is None:
        return None
    due, rule = date.fromisoformat(found["due"]), str(found["rule"])
    return Clock(due, due < on, str(found["how"]), rule, _doubt(facts, rule, lang, on))


def _doubt(facts: Facts, rule: str, lang: str, on: date) -> str | None:
    fact = facts.facts.get(rule)
    found = None if fact is None else state(fact, on)
    return found.value.doubt.in_(lang) if isinstance(found, Known) and found.value.doubt else None


def _next(case: CaseState, made: Made, clock: Clock | None, on: date) -> Next:
    """What to do about the money now: demand, wait, claim, complain, court; in this order."""
    refund = case.refund
    if refund is None:
        balance = made.circumstances.money.balance
        return "demand" if balance is UNSET or balance > 0 else "nothing-known"
    if refund.is_settled:
        return "settled"
    if _handed_in(case, COMPLAINTS):
        return "court"
    if _handed_in(case, ("claim",)):
        return _after_claim(case, made, on)
    if refund.demanded_on is UNSET:
        return "demand"
    return "claim" if refund.refused or (clock is not None and clock.overdue) else "wait"


def _after_claim(case: CaseState, made: Made, on: date) -> Next:
    """Complain where the claim was refused, or its answer is late."""
    if any(reply.reply == "refused_claim" for reply in case.replies):
        return "complain"
    due = next((one.due for one in made.plan.deadlines if one.id == "claim"), None)
    return "complain" if due is not None and due < on else "wait-claim"


def _handed_in(case: CaseState, kinds: tuple[str, ...]) -> tuple[Paper, ...]:
    papers = case.papers.values()
    return tuple(one for one in papers if one.issued.kind in kinds and one.handed_in is not None)


def given(amount: Decimal | None) -> Decimal | UnsetType:
    """An amount for a decision: UNSET where none was typed."""
    return UNSET if amount is None else amount
