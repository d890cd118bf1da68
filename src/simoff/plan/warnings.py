"""What can go wrong here, each warning with the facts it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from msgspec import UNSET

from simoff.plan.case_telling import alarms
from simoff.plan.model import Message, Route
from simoff.plan.naming import Named
from simoff.plan.routes import address_is_old
from simoff.plan.schedule import back_too_late, is_tight
from simoff.plan.situation import Situation

_NEAR_LAPSE = timedelta(days=30)
"""We warn this long before an idle number may be taken."""

_BLOCKED_CITES = {
    "blocked_debt": ("end-any-time",),
    "blocked_by_me": (),
    "blocked_by_operator": (),
    "blocked_over_limit": ("limit-20-cutoff",),
    "blocked_unconfirmed": ("confirm-data-15d",),
}
_BLOCKED_FOREIGNERS = {
    "blocked_over_limit": ("limit-10-foreigners",),
    "blocked_unconfirmed": ("confirm-data-15d", "foreign-cutoff-2025-07"),
}


def warnings(s: Situation, routes: tuple[Route, ...], calendar_unconfirmed: bool) -> tuple[Message, ...]:
    """All warnings of this situation, the gravest first."""
    verdicts = {route.id: route.verdict for route in routes}
    found: dict[str, Message] = {}
    for message in _all(s, verdicts, calendar_unconfirmed):
        if message.grounded:
            found.setdefault(message.id, message)
    return tuple(found.values())


def _all(s: Situation, verdicts: Mapping[str, str], calendar_unconfirmed: bool) -> Iterator[Message]:
    if s.case is not None:
        yield from alarms(s, s.case)
    if s.contradictions:
        yield s.say("warning.contradiction", which=tuple(Named("contradiction", id_) for id_ in s.contradictions))
    yield from _about_standing(s)
    yield from _about_time(s)
    yield from _about_line(s)
    yield from _about_service(s)
    yield from _about_money(s)
    yield from _about_proxy(s, verdicts)
    yield from _always(s, verdicts)
    if calendar_unconfirmed:
        yield s.say("warning.calendar-unconfirmed", day=s.ground.calendar.confirmed_through)


def _about_standing(s: Situation) -> Iterator[Message]:
    if s.stranger:
        yield s.say("warning.stranger", "subscriber-data-secret", "sim-handover-fine")
    if s.worker:
        yield s.say("warning.worker", "corp-sim-employees")
    if s.deceased:
        yield s.say("warning.deceased-sim", "death-number-not-inherited", "bank-not-told")
    if s.kind == "company":
        yield s.say("warning.company-fees", "vs-2019-fee-until-off")
    elif s.c.contract.kind in ("postpaid", "corporate"):
        yield s.say("warning.postpaid-fees", "vs-2019-fee-until-off")


def _about_time(s: Situation) -> Iterator[Message]:
    if s.case is not None and s.case.filed is not None:
        return
    if s.days_left is not None and s.days_left < 0:
        yield s.say("warning.too-late", day=s.last_day)
    elif is_tight(s):
        yield s.say("warning.little-time", n=s.days_left)
    if back_too_late(s):
        yield s.say("warning.back-after-last-day", day=s.c.back_in_russia_on, last=s.last_day)
    notice = s.c.notice.confirm_data_on
    if notice is not UNSET and s.has("confirm-data-15d"):
        yield s.say("warning.confirm-data", "confirm-data-15d", days=s.number("confirm-data-15d"))
    last_use = s.c.last_paid_use_on if s.c.last_paid_use_on is not UNSET else s.c.idle_since_on
    if last_use is not UNSET and s.has("silence-90"):
        taken_from = last_use + timedelta(days=s.number("silence-90"))
        if s.as_of >= taken_from - _NEAR_LAPSE:
            yield s.say("warning.idle", "silence-90", "notice-bill-rejected", day=taken_from)


def _about_line(s: Situation) -> Iterator[Message]:
    if s.line.range.allocated is False:
        yield s.say("warning.not-allocated")
    if s.billing.from_ == "plan" and s.operator is not None:
        yield s.say("warning.operator-assumed", "mnp-alternative", operator=s.operator.name)
    if s.billing.from_ == "unknown":
        yield s.say("warning.operator-unknown", "mnp-alternative")
    if s.c.contract.kind == "family_master":
        yield s.say("warning.family-master")
    if s.c.contract.golden_number is True:
        yield s.say("warning.golden-number", "phantom-debt-mnp")
    if s.c.sim == "lost":
        yield s.say("warning.sim-lost")
    if s.c.found_on_gosuslugi is True:
        yield s.say("warning.unknown-number", "operator-fines-limit")
    yield from _limits(s)


def _limits(s: Situation) -> Iterator[Message]:
    total = s.c.holder.numbers_total
    rule = {"citizen": "limit-20-citizens", "foreigner": "limit-10-foreigners", "stateless": "limit-10-foreigners"}
    fact_id = rule.get(s.kind) if isinstance(s.kind, str) else None
    if total is UNSET or fact_id is None or not s.has(fact_id):
        return
    limit = s.number(fact_id)
    if total > limit:
        cut_off = ("limit-20-cutoff",) if s.kind == "citizen" else ("foreign-cutoff-2025-07",)
        yield s.say("warning.over-limit", fact_id, *cut_off, total=total, limit=limit)


def _about_service(s: Situation) -> Iterator[Message]:
    service = s.c.service
    if service is not UNSET and service != "active":
        cites = _BLOCKED_CITES[service]
        if s.kind in ("foreigner", "stateless"):
            cites = _BLOCKED_FOREIGNERS.get(service, cites)
        yield s.say(f"warning.{service.replace('_', '-')}", *cites)
    if s.cooling is not None:
        yield s.say("warning.cooling", "cooling-ru-sim", "cooling-unreliable", day=s.cooling[1])
    if s.kind in ("foreigner", "stateless") and s.has("foreign-in-person"):
        yield s.say("warning.foreigner-new-number", "foreign-in-person")


def _about_money(s: Situation) -> Iterator[Message]:
    money = s.c.money
    if money.frozen is True and s.has("fz280-freeze"):
        yield s.say("warning.frozen", "fz280-freeze")
    if money.installments is True:
        yield s.say("warning.installments")
    if money.promised_payment is True:
        yield s.say("warning.promised-payment", "end-any-time")
    if s.debt:
        yield s.say("warning.debt", "end-any-time", amount=-money.balance)  # type: ignore[operator]


def _about_proxy(s: Situation, verdicts: Mapping[str, str]) -> Iterator[Message]:
    with_power = s.c.proxy.power not in (UNSET, "none") and verdicts["proxy"] != "impossible"
    if with_power and s.c.proxy.covers_money is False:
        cites = ("t2.termination-documents",) if s.billing.id == "t2" else ("poa-wording",)
        yield s.say("warning.proxy-money", *cites)


def _always(s: Situation, verdicts: Mapping[str, str]) -> Iterator[Message]:
    if verdicts["park"] in ("possible", "unknown") and s.c.wants.keep_number is True:
        yield s.say("warning.porting-facts-old", "mnp-alternative")
    if verdicts["post"] == "unknown" and address_is_old(s):
        yield s.say("warning.address-old", s.operator.address_fact)  # type: ignore[union-attr,arg-type]
    if verdicts["gosuslugi"] == "unknown":
        yield s.say("warning.gosuslugi-is-no-proof", "gosuslugi-sim-cards")
    yield s.say("warning.call-is-no-end", "end-by-phone-open")
    yield s.say("warning.nobody-tells", "bank-not-told")
    yield s.say("warning.keep-the-sim", "sim-handover-fine")
    yield s.say("warning.no-codes")
