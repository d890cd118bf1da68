"""Phases ``confirm``, ``refund`` and ``after``: the operator's word, the test, the money, the years after."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET

from simoff.deadlines import Unit, reminder
from simoff.plan.deadlines import KEEP_YEARS, RECHECK_DAYS, refund_term
from simoff.plan.model import Message
from simoff.plan.situation import Situation
from simoff.plan.steps.making import Draft, Work, not_needed


def _after_end(s: Situation, length: int, unit: Unit) -> tuple[date | None, Message | None]:
    """A reminder counted from E, or the words "N days after the end" where E is not known."""
    known = s.ground.after_end
    try:
        return known[s.end_day, length, unit]
    except KeyError:
        if s.end_day is None:
            found: tuple[date | None, Message | None] = None, s.say(f"due-after.{unit}", n=length)
        else:
            found = reminder(s.end_day, length, unit, s.ground.calendar).due, None
        known[s.end_day, length, unit] = found
        return found


def operator_notice(work: Work) -> Draft:
    """The operator's written word that the contract has ended."""
    s = work.s
    due, after = _after_end(s, 1, "working_day")
    body = (s.say("step.operator-notice.how"), s.say("step.operator-notice.silent"))
    why = s.say("step.operator-notice.why")
    return Draft(body, why, start=s.end_day, due=due, due_after=after, needs=("file-termination",))


def line_test(work: Work) -> Draft:
    """Is the line dead? Two kinds of source, on two days."""
    s = work.s
    due, after = _after_end(s, 3, "day")
    body = [s.say("step.test-line.how")]
    if s.c.sim in ("lost", "damaged"):
        body.append(s.say("step.test-line.no-sim"))
    why = s.say("step.test-line.why")
    return Draft(tuple(body), why, start=s.end_day, due=due, due_after=after, needs=("file-termination",))


def recheck_gosuslugi(work: Work) -> Draft | None:
    """Is the number gone from the list?"""
    s = work.s
    listed = work.made.get("inventory-numbers")
    if listed is None:
        return None
    if listed.status == "not_needed":
        return not_needed(s.say("step.inventory-numbers.not-needed"))
    due, after = _after_end(s, 3, "day")
    body = (s.say("step.recheck-gosuslugi.how", "gosuslugi-sim-cards"),)
    why = s.say("step.recheck-gosuslugi.why", "gosuslugi-sim-cards")
    return Draft(body, why, start=s.end_day, due=due, due_after=after, needs=("file-termination",))


def await_refund(work: Work) -> Draft:
    """The money back, demanded in writing."""
    s = work.s
    if not s.money_may_come_back:
        return not_needed(s.say("step.await-refund.not-needed"))
    body = [s.say("step.await-refund.demand", "refund-30-days")]
    after: Message | None = None
    reckoned = refund_term(s) if s.has("refund-30-days") else None
    if s.c.money.frozen is True:
        body.append(s.say("step.await-refund.frozen", "fz280-freeze"))
        after = s.say("due-after.freeze", "fz280-freeze") if s.has("fz280-freeze") else None
    elif s.end_day is None:
        after = s.say("due-after.day", n=s.number("refund-30-days"))
    if s.c.wants.refund_to == "cash":
        body.append(s.say("step.await-refund.cash"))
    why = s.say("step.await-refund.why", "refund-30-days")
    due = None if reckoned is None else reckoned.due
    needs = ("file-termination",)
    return Draft(tuple(body), why, start=s.end_day, due=due, due_after=after, needs=needs)


def recheck_accounts(work: Work) -> Draft:
    """Did an account stay behind?"""
    s = work.s
    due, after = _after_end(s, RECHECK_DAYS, "day")
    if s.case is not None and s.case.recheck_due is not None:
        due, after = s.case.recheck_due, None
    body = (s.say("step.recheck-accounts.how"), s.say("step.recheck-accounts.hold", "reuse-two-months"))
    why = s.say("step.recheck-accounts.why", "bank-not-told")
    return Draft(body, why, start=s.end_day, due=due, due_after=after, needs=("file-termination",))


def self_ban(work: Work) -> Draft | None:
    """No new contract in my name."""
    s = work.s
    wish = s.c.wants.no_more_russian_numbers
    if s.kind is UNSET or (wish is UNSET and s.kind == "citizen"):
        return None
    if s.kind != "citizen" or wish is not True:
        return not_needed(s.say("step.self-ban.not-needed"))
    body = (s.say("step.self-ban.how", "self-ban-new-sim"),)
    why = s.say("step.self-ban.why", "self-ban-new-sim")
    needs = ("file-termination",)
    return Draft(body, why, status="optional", due_after=s.say("due-after.last"), needs=needs)


def data_letter(work: Work) -> Draft | None:
    """Stop processing what the law does not demand."""
    s = work.s
    wish = s.c.wants.data_deletion
    if wish is UNSET:
        return None
    if wish is not True:
        return not_needed(s.say("step.data-letter.not-needed"))
    body = (
        s.say("step.data-letter.how", "pd-withdraw-terms"),
        s.say("step.data-letter.limits", "retention-yarovaya"),
    )
    why = s.say("step.data-letter.why", "pd-withdraw-terms")
    needs = ("operator-notice", "await-refund")
    return Draft(body, why, status="optional", due_after=s.say("due-after.refund"), needs=needs)


def destroy_sim(work: Work) -> Draft:
    """Only when the line is proved dead and the refund settled."""
    s = work.s
    if s.c.sim in ("esim", "lost"):
        return not_needed(s.say("step.destroy-sim.not-needed"))
    body = (s.say("step.destroy-sim.how"),)
    why = s.say("step.destroy-sim.why", "sim-handover-fine")
    needs = ("test-line", "await-refund")
    return Draft(body, why, due_after=s.say("due-after.last"), needs=needs)


def keep_records(work: Work) -> Draft:
    """Proof for as long as somebody may come with a claim, and a margin."""
    s = work.s
    due, after = _after_end(s, KEEP_YEARS, "year")
    body = (s.say("step.keep-records.how", n=KEEP_YEARS),)
    why = s.say("step.keep-records.why", "limitation-3y")
    return Draft(body, why, start=s.end_day, due=due, due_after=after, needs=("file-termination",))
