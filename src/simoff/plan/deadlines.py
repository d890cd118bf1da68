"""The dates of a plan, each with the rule, the start and the days skipped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec import UNSET
from msgspec.structs import replace

from simoff.deadlines import Reckoned, reminder, term
from simoff.plan.case_view import CLAIM, COMPLAINTS, arrived_on, handed_in, is_filed
from simoff.plan.model import Deadline, Message
from simoff.plan.situation import Situation

if TYPE_CHECKING:
    from simoff.case.state import CaseState

RECHECK_DAYS = 30
KEEP_YEARS = 5
OURS = "ours"


def deadlines(s: Situation) -> tuple[Deadline, ...]:
    """Every deadline whose start is known, earliest first."""
    made = (_leave(s), _file_by(s), _cooling(s), _confirm_data(s), _refund(s), _recheck(s))
    found = [deadline for deadline in made if deadline is not None]
    if s.case is not None:
        found = [_extended(s, s.case, deadline) for deadline in (*found, *_of_case(s, s.case))]
    return tuple(sorted(found, key=lambda deadline: (deadline.due or date.max)))


def refund_term(s: Situation) -> Reckoned | None:
    """The day by which the advance should be back: a term of law from E; None while frozen or without E."""
    if s.end_day is None or s.c.money.frozen is True:
        return None
    known = s.ground.refund_terms
    found = known.get(s.end_day)
    if found is None:
        found = known[s.end_day] = term(s.end_day, s.number("refund-30-days"), "day", s.ground.calendar)
    return found


def _leave(s: Situation) -> Deadline | None:
    leaving = s.c.leaving_on
    if leaving is UNSET:
        return None
    how = s.say("deadline.leave.how", day=leaving)
    return Deadline("leave", "reminder", leaving, OURS, s.as_of, how, ())


def _file_by(s: Situation) -> Deadline | None:
    if s.last_day is None or (s.case is not None and is_filed(s.case)):
        return None
    key = "deadline.file-by.wished" if s.c.wants.end_on == s.last_day else "deadline.file-by.leaving"
    how = s.say(key, "gk-450-1", day=s.last_day)
    return Deadline("file-by", "reminder", s.last_day, OURS, s.as_of, how, how.cites)


def _cooling(s: Situation) -> Deadline | None:
    if s.cooling is None:
        return None
    start, end = s.cooling
    how = s.say("deadline.cooling.how", "cooling-ru-sim", start=start, hours=s.number("cooling-ru-sim"))
    return Deadline("cooling", "reminder", end, "cooling-ru-sim", start, how, how.cites)


def _confirm_data(s: Situation) -> Deadline | None:
    notice = s.c.notice.confirm_data_on
    if notice is UNSET or not s.has("confirm-data-15d"):
        return None
    reckoned = term(notice, s.number("confirm-data-15d"), "day", s.ground.calendar)
    return _term(s, "confirm-data", reckoned, "confirm-data-15d")


def _refund(s: Situation) -> Deadline | None:
    if not _refund_is_known(s) or not s.has("refund-30-days"):
        return None
    reckoned = refund_term(s)
    return None if reckoned is None else _term(s, "refund", reckoned, "refund-30-days")


def _refund_is_known(s: Situation) -> bool:
    """A balance to come back is known, or was demanded and is not settled."""
    balance = s.c.money.balance
    if s.case is not None and s.case.refund is not None:
        return not s.case.refund.is_settled
    return balance is not UNSET and balance > 0


def _recheck(s: Situation) -> Deadline | None:
    if s.case is not None and s.case.recheck_due is not None:
        how = s.say("case.recheck-set")
        return Deadline("recheck-accounts", "reminder", s.case.recheck_due, OURS, s.end_day, how, ())
    if s.end_day is None:
        return None
    due = reminder(s.end_day, RECHECK_DAYS, "day", s.ground.calendar).due
    how = s.say("deadline.recheck-accounts.how", "reuse-two-months", start=s.end_day, days=RECHECK_DAYS)
    return Deadline("recheck-accounts", "reminder", due, OURS, s.end_day, how, how.cites)


def claim_term(s: Situation) -> Reckoned | None:
    """The day by which a claim should be answered: registered the working day after it came, then the term.

    None without a claim that has arrived, or where the rule is not in force.
    """
    claims = () if s.case is None else handed_in(s.case, CLAIM)
    came = arrived_on(claims[-1]) if claims else None
    if came is None or not s.has("claim-30-days"):
        return None
    registered = reminder(came, 1, "working_day", s.ground.calendar).due
    return term(registered, s.number("claim-30-days"), "day", s.ground.calendar)


def _of_case(s: Situation, case: CaseState) -> Iterator[Deadline]:
    """Deadlines that begin with an event: the answer to a claim, to a complaint, a visit."""
    reckoned = claim_term(s)
    if reckoned is not None and not any(r.reply in ("answered_claim", "refused_claim") for r in case.replies):
        yield _term(s, "claim", reckoned, "claim-30-days")
    complaints = handed_in(case, *COMPLAINTS)
    came = arrived_on(complaints[-1]) if complaints else None
    if came is not None and s.has("state-complaint-30-days"):
        length = s.number("state-complaint-30-days")
        yield _term(s, "complaint", term(came, length, "day", s.ground.calendar), "state-complaint-30-days")
    ahead = [visit.planned for visit in case.visits.values() if visit.is_ahead]
    if ahead:
        how = s.say("case.visit", day=ahead[-1].on, office=ahead[-1].office)
        yield Deadline("visit", "reminder", ahead[-1].on, OURS, s.as_of, how, ())


def _extended(s: Situation, case: CaseState, deadline: Deadline) -> Deadline:
    """The deadline with the day somebody set in its place, and why."""
    change = case.extensions.get(deadline.id)
    if change is None:
        return deadline
    how = s.say("case.extended", day=change.due, said=change.on, words=change.why)
    return replace(deadline, due=change.due, how=how)


def _term(s: Situation, id_: str, reckoned: Reckoned, rule: str) -> Deadline:
    how = explain(s, reckoned, rule)
    return Deadline(id_, "term", reckoned.due, rule, reckoned.start, how, how.cites)


def explain(s: Situation, reckoned: Reckoned, rule: str) -> Message:
    """How a term was counted: from the day after its start, and where it moved."""
    moved = "moved" if reckoned.skipped else "kept"
    key = f"deadline.term-{moved}" if reckoned.confirmed else f"deadline.term-{moved}-unconfirmed"
    return s.say(
        key,
        rule,
        start=reckoned.start,
        days=reckoned.length,
        nominal=reckoned.nominal,
        due=reckoned.due,
        skipped=len(reckoned.skipped),
        calendar=reckoned.calendar,
    )
