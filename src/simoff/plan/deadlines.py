"""The dates of a plan, each with the rule, the start and the days skipped."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET

from simoff.deadlines import Reckoned, reminder, term
from simoff.plan.model import Deadline, Message
from simoff.plan.situation import Situation

RECHECK_DAYS = 30
KEEP_YEARS = 5
OURS = "ours"


def deadlines(s: Situation) -> tuple[Deadline, ...]:
    """Every deadline whose start is known, earliest first."""
    made = (_leave(s), _file_by(s), _cooling(s), _confirm_data(s), _refund(s), _recheck(s))
    found = [deadline for deadline in made if deadline is not None]
    return tuple(sorted(found, key=lambda deadline: (deadline.due or date.max)))


def refund_term(s: Situation) -> Reckoned | None:
    """The day by which the advance should be back: a term of law from E; None while frozen or without E."""
    if s.end_day is None or s.c.money.frozen is True:
        return None
    return term(s.end_day, s.number("refund-30-days"), "day", s.ground.calendar)


def _leave(s: Situation) -> Deadline | None:
    leaving = s.c.leaving_on
    if leaving is UNSET:
        return None
    how = s.say("deadline.leave.how", day=leaving)
    return Deadline("leave", "reminder", leaving, OURS, s.as_of, how, ())


def _file_by(s: Situation) -> Deadline | None:
    if s.last_day is None:
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
    balance = s.c.money.balance
    if balance is UNSET or balance <= 0 or not s.has("refund-30-days"):
        return None
    reckoned = refund_term(s)
    return None if reckoned is None else _term(s, "refund", reckoned, "refund-30-days")


def _recheck(s: Situation) -> Deadline | None:
    if s.end_day is None:
        return None
    due = reminder(s.end_day, RECHECK_DAYS, "day", s.ground.calendar).due
    how = s.say("deadline.recheck-accounts.how", "reuse-two-months", start=s.end_day, days=RECHECK_DAYS)
    return Deadline("recheck-accounts", "reminder", due, OURS, s.end_day, how, how.cites)


def _term(s: Situation, id_: str, reckoned: Reckoned, rule: str) -> Deadline:
    how = explain(s, reckoned, rule)
    return Deadline(id_, "term", reckoned.due, rule, reckoned.start, how, how.cites)


def explain(s: Situation, reckoned: Reckoned, rule: str) -> Message:
    """How a term was counted: from the day after its start, and where it moved."""
    moved = "moved" if reckoned.skipped else "kept"
    sure = "" if reckoned.confirmed else "-unconfirmed"
    return s.say(
        f"deadline.term-{moved}{sure}",
        rule,
        start=reckoned.start,
        days=reckoned.length,
        nominal=reckoned.nominal,
        due=reckoned.due,
        skipped=len(reckoned.skipped),
        calendar=reckoned.calendar,
    )
