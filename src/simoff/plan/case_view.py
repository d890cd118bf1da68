"""What a plan reads off a kept case beyond its circumstances. Without a case nothing here is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import UNSET, Struct

from simoff.plan.model import Message

if TYPE_CHECKING:
    from simoff.case.state import CaseState, Mark, Paper
    from simoff.plan.situation import Situation

SILENCE: Final = timedelta(days=10)
"""So long after the end we wait for the operator's written word before we advise a claim: our own measure."""

CLAIM: Final = "claim"
COMPLAINTS: Final = ("complaint-communications", "complaint-consumer")
TERMINATION: Final = "termination"

_ANSWERS_FOR: Final = {
    "office": ("which-office", "lost-sim", "old-passport"),
    "proxy": ("proxy-accepted", "which-office"),
    "post": ("post-identity", "post-address"),
    "account": ("remote-channel",),
    "gosuslugi": ("gosuslugi-button",),
    "heir": ("which-office",),
    "parent": ("which-office", "child-contract"),
    "company": ("which-office", "who-signs"),
}
"""Answers of the operator that let a person try a way the sources leave open."""


class Cause(Struct, frozen=True):
    """Why a claim is due: what happened and on which day."""

    on: date
    message: Message


def way_was_answered(case: CaseState, route: str) -> bool:
    """Whether the operator's answer on a way is logged."""
    return any(case.answers[id_].said_by != "me" for id_ in _ANSWERS_FOR.get(route, ()) if id_ in case.answers)


def is_filed(case: CaseState) -> bool:
    """Whether the termination is with the operator, and was not refused since."""
    return case.filed is not None and not (case.replies and case.replies[-1].reply == "refused")


def marked(case: CaseState, step: str) -> Mark | None:
    """What the person said of a step."""
    return case.marks.get(step)


def handed_in(case: CaseState, *kinds: str) -> tuple[Paper, ...]:
    """The papers of these kinds that were handed in, in the order they were made."""
    return tuple(p for p in case.papers.values() if p.issued.kind in kinds and p.handed_in is not None)


def arrived_on(paper: Paper) -> date | None:
    """The day a paper was with the addressee: handed over, or delivered where it was sent."""
    if paper.delivered is not None:
        return paper.delivered.on
    sent = paper.handed_in
    return None if sent is None or sent.how in ("post", "courier") else sent.on


def causes(s: Situation, refund_due: date | None) -> tuple[Cause, ...]:
    """Everything a claim may be about, earliest first; nothing without a case."""
    if s.case is None:
        return ()
    return tuple(sorted(_causes(s, s.case, refund_due), key=lambda cause: cause.on))


def _causes(s: Situation, case: CaseState, refund_due: date | None) -> Iterator[Cause]:
    refund = case.refund
    if refund is not None and refund.refused and not refund.is_settled:
        on = refund.refused[-1].on
        yield Cause(on, s.say("case.cause.refund-refused", day=on))
    if case.replies and case.replies[-1].reply == "refused":
        on = case.replies[-1].on
        yield Cause(on, s.say("case.cause.refused", day=on))
    for charge in case.charges:
        if charge.disputed:
            yield Cause(charge.on, s.say("case.cause.charge", day=charge.on, amount=charge.amount))
    if case.filed is None:
        return
    if refund_due is not None and refund_due < s.as_of and _money_is_missing(s, case):
        yield Cause(refund_due, s.say("case.cause.refund-late", "refund-30-days", day=refund_due))
    end = case.end_day
    if end is not None and end + SILENCE < s.as_of and not case.end_in_writing:
        yield Cause(end + SILENCE, s.say("case.cause.silence", day=end))


def _money_is_missing(s: Situation, case: CaseState) -> bool:
    if case.refund is not None:
        return not case.refund.is_settled
    balance = s.c.money.balance
    return balance is not UNSET and balance > 0 and marked(case, "await-refund") is None


def claim_failed_on(s: Situation, case: CaseState, answer_due: date | None) -> date | None:
    """The day a claim was refused, or its term passed without an answer; None while neither."""
    claims = handed_in(case, CLAIM)
    if not claims or claims[-1].handed_in is None:
        return None
    since = claims[-1].handed_in.on
    answers = [reply for reply in case.replies if reply.on >= since]
    refused = [reply.on for reply in answers if reply.reply == "refused_claim"]
    if refused:
        return refused[-1]
    if any(reply.reply == "answered_claim" for reply in answers):
        return None
    return answer_due if answer_due is not None and answer_due < s.as_of else None
