"""The twelve ways: to end the contract, and not to. One function each, in the order of DOMAIN's table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import UNSET, Struct

from simoff.plan.model import Message, Route, Verdict, sayable
from simoff.plan.situation import Situation

WAYS_THAT_END = frozenset({"office", "proxy", "post", "account", "gosuslugi", "heir", "parent", "company"})
IN_THE_SHOP = frozenset({"office", "proxy", "heir", "parent", "company"})
_ORDER: dict[Verdict, int] = {"possible": 0, "unknown": 1, "not_advised": 2, "impossible": 3}
_ADDRESS_IS_OLD = timedelta(days=3 * 365)


class Finding(Struct, frozen=True, gc=False):
    """A verdict on one way with its reasons; ``wait`` is the days before it can be begun."""

    verdict: Verdict
    because: tuple[Message, ...]
    wait: int = 0


class Way(Struct, frozen=True):
    """A way: how long it takes in days (our estimate), what it costs in effort (0 least), its judge."""

    id: str
    days: tuple[int, int]
    cost: int
    judge: Callable[[Situation], Finding]


def routes(s: Situation) -> tuple[Route, ...]:
    """All ways in table order, each with verdict, reasons, rank and days."""
    found = [(way, way.judge(s)) for way in WAYS]
    order = sorted((_rank_key(s, way, finding), place) for place, (way, finding) in enumerate(found))
    ranks = {place: rank for rank, (_, place) in enumerate(order, start=1)}
    return tuple([_route(s, way, finding, ranks[place]) for place, (way, finding) in enumerate(found)])


def _route(s: Situation, way: Way, finding: Finding, rank: int) -> Route:
    because = sayable(finding.because) or (s.say("route.rule-not-yet"),)
    return Route(way.id, finding.verdict, rank, because, way.days if finding.verdict == "possible" else None)


def _rank_key(s: Situation, way: Way, finding: Finding) -> tuple[int, int, int, int]:
    wanted = way.id == "park" and s.c.wants.keep_number is True and finding.verdict == "possible"
    return (0 if wanted else 1, _ORDER[finding.verdict], way.days[0] + finding.wait, way.cost)


def _possible(*because: Message, wait: int = 0) -> Finding:
    return Finding("possible", because, wait)


def _impossible(*because: Message) -> Finding:
    return Finding("impossible", because)


def _unknown(*because: Message) -> Finding:
    return Finding("unknown", because)


def _not_the_holder(s: Situation, *, deceased: bool = True) -> Message | None:
    """Why somebody who is not the holder's own can do nothing at all."""
    if s.stranger:
        return s.say("route.stranger", "subscriber-data-secret")
    if s.worker:
        return s.say("route.worker", "corp-sim-employees")
    if deceased and s.deceased:
        return s.say("route.deceased", "death-operators")
    return None


def _office(s: Situation) -> Finding:
    excluded = _office_excluded(s)
    if excluded is not None:
        return _impossible(excluded)
    if s.kind is UNSET:
        return _unknown(s.say("route.kind-missing"))
    if s.c.where is UNSET:
        return _unknown(s.say("route.where-missing"))
    right = s.say("route.office.right", "end-any-time", "gk-450-1")
    if s.c.where == "russia":
        return _possible(right, *_which_office(s))
    back = s.c.back_in_russia_on
    if not isinstance(back, date):
        return _unknown(s.say("route.office.back-missing"))
    return _possible(
        right, s.say("route.office.back", day=back), *_which_office(s), wait=max(0, (back - s.as_of).days)
    )


def _office_excluded(s: Situation) -> Message | None:
    blocked = _not_the_holder(s)
    if blocked is not None:
        return blocked
    if s.kind in ("company", "sole_trader"):
        return s.say("route.see-company", "gk-782")
    if s.kind == "minor_under_14":
        return s.say("route.office.child", "minor-14")
    if s.c.where != "russia" and s.c.back_in_russia_on == "never":
        return s.say("route.office.never")
    return None


def _which_office(s: Situation) -> tuple[Message, ...]:
    """Where the operator's own page was seen it speaks; elsewhere the open question stands beside the right."""
    if s.operator is not None and s.operator.official_termination_page and s.has("t2.termination-channel"):
        return (s.say("route.office.t2", "t2.termination-channel"),)
    return (s.say("route.office.which"),)


def _proxy(s: Situation) -> Finding:
    blocked = _not_the_holder(s)
    if blocked is not None:
        return _impossible(blocked)
    if s.kind in ("company", "minor_under_14", "minor_14_17"):
        return _impossible(s.say("route.proxy.not-for", "gk-782" if s.kind == "company" else "minor-14"))
    power = s.c.proxy.power
    if power == "none":
        return _impossible(s.say("route.proxy.none"))
    if power is UNSET:
        return _unknown(s.say("route.proxy.missing", "poa-wording"))
    if s.user == "proxy" and s.actor_is_abroad:
        return _unknown(s.say("route.actor-abroad"))
    return _proxy_with_power(s, power)


def _proxy_with_power(s: Situation, power: str) -> Finding:
    if s.billing.from_ != "stated":
        return _unknown(s.say("route.proxy.operator-assumed"))
    if s.billing.id == "t2" and power == "notarial":
        return _possible(s.say("route.proxy.t2-notarial", "t2.termination-documents"))
    if s.billing.id == "t2" and power == "consular":
        return _possible(s.say("route.proxy.t2-consular", "t2.termination-documents", "poa-consular"))
    form = {"apostilled": "poa-abroad-notary", "consular": "poa-consular"}.get(power, "poa-wording")
    return _unknown(s.say("route.proxy.not-confirmed", form))


def _post(s: Situation) -> Finding:
    blocked = _not_the_holder(s, deceased=False)
    if blocked is not None:
        return _impossible(blocked)
    if s.operator is None:
        return _unknown(s.say("route.post.operator-missing", "gk-450-1", "gk-165-1"))
    if s.operator.address_fact is None:
        return _impossible(s.say("route.post.no-address", operator=s.operator.name))
    basis = s.say("route.post.basis", "gk-450-1", "gk-165-1")
    return _unknown(basis, s.say("route.post.identity", s.operator.address_fact))


def address_is_old(s: Situation) -> bool:
    """Whether the known legal address was last confirmed more than three years ago, or on no known day."""
    if s.operator is None or s.operator.address_fact is None:
        return False
    dated = s.operator.address_dated
    return dated is None or s.as_of - dated > _ADDRESS_IS_OLD


def _account(s: Situation) -> Finding:
    blocked = _not_the_holder(s)
    if blocked is not None:
        return _impossible(blocked)
    return _unknown(s.say("route.account.open", "end-by-phone-open"))


def _gosuslugi(s: Situation) -> Finding:
    blocked = _not_the_holder(s)
    if blocked is not None:
        return _impossible(blocked)
    if s.kind in ("company", "minor_under_14", "minor_14_17"):
        return _impossible(s.say("route.gosuslugi.not-for", "gosuslugi-sim-cards"))
    if s.c.accounts.gosuslugi is False:
        return _impossible(s.say("route.gosuslugi.none", "gosuslugi-sim-cards"))
    return _unknown(s.say("route.gosuslugi.disputed", "gosuslugi-sim-cards"))


def _heir(s: Situation) -> Finding:
    if s.kind is UNSET and s.user in (UNSET, "heir", "proxy", "officer", "parent"):
        return _unknown(s.say("route.kind-missing"))
    if not s.deceased:
        return _impossible(s.say("route.heir.living", "death-operators"))
    if s.user != "heir":
        return _unknown(s.say("route.heir.who", "death-operators"))
    if s.actor_is_abroad:
        return _unknown(s.say("route.actor-abroad", "death-operators"))
    return _possible(s.say("route.heir.papers", "death-operators"), *_which_office(s))


def _parent(s: Situation) -> Finding:
    if s.stranger or s.worker:
        return _impossible(s.say("route.parent.adult", "minor-14"))
    if s.kind is UNSET and s.user in (UNSET, "parent"):
        return _unknown(s.say("route.kind-missing"))
    if s.kind in ("minor_under_14", "minor_14_17") and s.user in (UNSET, "parent"):
        return _parent_of_child(s)
    return _impossible(s.say("route.parent.adult", "minor-14"))


def _parent_of_child(s: Situation) -> Finding:
    if s.user is UNSET:
        return _unknown(s.say("route.parent.who", "minor-14"))
    if s.kind == "minor_14_17":
        return _unknown(s.say("route.parent.own-contract", "minor-14"))
    if s.actor_is_abroad:
        return _unknown(s.say("route.actor-abroad", "minor-14"))
    return _possible(s.say("route.parent.contract", "minor-14"), *_which_office(s))


def _company(s: Situation) -> Finding:
    if s.worker:
        return _impossible(s.say("route.worker", "corp-sim-employees"))
    if s.stranger:
        return _impossible(s.say("route.stranger", "subscriber-data-secret"))
    if s.kind is UNSET:
        return _unknown(s.say("route.kind-missing"))
    if s.kind == "company":
        return _company_by(s, acting=("officer",))
    if s.kind == "sole_trader" and s.user in (UNSET, "holder", "officer"):
        return _company_by(s, acting=("holder", "officer"))
    return _impossible(s.say("route.company.not", "gk-782"))


def _company_by(s: Situation, acting: tuple[str, ...]) -> Finding:
    if s.user not in acting:
        return _unknown(s.say("route.company.who", "gk-782"))
    if s.actor_is_abroad:
        return _unknown(s.say("route.actor-abroad", "gk-782"))
    return _possible(s.say("route.company.papers", "gk-782", "company-users-esia"), *_which_office(s))


def _disown(s: Situation) -> Finding:
    found = s.c.found_on_gosuslugi
    if found is True:
        return _possible(s.say("route.disown.found", "operator-fines-limit"))
    if found is False or s.c.accounts.gosuslugi is False:
        return _impossible(s.say("route.disown.not-found", "gosuslugi-sim-cards"))
    return _unknown(s.say("route.disown.missing", "gosuslugi-sim-cards"))


def _park(s: Situation) -> Finding:
    blocked = _not_the_holder(s)
    if blocked is not None:
        return _impossible(blocked)
    if s.debt:
        return _impossible(s.say("route.park.debt", "mnp-alternative"))
    if s.c.money.balance is UNSET:
        return _unknown(s.say("route.park.balance-missing", "mnp-alternative"))
    return _possible(s.say("route.park.keep", "mnp-alternative"))


def _handover(s: Situation) -> Finding:
    blocked = _not_the_holder(s)
    if blocked is not None:
        return _impossible(blocked)
    if s.kind == "company":
        return _impossible(s.say("route.handover.company", "corp-sim-employees"))
    to = s.c.handover.to
    if to == "other":
        why = s.say("route.handover.other", "sim-handover-fine")
        return _impossible(why) if s.has("sim-handover-fine") else _unknown(why)
    if to is UNSET:
        return _unknown(s.say("route.handover.missing", "sim-handover-fine"))
    return _possible(s.say("route.handover.relative", "sim-handover-fine"))


def _lapse(s: Situation) -> Finding:
    because = [s.say("route.lapse.never", "silence-90", "reuse-two-months")]
    if s.kind == "company" or s.c.contract.kind in ("postpaid", "corporate"):
        because.append(s.say("route.lapse.fees", "vs-2019-fee-until-off"))
    return Finding("not_advised", tuple(because))


WAYS: tuple[Way, ...] = (
    Way("office", (1, 3), 0, _office),
    Way("proxy", (1, 7), 2, _proxy),
    Way("post", (7, 30), 3, _post),
    Way("account", (1, 3), 1, _account),
    Way("gosuslugi", (1, 7), 1, _gosuslugi),
    Way("heir", (1, 7), 1, _heir),
    Way("parent", (1, 3), 1, _parent),
    Way("company", (1, 7), 1, _company),
    Way("disown", (1, 30), 2, _disown),
    Way("park", (1, 8), 3, _park),
    Way("handover", (1, 3), 4, _handover),
    Way("lapse", (90, 180), 5, _lapse),
)
