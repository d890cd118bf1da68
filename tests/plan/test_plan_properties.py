"""What holds for every plan, whatever the circumstances, the line and the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plan_samples import ON, circumstances, code_line, facts, lines, plan_for, stated

from simoff.deadlines import russian_calendar
from simoff.desk.bundle import catalogue
from simoff.facts import Ended, NotYet, view
from simoff.lang import LANGS
from simoff.number import Holder, Line, Range
from simoff.plan import Plan, Planner, Renderer, make_plan
from simoff.plan.model import PHASES, Message
from simoff.plan.routes import WAYS_THAT_END
from simoff.plan.steps import GATE_CONDITIONS

TWELVE = [
    "office",
    "proxy",
    "post",
    "account",
    "gosuslugi",
    "heir",
    "parent",
    "company",
    "disown",
    "park",
    "handover",
    "lapse",
]
STEPS = [
    "identify",
    "inventory-numbers",
    "gather-documents",
    "wait-out-cooling",
    "keep-sim-in-phone",
    "find-accounts",
    "move-accounts",
    "second-factor",
    "save-money-proof",
    "stop-payments",
    "settle-debt",
    "ask-operator",
    "choose-office",
    "print-papers",
    "gate",
    "file-termination",
    "operator-notice",
    "test-line",
    "recheck-gosuslugi",
    "await-refund",
    "claim",
    "complain",
    "court",
    "recheck-accounts",
    "self-ban",
    "data-letter",
    "destroy-sim",
    "keep-records",
]
BEFORE_FILING = STEPS[: STEPS.index("file-termination") + 1]
ORDER = {"possible": 0, "unknown": 1, "not_advised": 2, "impossible": 3}
EARLIER = (date(2019, 1, 1), date(2024, 8, 31), date(2025, 9, 1), date(2025, 11, 9))
DAYS = st.sampled_from((ON, *EARLIER, date(2027, 12, 30)))
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def planner(on: date) -> Planner:
    return Planner(facts(), russian_calendar(), on)


@cache
def renderer(lang: str, on: date) -> Renderer:
    return Renderer(facts(), on, catalogue("plan", lang), catalogue("plan", "ru"))


def json_of(plan: Plan, lang: str, *, all_steps: bool = False) -> bytes:
    return msgspec.json.encode(renderer(lang, plan.as_of).render(plan, all_steps=all_steps))


def messages(plan: Plan) -> Iterator[Message]:
    yield from plan.summary
    yield from plan.warnings
    for route in plan.routes:
        yield from route.because
    for step in plan.steps:
        yield from (*step.body, step.why)
    for question in plan.questions:
        yield question.text
    for deadline in plan.deadlines:
        yield deadline.how


@MANY
@given(circumstances(), lines(), DAYS)
def test_the_routes_are_twelve_and_ranked(given_: dict[str, Any], line: Line, on: date) -> None:
    """All in table order; ranks are 1 to 12, by verdict; days and reasons as the verdict demands."""
    plan = planner(on).plan(line, stated(given_))
    assert [route.id for route in plan.routes] == TWELVE
    ranked = sorted(plan.routes, key=lambda route: route.rank)
    assert [route.rank for route in ranked] == list(range(1, 13))
    wanted = given_.get("wants.keep_number") is True and ranked[0].id == "park"
    order = [ORDER[route.verdict] for route in ranked[wanted:]]
    assert order == sorted(order)
    assert not wanted or ranked[0].verdict == "possible"
    for route in plan.routes:
        assert (route.days is not None) == (route.verdict == "possible")
        assert route.because
        assert route.days is None or 0 < route.days[0] <= route.days[1]


@MANY
@given(circumstances(), lines(), DAYS)
def test_steps_stand_in_table_order_and_hang_together(given_: dict[str, Any], line: Line, on: date) -> None:
    """Every dependency is a step made before, phases follow each other, and a status says what it means."""
    plan = planner(on).plan(line, stated(given_))
    ids = [step.id for step in plan.steps]
    assert ids == [id_ for id_ in STEPS if id_ in ids]
    assert [step.phase for step in plan.steps] == sorted((s.phase for s in plan.steps), key=PHASES.index)
    made = {step.id: step for step in plan.steps}
    for place, step in enumerate(plan.steps):
        unfinished = [n for n in step.depends_on if made[n].status != "done"]
        assert all(ids.index(n) < place and made[n].status != "not_needed" for n in step.depends_on)
        assert step.status != "blocked" or unfinished
        assert step.status != "now" or not unfinished
        assert step.body or step.status == "not_needed"
        assert step.start is None or step.due is None or step.start <= step.due or step.due < on
    assert not {"claim", "complain", "court"} & set(ids)


@MANY
@given(circumstances(), lines(), DAYS)
def test_no_step_before_filing_is_due_after_the_latest_day(given_: dict[str, Any], line: Line, on: date) -> None:
    """What comes before the filing is due by L; only waiting out the cooling and "now" go by their own day."""
    plan = planner(on).plan(line, stated(given_))
    for step in plan.steps:
        if step.id in BEFORE_FILING and step.due is not None and plan.last_filing_day is not None:
            own = step.id in ("identify", "inventory-numbers", "wait-out-cooling")
            assert step.due <= plan.last_filing_day or own, step.id
        if plan.last_filing_day is None and step.id in BEFORE_FILING:
            own = step.id in ("identify", "inventory-numbers", "wait-out-cooling", "find-accounts")
            assert step.due is None or own, step.id


@MANY
@given(circumstances(), lines(), DAYS)
def test_the_gate_is_shut_and_names_conditions_only(given_: dict[str, Any], line: Line, on: date) -> None:
    """Without a case it never opens; what blocks it stands in step order, and no step of it is done."""
    plan = planner(on).plan(line, stated(given_))
    assert plan.gate.open is False
    blocked = plan.gate.blocked_by
    assert list(blocked) == [id_ for id_ in GATE_CONDITIONS if id_ in blocked]
    assert {"save-money-proof", "print-papers"} <= set(blocked)
    status = {step.id: step.status for step in plan.steps}
    assert all(status[id_] not in ("done", "not_needed") for id_ in blocked if id_ != "choose-office")
    possible = any(r.verdict == "possible" for r in plan.routes if r.id in WAYS_THAT_END)
    assert possible != bool({"ask-operator", "choose-office"} & set(blocked))


@MANY
@given(circumstances(), lines(), DAYS)
def test_the_answer_fits_the_routes(given_: dict[str, Any], line: Line, on: date) -> None:
    """Yes and no_date need a possible way that ends; contradictions allow no or unknown alone."""
    plan = planner(on).plan(line, stated(given_))
    ways = [route for route in plan.routes if route.id in WAYS_THAT_END]
    warned = any(message.id == "warning.contradiction" for message in plan.warnings)
    if plan.feasible in ("yes", "no_date"):
        assert any(way.verdict == "possible" for way in ways)
        assert not warned
        assert (plan.feasible == "no_date") == (plan.last_filing_day is None)
    if not any(way.verdict in ("possible", "unknown") for way in ways):
        assert plan.feasible == "no"
    if plan.last_filing_day is not None and plan.last_filing_day < on:
        assert plan.feasible == "no"


@MANY
@given(circumstances(), lines(), DAYS)
def test_nothing_is_cited_that_is_not_in_force(given_: dict[str, Any], line: Line, on: date) -> None:
    """No message rests on a fact still to come or ended, and none that needs a ground goes without."""
    day = view(facts(), on)
    plan = planner(on).plan(line, stated(given_))
    for message in messages(plan):
        assert message.grounded or message.id.startswith("question.")
        for fact_id in message.cites:
            assert not isinstance(day.state(fact_id), Ended | NotYet), (message.id, fact_id)


@MANY
@given(circumstances(), lines(), DAYS)
def test_questions_and_warnings_come_once(given_: dict[str, Any], line: Line, on: date) -> None:
    """No question and no warning twice, contradictions told apart; questions to you come first."""
    plan = planner(on).plan(line, stated(given_))
    asked = [question.id for question in plan.questions]
    assert len(asked) == len(set(asked))
    order = [("you", "operator", "gosuslugi", "other").index(question.ask) for question in plan.questions]
    assert order == sorted(order)
    assert "operator" in given_ or asked[0] == "operator"
    warned = [(message.id, str(message.args)) for message in plan.warnings]
    assert len(warned) == len(set(warned))


@MANY
@given(circumstances(), lines(), DAYS)
def test_deadlines_explain_themselves(given_: dict[str, Any], line: Line, on: date) -> None:
    """Each comes once, in order of its day, with its start; a term's rule is a fact, a reminder moves never."""
    plan = planner(on).plan(line, stated(given_))
    ids = [deadline.id for deadline in plan.deadlines]
    assert len(ids) == len(set(ids))
    assert [d.due for d in plan.deadlines] == sorted(d.due for d in plan.deadlines if d.due is not None)
    for deadline in plan.deadlines:
        assert deadline.start is not None
        assert deadline.kind == ("term" if deadline.id in ("refund", "confirm-data") else "reminder")
        assert deadline.rule == "ours" or deadline.rule in facts().facts
        assert deadline.rule == "ours" or deadline.rule in deadline.cites


@FEW
@given(circumstances(), lines(), DAYS, st.sampled_from(LANGS), st.booleans())
def test_every_plan_can_be_said_in_every_language(
    given_: dict[str, Any], line: Line, on: date, lang: str, all_steps: bool
) -> None:
    """No text is missing, all that is cited has its source, and not needed steps come only when asked for."""
    plan = planner(on).plan(line, stated(given_))
    said = renderer(lang, on).render(plan, all_steps=all_steps)
    statuses = {step["status"] for step in said["steps"]}
    assert all_steps or "not_needed" not in statuses
    listed = {step["id"] for step in said["steps"]}
    assert all(set(step["depends_on"]) <= listed for step in said["steps"])
    cited = {c for r in said["routes"] for b in r["because"] for c in b["cites"]}
    for part in ("steps", "deadlines", "warnings"):
        cited |= {c for entry in said[part] for c in entry["cites"]}
    assert cited <= set(said["sources"])
    assert set(said["sources"]) <= set(facts().facts)


@FEW
@given(circumstances(), lines(), st.sampled_from(LANGS))
def test_the_same_input_gives_the_same_bytes(given_: dict[str, Any], line: Line, lang: str) -> None:
    """A planner used before, a new one and make_plan, with the keys in another order: byte for byte the same."""
    turned = stated(dict(reversed(given_.items())))
    used = json_of(planner(ON).plan(line, stated(given_)), lang)
    new = json_of(Planner(facts(), russian_calendar(), ON).plan(line, turned), lang)
    assert used == new == json_of(make_plan(line, turned, facts(), russian_calendar(), ON), lang)


def test_the_json_has_the_keys_of_the_contract_in_their_order() -> None:
    """Top level, routes, steps, gate, questions, deadlines, warnings and sources."""
    plan = plan_for({"leaving_on": date(2026, 12, 20), "money.disputed": 1})
    said = renderer("en", ON).render(plan)
    keys = {part: " ".join(said[part][0]) for part in ("routes", "steps", "questions", "deadlines", "warnings")}
    assert " ".join(said) == (
        "number as_of facts_version lang feasible summary routes steps gate questions deadlines warnings sources"
    )
    assert " ".join(said["number"]) == (
        "e164 national allocated range_holder region source registry_date may_be_ported operator"
    )
    assert " ".join(said["number"]["operator"]) == "id name contract_party from"
    assert keys == {
        "routes": "id verdict rank because days",
        "steps": "id phase status title body why cites start due depends_on",
        "questions": "id ask text text_ru",
        "deadlines": "id kind due rule start how cites",
        "warnings": "id text cites",
    }
    assert list(said["routes"][0]["because"][0]) == ["text", "cites"]
    assert list(said["gate"]) == ["open", "blocked_by"]
    source = next(iter(said["sources"].values()))
    assert " ".join(source) == "text source in_force_since confirmed_on confidence reference"


def test_plans_of_two_days_do_not_mix() -> None:
    """make_plan keeps its last planner, but never answers for another day or other packs with it."""
    one, other = (plan_for({}, on=day) for day in (ON, date(2019, 1, 1)))
    assert (one.as_of, other.as_of) == (ON, date(2019, 1, 1))
    packs = msgspec.structs.replace(facts(), version="0000.00.00")
    again = make_plan(code_line("916"), stated({}), packs, russian_calendar(), ON)
    assert (again.facts_version, plan_for({}).facts_version) == ("0000.00.00", facts().version)


@pytest.mark.parametrize(("share", "assumed"), [(1.0, "mts"), (0.9, "mts"), (0.899, None)])
def test_nine_in_ten_numbers_of_a_code_are_enough(share: float, assumed: str | None) -> None:
    """An operator is assumed from exactly 90 % of the code on, and not below."""
    found = Range("unknown", (Holder("7740000076", "МТС", share),), None, "codes", ON)
    billing = plan_for({}, Line("+79161234567", "9161234567", found)).billing
    assert (billing.id, billing.from_) == (assumed, "plan" if assumed else "unknown")


@pytest.mark.parametrize("on", [date(1990, 1, 1), date(2100, 1, 1)])
def test_a_day_far_away_still_has_a_plan(on: date) -> None:
    """Before any fact starts and long after the sources speak, the plan is made and can be said."""
    plan = plan_for({"leaving_on": on, "money.balance": 5, "notice.confirm_data_on": on}, on=on)
    assert json_of(plan, "en", all_steps=True)


@pytest.mark.parametrize(
    "fact_id",
    [
        "refund-30-days",
        "confirm-data-15d",
        "silence-90",
        "cooling-ru-sim",
        "limit-20-citizens",
        "limit-10-foreigners",
    ],
)
def test_the_figures_the_plan_reckons_with_are_known(fact_id: str) -> None:
    """The packs state each of them with one number, so no plan stops for the want of it."""
    assert view(facts(), ON).number(fact_id) is not None
