"""A kept case laid over the steps: what happened makes a step done, and says so in its first lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from msgspec import UNSET
from msgspec.structs import replace

from simoff.plan.case_view import TERMINATION, is_filed, marked
from simoff.plan.model import Message, Status
from simoff.plan.steps.draft import Draft

if TYPE_CHECKING:
    from simoff.case.state import CaseState
    from simoff.plan.situation import Situation

_LATER: Final = frozenset({"confirm", "refund", "after"})
"""Phases whose steps wait for their first day instead of being due before it."""


def in_case(s: Situation, id_: str, phase: str, draft: Draft) -> Draft:
    """The draft with what the case knows of it; the same draft where that is nothing."""
    case = s.case
    if case is None or draft.status == "not_needed":
        return draft
    notes = list(_notes(s, case, id_))
    if _is_done(s, case, id_):
        return replace(draft, status="done", body=(*notes, *draft.body))
    body = (*notes, *draft.body) if notes else draft.body
    return replace(draft, body=body, status=_waits(s, case, id_, phase, draft))


def _waits(s: Situation, case: CaseState, id_: str, phase: str, draft: Draft) -> Status:
    if draft.status != "now" or phase not in _LATER or not is_filed(case):
        return draft.status
    if draft.start is not None and draft.start > s.as_of:
        return "waiting"
    demanded = id_ == "await-refund" and case.refund is not None and case.refund.demanded_on is not UNSET
    return "waiting" if demanded and draft.due is not None and s.as_of <= draft.due else draft.status


def _is_done(s: Situation, case: CaseState, id_: str) -> bool:
    shown = _SHOWN.get(id_)
    if shown is not None and shown(s, case):
        return True
    mark = marked(case, id_)
    if mark is None:
        return False
    return mark.status == "waived" or id_ != "move-accounts" or not _known_unmoved(s)


def _known_unmoved(s: Situation) -> bool:
    counts = (s.c.accounts.critical_unmoved, s.c.accounts.high_unmoved)
    return any(count is not UNSET and count > 0 for count in counts)


def _filed(s: Situation, case: CaseState) -> bool:
    return is_filed(case)


def debt_is_disputed(s: Situation, case: CaseState) -> bool:
    """Whether at least the debt was disputed in writing."""
    balance = s.c.money.balance
    disputed = case.debts_disputed[-1].amount if case.debts_disputed else None
    return disputed is not None and balance is not UNSET and disputed >= -balance


_SHOWN: Final[dict[str, Callable[[Situation, CaseState], bool]]] = {
    "gather-documents": _filed,
    "keep-sim-in-phone": _filed,
    "save-money-proof": lambda s, case: any(one.file is not UNSET for one in case.snapshots),
    "settle-debt": debt_is_disputed,
    "choose-office": lambda s, case: is_filed(case) or any(not v.cancelled for v in case.visits.values()),
    "print-papers": lambda s, case: any(p.issued.kind == TERMINATION for p in case.papers.values()),
    "gate": lambda s, case: case.gate is not None,
    "file-termination": _filed,
    "operator-notice": lambda s, case: case.end_in_writing,
    "test-line": lambda s, case: case.proved_dead,
    "await-refund": lambda s, case: case.refund is not None and case.refund.is_settled,
    "recheck-accounts": lambda s, case: bool(case.rechecks) and not case.rechecks[-1].left,
}
"""Steps that other events show to be done."""


def _notes(s: Situation, case: CaseState, id_: str) -> tuple[Message, ...]:
    mark = marked(case, id_)
    said: list[Message] = []
    if mark is not None:
        key = f"case.{mark.status}" if mark.words else f"case.{mark.status}-plain"
        args = {"words": mark.words} if mark.words else {}
        said.append(s.say(key, day=mark.on, **args))
    tell = _TOLD.get(id_)
    note = None if tell is None else tell(s, case)
    return (*said, note) if note is not None else tuple(said)


def _moving(s: Situation, case: CaseState) -> Message | None:
    if not case.accounts:
        return None
    critical, high = len(case.open_accounts("critical")), len(case.open_accounts("high"))
    return s.say("case.accounts", critical=critical, high=high, total=len(case.accounts))


def _visit(s: Situation, case: CaseState) -> Message | None:
    ahead = [visit.planned for visit in case.visits.values() if visit.is_ahead]
    return s.say("case.visit", day=ahead[-1].on, office=ahead[-1].office) if ahead else None


def _gate(s: Situation, case: CaseState) -> Message | None:
    return None if case.gate is None else s.say("case.gate-passed", day=case.gate.on)


def _filing(s: Situation, case: CaseState) -> Message | None:
    if case.filed is None:
        return None
    if not is_filed(case):
        return s.say("case.filing-refused", "gk-450-1", day=case.replies[-1].on)
    if case.filed.registration:
        return s.say("case.filed", day=case.filed.on, registration=case.filed.registration)
    return s.say("case.filed-plain", day=case.filed.on)


def _notice(s: Situation, case: CaseState) -> Message | None:
    if case.confirmed_end is None:
        return None
    key = "case.end-confirmed" if case.end_in_writing else "case.end-said"
    return s.say(key, day=case.confirmed_end)


def _test(s: Situation, case: CaseState) -> Message | None:
    if case.sign_of_life:
        return s.say("case.sign-of-life")
    if case.verdict is None:
        return None
    return s.say(f"case.verdict.{case.verdict.verdict.replace('_', '-')}", day=case.verdict.on)


def _refund(s: Situation, case: CaseState) -> Message | None:
    refund = case.refund
    if refund is None:
        return None
    if refund.open_sum is UNSET:
        return s.say("case.refund-received", received=refund.received_sum)
    return s.say(
        "case.refund-sums",
        demanded=refund.amount,
        received=refund.received_sum,
        waived=refund.waived_sum,
        open=refund.open_sum,
    )


def _recheck(s: Situation, case: CaseState) -> Message | None:
    left = case.rechecks[-1].left if case.rechecks else ()
    names = tuple(case.accounts[id_].found.name for id_ in left if id_ in case.accounts)
    return s.say("case.accounts-left", accounts=names) if names else None


_TOLD: Final[dict[str, Callable[[Situation, CaseState], Message | None]]] = {
    "move-accounts": _moving,
    "choose-office": _visit,
    "gate": _gate,
    "file-termination": _filing,
    "operator-notice": _notice,
    "test-line": _test,
    "await-refund": _refund,
    "recheck-accounts": _recheck,
}
"""What a step tells of the case."""
