"""What is not known and somebody can say: to you, to the operator, to Gosuslugi, to others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import UNSET

from simoff.plan.model import Ask, Question, Route, Verdict
from simoff.plan.routes import IN_THE_SHOP, address_is_old
from simoff.plan.situation import ACTS_FOR_HOLDER, Situation

Verdicts = dict[str, Verdict]
Asked = tuple[str, tuple[str, ...]]
"""A question's id and the facts that leave it open."""

_PERSONS = frozenset({"citizen", "foreigner", "stateless"})
_PAYMENTS = ("autopay", "linked_subscriptions", "promised_payment", "forwarding")


def questions(s: Situation, routes: tuple[Route, ...]) -> tuple[Question, ...]:
    """All questions of this situation; each once, in the order they help most; answered in a case, none."""
    verdicts: Verdicts = {route.id: route.verdict for route in routes}
    found: dict[str, Question] = {}
    answered = () if s.case is None else s.case.answers
    make = s.ground.question
    for ask, source in _SOURCES:
        for id_, cites in source(s, verdicts):
            if id_ not in found and id_ not in answered:
                found[id_] = make(id_, ask, cites)
    return tuple(found.values())


def _about_you(s: Situation, verdicts: Verdicts) -> Iterator[Asked]:
    c = s.c
    if c.operator is UNSET:
        yield "operator", ("mnp-alternative",)
    if s.kind is UNSET:
        yield "holder-kind", ()
    if s.user is UNSET:
        yield "user-is", ()
    if c.where is UNSET and verdicts["office"] == "unknown":
        yield "where", ()
    if c.where == "abroad" and c.back_in_russia_on is UNSET and verdicts["office"] == "unknown":
        yield "back-in-russia", ()
    if s.user in ACTS_FOR_HOLDER and c.user.where is UNSET:
        yield "user-where", ()
    if s.actor_is_abroad or (s.kind == "sole_trader" and s.user == "holder" and c.where == "abroad"):
        yield "who-goes", ()
    if s.deceased and c.holder.died_on is UNSET:
        yield "died-on", ("death-operators",)
    if s.last_day is None:
        yield "when", ()
    if c.contract.kind == "family_member":
        yield "family-holder", ()
    if c.contract.kind is UNSET:
        yield "contract-kind", ("vs-2019-fee-until-off",)


def _about_means(s: Situation, verdicts: Verdicts) -> Iterator[Asked]:
    c = s.c
    if verdicts["proxy"] == "unknown" and c.proxy.power is UNSET:
        yield "proxy-power", ("poa-wording",)
    if c.proxy.power not in (UNSET, "none") and c.proxy.covers_money is UNSET:
        yield "proxy-money", ("t2.termination-documents",) if s.billing.id == "t2" else ()
    if c.sim is UNSET:
        yield "sim", ()
    if c.service is UNSET:
        yield "service", ()
    if _cooling_unknown(s):
        yield "roaming-or-idle", ("cooling-ru-sim",)
    if c.holder.passport_changed is UNSET and s.kind in _PERSONS:
        yield "passport-changed", ("old-passport-invisible",)
    if verdicts["handover"] == "unknown":
        yield "handover-to", ("sim-handover-fine",)


def _about_contract(s: Situation, verdicts: Verdicts) -> Iterator[Asked]:
    c = s.c
    if s.kind in _PERSONS and c.holder.numbers_total is UNSET:
        limit = "limit-20-citizens" if s.kind == "citizen" else "limit-10-foreigners"
        if s.has(limit):
            yield "numbers-total", (limit,)
    unused = c.last_paid_use_on is UNSET and c.idle_since_on is UNSET and c.sim_in_daily_use is not True
    if unused and s.has("silence-90"):
        yield "last-use", ("silence-90",)
    if s.stranger or s.worker:
        return
    if c.contract.lost is UNSET:
        yield "contract-lost", ()
    if c.bought_online is UNSET:
        yield "bought-online", ()


def _cooling_unknown(s: Situation) -> bool:
    """Whether nobody said if the SIM came back from roaming or lay idle, and the rule exists."""
    c = s.c
    told = c.returned_from_roaming_on is not UNSET or c.idle_since_on is not UNSET
    settled = c.sim_in_daily_use is True or c.where == "abroad"
    return not told and not settled and s.has("cooling-ru-sim")


def _about_money(s: Situation, verdicts: Verdicts) -> Iterator[Asked]:
    money = s.c.money
    if money.balance is UNSET:
        yield "balance", ("end-any-time",)
    if any(getattr(money, name) is UNSET for name in _PAYMENTS):
        yield "payments", ("unlink-card-376",)
    if s.debt and money.disputed is UNSET:
        yield "disputed", ("consent-to-extras",)
    if money.installments is UNSET:
        yield "installments", ()
    if s.money_may_come_back and money.frozen is UNSET and s.has("fz280-freeze"):
        yield "frozen", ("fz280-freeze",)
    if s.money_may_come_back and s.c.wants.refund_to is UNSET:
        yield "refund-to", ("refund-30-days",)
    if s.c.contract.golden_number is UNSET:
        yield "golden-number", ("phantom-debt-mnp",)


def _about_accounts(s: Situation, verdicts: Verdicts) -> Iterator[Asked]:
    accounts = s.c.accounts
    if accounts.critical_unmoved is UNSET or accounts.high_unmoved is UNSET:
        yield "accounts-unmoved", ("bank-not-told",)
    if accounts.gosuslugi is UNSET:
        yield "gosuslugi-kept", ("gosuslugi-sim-cards",)
    if accounts.bank_in_russia is UNSET:
        yield "bank-in-russia", ("bank-not-told",)
    if s.needs_second_factor and accounts.second_factor_without_sms is UNSET:
        yield "second-factor", ("cooling-unreliable",)
    if s.c.wants.no_more_russian_numbers is UNSET and s.kind in (UNSET, "citizen"):
        yield "no-more-numbers", ("self-ban-new-sim",)
    if s.c.wants.data_deletion is UNSET:
        yield "data-deletion", ("pd-withdraw-terms",)


def _to_operator(s: Situation, verdicts: Verdicts) -> Iterator[Asked]:
    if s.stranger or s.worker:  # the operator speaks with the holder alone
        return
    own_page = s.operator is not None and s.operator.official_termination_page
    if not own_page and any(verdicts[way] in ("possible", "unknown") for way in IN_THE_SHOP):
        yield "which-office", ("end-any-time", *_operator_fact(s, "termination-channel"))
    if verdicts["account"] == "unknown":
        yield "remote-channel", ("end-by-phone-open",)
    if verdicts["proxy"] == "unknown" and s.c.proxy.power not in (UNSET, "none"):
        yield "proxy-accepted", ("poa-wording",)
    if verdicts["post"] == "unknown":
        yield "post-identity", ("gk-165-1",)
    if s.operator is None or s.operator.address_fact is None or address_is_old(s):
        yield "post-address", _operator_fact(s, "legal-address")
    if s.c.sim in ("lost", "damaged"):
        yield "lost-sim", ()
    if s.kind in _PERSONS | {UNSET} and s.c.holder.passport_changed is True:
        yield "old-passport", ("old-passport-invisible",)
    yield from _to_operator_money(s)
    yield "written-confirmation", ("end-by-phone-open",)
    yield "hold-before-reissue", ("reuse-two-months",)


def _to_operator_money(s: Situation) -> Iterator[Asked]:
    if s.c.money.balance is UNSET or s.debt:
        yield "amount-due", ("end-any-time",)
    if s.c.money.installments is True:
        yield "installments-due", ()
    if s.c.contract.kind == "family_master":
        yield "family-lines", ()
    if s.c.contract.golden_number is True:
        yield "golden-fee", ("phantom-debt-mnp",)
    if s.c.money.frozen is True:
        yield "freeze-order", ("fz280-freeze",)
    if s.money_may_come_back:
        yield "refund-how", ("refund-30-days", *_operator_fact(s, "refund"))


def _operator_fact(s: Situation, field: str) -> tuple[str, ...]:
    """The operator's own fact on a field, where the pack has one."""
    fact_id = f"{s.billing.id}.{field}"
    return (fact_id,) if fact_id in s.ground.facts.facts else ()


def _to_gosuslugi(s: Situation, verdicts: Verdicts) -> Iterator[Asked]:
    if verdicts["disown"] == "unknown":
        yield "listed-on-gosuslugi", ("gosuslugi-sim-cards",)
    if verdicts["gosuslugi"] == "unknown":
        yield "gosuslugi-button", ("gosuslugi-sim-cards",)


def _to_others(s: Situation, verdicts: Verdicts) -> Iterator[Asked]:
    if s.stranger:
        yield "ask-the-holder", ("subscriber-data-secret",)
    if s.worker:
        yield "ask-the-employer", ("corp-sim-employees",)
    if s.deceased and s.user != "heir":
        yield "who-inherits", ("death-operators",)
    if s.kind == "company" and s.user not in ("officer", "worker"):
        yield "who-signs", ("gk-782",)
    if verdicts["parent"] == "unknown" and s.kind in ("minor_14_17", "minor_under_14"):
        yield "child-contract", ("minor-14",)


_SOURCES: tuple[tuple[Ask, Callable[[Situation, Verdicts], Iterator[Asked]]], ...] = (
    ("you", _about_you),
    ("you", _about_means),
    ("you", _about_contract),
    ("you", _about_money),
    ("you", _about_accounts),
    ("operator", _to_operator),
    ("gosuslugi", _to_gosuslugi),
    ("other", _to_others),
)
