"""Phases ``visit`` and ``file``: the shop, the papers, the gate and the point of no return."""

from __future__ import annotations

from simoff.plan.routes import IN_THE_SHOP
from simoff.plan.schedule import proposed_filing_day
from simoff.plan.steps.making import Draft, Work, not_needed

GATE_CONDITIONS = (
    "find-accounts",
    "move-accounts",
    "second-factor",
    "save-money-proof",
    "stop-payments",
    "settle-debt",
    "ask-operator",
    "choose-office",
    "print-papers",
)
"""Steps the gate looks at, in step order."""


def choose_office(work: Work) -> Draft:
    """The operator's own shop, open on the day."""
    s = work.s
    if work.best is None or work.best.id not in IN_THE_SHOP:
        return not_needed(s.say("step.choose-office.not-needed"))
    body = [s.say("step.choose-office.how")]
    if s.billing.id == "t2":
        body.append(s.say("step.choose-office.t2", "t2.termination-channel"))
    why = s.say("step.choose-office.why")
    return Draft(tuple(body), why, due=s.last_day, needs=("identify",))


def print_papers(work: Work) -> Draft:
    """Application twice, refund demand, counter card, call script."""
    s = work.s
    body = (s.say("step.print-papers.how"), s.say("step.print-papers.translation"))
    why = s.say("step.print-papers.why", "gk-450-1")
    return Draft(body, why, due=s.last_day, needs=("identify",))


def gate(work: Work) -> Draft:
    """The checks before the point of no return."""
    s = work.s
    why = s.say("step.gate.why", "reuse-two-months")
    return Draft((s.say("step.gate.how"),), why, due=s.last_day, needs=GATE_CONDITIONS)


def file_termination(work: Work) -> Draft:
    """Hand the application in, and take proof of it away."""
    s = work.s
    body = [s.say("step.file-termination.how"), s.say("step.file-termination.proof")]
    if work.best is None:
        body.insert(0, s.say("step.file-termination.no-way"))
    if work.best is not None and work.best.id == "proxy":
        body.append(s.say("step.file-termination.proxy"))
    if work.best is not None and work.best.id == "post":
        body.append(s.say("step.file-termination.post", "gk-165-1"))
    if s.c.money.frozen is True:
        body.append(s.say("step.file-termination.frozen", "fz280-freeze"))
    if s.deceased and s.c.holder.died_on:
        body.append(s.say("step.file-termination.died", "death-operators", day=s.c.holder.died_on))
    proposed = proposed_filing_day(s)
    if proposed is not None and proposed != s.last_day:
        body.append(s.say("step.file-termination.propose", day=proposed))
    why = s.say("step.file-termination.why", "end-any-time", "gk-450-1")
    return Draft(tuple(body), why, start=proposed, due=s.last_day, needs=("gate",))
