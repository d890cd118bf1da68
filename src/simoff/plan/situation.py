"""Everything a plan looks at, worked out once: who, where, by when, and what is in force that day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from simoff.case import Circumstances, contradictions
from simoff.deadlines import Calendar, Reckoned
from simoff.facts import Ended, Facts, FactView, NotYet, Operator, view
from simoff.number import Line
from simoff.plan.model import Ask, Billing, Message, Question, Step

if TYPE_CHECKING:
    from simoff.case.state import CaseState  # a plan without a case does not load it

SURE_SHARE = 0.9
"""From this share of a code's numbers on, its largest holder is assumed to be the operator (DOMAIN, fine print)."""

ACTS_FOR_HOLDER = frozenset({"proxy", "heir", "officer", "parent"})


class Ground:
    """Facts as they stand on one day, and what follows from them alone, shared by all plans of that day."""

    __slots__ = (
        *("facts", "calendar", "as_of", "view", "by_inn", "after_end", "refund_terms", "idle"),
        *("_cites", "_plain", "_questions"),
    )

    def __init__(self, facts: Facts, calendar: Calendar, as_of: date) -> None:
        self.facts = facts
        self.calendar = calendar
        self.as_of = as_of
        self.view: FactView = view(facts, as_of)
        self.by_inn: Mapping[str, Operator] = facts.by_inn()
        self._cites: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._plain: dict[str, dict[tuple[str, ...], Message]] = {}
        self.after_end: dict[tuple[date | None, int, str], tuple[date | None, Message | None]] = {}
        """Reminders by the day they are counted from, their length and its unit."""
        self.refund_terms: dict[date, Reckoned] = {}
        self.idle: dict[tuple[str, str], Step] = {}
        """Steps not needed, by step and reason."""
        self._questions: dict[str, dict[tuple[str, ...], Question]] = {}

    def in_force(self, *ids: str) -> tuple[str, ...]:
        """Those of the facts that exist on the day: neither still to come nor ended."""
        found = self._cites.get(ids)
        if found is None:
            found = tuple(i for i in ids if not isinstance(self.view.state(i), Ended | NotYet))
            self._cites[ids] = found
        return found

    def say(self, key: str, *cites: str, **args: Any) -> Message:  # noqa: ANN401 - any printable value
        """A message; its citations are cut down to what is in force that day."""
        if not args:
            with_key = self._plain.get(key)
            if with_key is not None and cites in with_key:
                return with_key[cites]
        found = self.in_force(*cites)
        made = Message(key, args, found, bool(found) or not cites)
        if not args:
            self._plain.setdefault(key, {})[cites] = made
        return made

    def question(self, id_: str, ask: Ask, cites: tuple[str, ...]) -> Question:
        """A question; made once a day for each id and the facts that leave it open."""
        try:
            return self._questions[id_][cites]
        except KeyError:
            made = Question(id_, ask, self.say(f"question.{id_}", *cites))
            self._questions.setdefault(id_, {})[cites] = made
            return made


class Situation:
    """One line, its circumstances and one day."""

    __slots__ = (
        *("ground", "say", "as_of", "line", "c", "case", "kind", "user", "deceased", "stranger", "worker"),
        *("billing", "operator", "contradictions", "last_day", "end_day", "cooling"),
    )

    def __init__(self, ground: Ground, line: Line, c: Circumstances, case: CaseState | None = None) -> None:
        self.ground = ground
        self.say = ground.say
        self.as_of = ground.as_of
        self.line = line
        self.c = c
        self.case = case
        self.kind = c.holder.kind
        self.user = c.holder.user_is
        self.deceased = self.kind == "deceased"
        self.stranger = not self.deceased and (
            self.user == "stranger" or (self.user == "worker" and self.kind not in (UNSET, "company"))
        )
        self.worker = self.user == "worker" and not self.deceased and not self.stranger
        self.billing = _billing(ground, line, c)
        self.operator = ground.facts.operators.get(self.billing.id) if self.billing.id else None
        self.contradictions = contradictions(c, self.as_of)
        self.last_day = _last_filing_day(c, self.as_of)
        filed = case is not None and case.filed is not None
        self.end_day = case.end_day if filed else _end_day(c, self.as_of, self.last_day)  # type: ignore[union-attr]
        self.cooling = _cooling(ground, c)

    def has(self, fact_id: str) -> bool:
        """Whether the fact exists on this day."""
        return bool(self.ground.in_force(fact_id))

    def number(self, fact_id: str) -> int:
        """The figure of a fact in force on this day; KeyError when it has none."""
        found = self.ground.view.number(fact_id)
        if found is None:
            raise KeyError(fact_id)
        return found

    @property
    def debt(self) -> bool:
        """Whether a debt is stated."""
        balance = self.c.money.balance
        return balance is not UNSET and balance < 0

    @property
    def money_may_come_back(self) -> bool:
        """Whether an advance is left, or nobody said that none is; in a case also whether it was demanded."""
        if self.case is not None and self.case.refund is not None:
            return True
        balance = self.c.money.balance
        return balance is UNSET or balance > 0

    @property
    def needs_second_factor(self) -> bool:
        """Whether Gosuslugi or a Russian bank is kept, or may be, and not known to do without SMS."""
        accounts = self.c.accounts
        kept = accounts.gosuslugi is not False or accounts.bank_in_russia is not False
        return kept and accounts.second_factor_without_sms is not True

    @property
    def actor_is_abroad(self) -> bool:
        """Whether the person who acts for the holder is abroad."""
        return self.user in ACTS_FOR_HOLDER and self.c.user.where == "abroad"

    @property
    def days_left(self) -> int | None:
        """Days from today to the latest filing day; negative when it has passed; None without one."""
        return None if self.last_day is None else (self.last_day - self.as_of).days


def _billing(ground: Ground, line: Line, c: Circumstances) -> Billing:
    if c.operator is not UNSET:
        return Billing(c.operator, "stated")
    holders = line.range.holders
    if holders and holders[0].share >= SURE_SHARE and line.range.allocated is not False:
        operator = ground.by_inn.get(holders[0].inn)
        if operator is not None:
            return Billing(operator.id, "plan")
    return Billing(None, "unknown")


def _last_filing_day(c: Circumstances, as_of: date) -> date | None:
    """L: the earliest of the wished end and the day before leaving; a departure long past binds nobody."""
    days: list[date] = []
    if c.wants.end_on is not UNSET:
        days.append(c.wants.end_on)
    has_left = c.where == "abroad" and c.leaving_on is not UNSET and c.leaving_on <= as_of
    if c.leaving_on is not UNSET and not has_left:
        days.append(c.leaving_on - timedelta(days=1))
    return min(days, default=None)


def _end_day(c: Circumstances, as_of: date, last_day: date | None) -> date | None:
    """E without a case: the wished end if it is still to come, else L."""
    wished = c.wants.end_on
    return wished if wished is not UNSET and wished >= as_of else last_day


def _cooling(ground: Ground, c: Circumstances) -> tuple[date, date] | None:
    """The running stop of SMS after roaming or idleness as (start, end), the later end if both."""
    if not ground.in_force("cooling-ru-sim"):
        return None
    spans = list(_cooling_spans(c, ground.as_of))
    return max(spans, key=lambda span: span[1], default=None)


def _cooling_spans(c: Circumstances, as_of: date) -> Iterable[tuple[date, date]]:
    day = timedelta(days=1)
    back, idle = c.returned_from_roaming_on, c.idle_since_on
    if back is not UNSET and as_of - day <= back <= as_of:
        yield back, back + day
    if idle is not UNSET and idle <= as_of - 3 * day:
        yield as_of, as_of + day
