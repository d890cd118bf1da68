"""What a kept case adds to the first lines and to the warnings of its plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import UNSET

from simoff.plan.case_view import is_filed
from simoff.plan.model import Message

if TYPE_CHECKING:
    from simoff.case.state import CaseState
    from simoff.plan.situation import Situation


def stage(s: Situation, case: CaseState) -> Iterator[Message]:
    """Where a case stands that was filed or closed."""
    if case.closed is not None:
        yield s.say(f"case.summary.closed-{case.closed.outcome}", day=case.closed.on)
        return
    if case.filed is None:
        return
    if not is_filed(case):
        yield s.say("case.summary.refused", day=case.replies[-1].on)
        return
    yield s.say("case.summary.filed", day=case.filed.on)
    if case.confirmed_end is not None:
        yield s.say("case.summary.end" if case.end_in_writing else "case.summary.end-said", day=case.confirmed_end)
    yield s.say("case.summary.dead" if case.proved_dead else "case.summary.not-proved")
    refund = case.refund
    if refund is not None and refund.open_sum is not UNSET and refund.open_sum > 0:
        yield s.say("case.summary.money", open=refund.open_sum)


def alarms(s: Situation, case: CaseState) -> Iterator[Message]:
    """What in the case itself is wrong or dangerous."""
    grave = len(case.open_accounts("critical", "high"))
    if case.filed is not None and grave:
        yield s.say("warning.case-accounts-open", "reuse-two-months", n=grave)
    if case.sign_of_life:
        yield s.say("warning.case-sign-of-life")
    returned = [paper.issued.paper for paper in case.papers.values() if paper.status == "returned"]
    if returned:
        yield s.say("warning.case-returned", "gk-165-1", papers=tuple(returned))
    if case.unread or case.odd:
        yield s.say("warning.case-unread", unread=len(case.unread), odd=len(case.odd))
