"""Phases ``prepare`` and ``accounts``: who bills, what is registered, papers, and what hangs on the number."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import UNSET

from simoff.plan.model import Message
from simoff.plan.situation import Situation
from simoff.plan.steps.making import Draft, Work, not_needed

_FIND_WITHIN = timedelta(days=3)
_PERSONS = frozenset({"citizen", "foreigner", "stateless"})


def identify(work: Work) -> Draft:
    """Who bills you?"""
    s = work.s
    why = s.say("step.identify.why", "mnp-alternative")
    if s.billing.from_ == "stated":
        stated = s.say("step.identify.stated", operator=_operator_name(s))
        return Draft((stated,), why, status="done", due=s.as_of)
    how = s.say("step.identify.how")
    if s.operator is None:
        return Draft((how,), why, due=s.as_of)
    return Draft((s.say("step.identify.assumed", operator=s.operator.name), how), why, due=s.as_of)


def _operator_name(s: Situation) -> object:
    return s.operator.name if s.operator is not None else s.billing.id


def inventory_numbers(work: Work) -> Draft | None:
    """Which numbers stand on the passport?"""
    s = work.s
    if s.kind is UNSET:
        return None
    listed = s.kind in _PERSONS and s.has("gosuslugi-sim-cards")
    if not listed or s.c.accounts.gosuslugi is False:
        return not_needed(s.say("step.inventory-numbers.not-needed"))
    body = (
        s.say("step.inventory-numbers.how", "gosuslugi-sim-cards"),
        s.say("step.inventory-numbers.missing", "old-passport-invisible"),
    )
    return Draft(body, s.say("step.inventory-numbers.why"), due=s.as_of)


def gather_documents(work: Work) -> Draft:
    """What to bring."""
    s = work.s
    return Draft(tuple(_papers(s)), s.say("step.gather-documents.why"), due=s.last_day)


def _papers(s: Situation) -> list[Message]:
    papers = [_identity(s)]
    if s.c.holder.passport_changed is True:
        papers.append(s.say("document.old-and-new", "old-passport-invisible"))
    lost_contract = s.c.contract.lost is True
    papers.append(s.say("document.contract-lost" if lost_contract else "document.contract"))
    papers.append(_sim(s))
    if s.c.bought_online is True:
        papers.append(s.say("document.order"))
    if s.c.proxy.power not in (UNSET, "none"):
        papers.append(s.say("document.power", "poa-wording"))
    if s.c.wants.refund_to in ("bank_account", "card"):
        papers.append(s.say("document.bank-details"))
    if s.c.wants.refund_to == "other_number":
        papers.append(s.say("document.other-number"))
    return papers


def _identity(s: Situation) -> Message:
    if s.deceased:
        return s.say("document.heir", "death-operators")
    if s.kind == "company":
        return s.say("document.company")
    if s.kind == "sole_trader":
        return s.say("document.sole-trader")
    if s.kind == "minor_under_14":
        return s.say("document.parent", "minor-14")
    return s.say("document.identity")


def _sim(s: Situation) -> Message:
    if s.c.sim == "lost":
        return s.say("document.sim-lost")
    return s.say("document.sim-esim" if s.c.sim == "esim" else "document.sim")


def wait_out_cooling(work: Work) -> Draft:
    """Codes by SMS may not come for a day after roaming or idleness."""
    s = work.s
    if s.cooling is None:
        return not_needed(s.say("step.wait-out-cooling.not-needed"))
    start, end = s.cooling
    body = (
        s.say("step.wait-out-cooling.how", "cooling-ru-sim", until=end),
        s.say("step.wait-out-cooling.unreliable", "cooling-unreliable"),
    )
    why = s.say("step.wait-out-cooling.why", "cooling-ru-sim", hours=s.number("cooling-ru-sim"))
    return Draft(body, why, status="waiting", start=start, due=end)


def keep_sim_in_phone(work: Work) -> Draft | None:
    """A foreigner's contract names the device."""
    s = work.s
    if s.kind is UNSET:
        return None
    if s.kind not in ("foreigner", "stateless") or not s.has("foreign-imei"):
        return not_needed(s.say("step.keep-sim-in-phone.not-needed", "foreign-imei"))
    body = (s.say("step.keep-sim-in-phone.how", "foreign-imei"),)
    return Draft(body, s.say("step.keep-sim-in-phone.why", "foreign-imei"), due=s.last_day)


def find_accounts(work: Work) -> Draft:
    """Which accounts hang on the number?"""
    s = work.s
    why = s.say("step.find-accounts.why", "bank-not-told")
    done = s.c.accounts.inventory == "complete"
    body = (s.say("step.find-accounts.scan"), s.say("step.find-accounts.no-sms"))
    return Draft(body, why, status="done" if done else "now", due=_soon(s))


def _soon(s: Situation) -> date:
    due = s.as_of + _FIND_WITHIN
    return due if s.last_day is None else min(due, s.last_day)


def move_accounts(work: Work) -> Draft:
    """Move them, those first that recover others."""
    s = work.s
    accounts = s.c.accounts
    if s.deceased:
        body = [s.say("step.move-accounts.deceased", "bank-not-told")]
    else:
        body = [s.say("step.move-accounts.order"), s.say("step.move-accounts.code")]
    if s.c.service is not UNSET and s.c.service != "active":
        body.append(s.say("step.move-accounts.blocked-line"))
    done = accounts.critical_unmoved == 0 and accounts.high_unmoved == 0
    found = accounts.inventory in ("partial", "complete")
    return Draft(
        tuple(body),
        s.say("step.move-accounts.why", "reuse-two-months", "bank-not-told"),
        status="done" if done else "now",
        start=_after_cooling(s),
        due=s.last_day,
        needs=("wait-out-cooling",) if found else ("wait-out-cooling", "find-accounts"),
    )


def _after_cooling(s: Situation) -> date | None:
    """The day SMS arrive again; None where they arrive now, or only when it is too late."""
    if s.cooling is None or (s.last_day is not None and s.cooling[1] > s.last_day):
        return None
    return s.cooling[1]


def second_factor(work: Work) -> Draft:
    """A way in without SMS, where a Russian bank or Gosuslugi is kept."""
    s = work.s
    if not s.needs_second_factor:
        return not_needed(s.say("step.second-factor.not-needed"))
    body = (s.say("step.second-factor.deceased" if s.deceased else "step.second-factor.how"),)
    why = s.say("step.second-factor.why", "cooling-unreliable", "gosuslugi-unlink-q4-2026")
    return Draft(body, why, due=s.last_day)
