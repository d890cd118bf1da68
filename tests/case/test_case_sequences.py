"""Random sequences of commands: whatever is decided folds to a state that holds together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from case_samples import FILE, NUMBER
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from simoff.case import decisions as do
from simoff.case.deriving import circumstances_of, unusable_claims
from simoff.case.events import AccountFound, decode, encode
from simoff.case.folding import EMPTY, fold
from simoff.case.state import CaseState
from simoff.deadlines import russian_calendar
from simoff.desk.bundle import catalogue, load_facts
from simoff.lang import LANGS
from simoff.number.model import Line, Range
from simoff.plan import Renderer, make_plan

Command = Callable[[CaseState], do.Answer]
DAY = date(2026, 11, 24)
days = st.integers(0, 60).map(lambda n: DAY + timedelta(days=n))
LINE = Line(NUMBER, NUMBER[2:], Range("unknown", (), None, "codes", None))
SUMS = ("-1", "0", "0.01", "1", "40", "60.5", "100", "1e400", "1e999999999", "NaN", "0.001")
amounts = st.sampled_from(SUMS).map(Decimal)
accounts = st.sampled_from(["vk", "bank", "shop"])
papers = st.sampled_from(["p1", "p2", "p3"])
visits = st.sampled_from(["v1", "v2"])
steps = st.sampled_from(["identify", "move-accounts", "await-refund", "gate", "nonsense", "settle-debt"])
blocks = st.lists(st.sampled_from(["settle-debt", "second-factor"]), unique=True, max_size=2)
words = st.sampled_from(["", " ", "because", "потому что", "x" * 20_001])
losses = st.sampled_from(["critical", "high", "low"])
PLAN = ("identify", "move-accounts", "await-refund", "gate", "settle-debt")


def command(decide: Callable[..., do.Answer], **said: st.SearchStrategy[Any]) -> st.SearchStrategy[Command]:
    """A command with drawn arguments, bound but for the state."""
    drawn = st.fixed_dictionaries({"on": days, **said})
    return drawn.map(lambda given_: lambda state: decide(state, **given_))


def seen(state: CaseState, *, on: date, account: str, loss: Any, last: date) -> do.Answer:
    found = AccountFound(on=on, account=account, name=account, loss=loss, last_seen=last)
    return do.take_inventory(state, found=[found])


COMMANDS: st.SearchStrategy[Command] = st.one_of(
    command(do.open_case, number=st.just(NUMBER), facts_version=st.just("1")),
    command(
        do.state_circumstances,
        stated=st.fixed_dictionaries({}, optional={"where": st.just("russia"), "leaving_on": days}),
        said_by=st.sampled_from(["me", "operator"]),
    ),
    command(do.withdraw_circumstances, keys=st.sampled_from([("where",), ("leaving_on",)])),
    command(do.log_contact, channel=st.just("call"), answers=st.dictionaries(st.just("q"), words)),
    command(do.note_refusal, refusal=st.just("only-holder"), contact=st.sampled_from(["", "c1"])),
    command(
        do.take_reply,
        reply=st.sampled_from(["received", "confirmed_end", "refused"]),
        in_writing=st.booleans(),
        ends_on=st.none().map(lambda _: UNSET) | days,
    ),
    command(do.extend_deadline, deadline=st.just("refund"), due=days, why=words),
    command(do.attach, sha256=st.just(FILE), size=st.integers(-1, 9), media_type=st.just("image/png")),
    command(do.issue_paper, kind=st.just("claim"), files=st.sampled_from([(), (FILE,)])),
    command(do.hand_in_paper, paper=papers, how=st.just("post")),
    command(do.paper_delivered, paper=papers),
    command(do.paper_returned, paper=papers, why=st.just("unclaimed")),
    command(seen, account=accounts, loss=losses, last=days),
    command(do.name_account, account=accounts, sender=st.just("CL*"), name=words, loss=losses),
    command(do.move_account, account=accounts),
    command(do.waive_account, account=accounts, why=words),
    command(do.reopen_account, account=accounts, why=words),
    command(do.schedule_recheck, due=days),
    command(do.recheck_accounts, left=st.lists(accounts, max_size=2).map(tuple)),
    command(do.take_snapshot, balance=amounts),
    command(do.demand_refund, to=st.just("card"), amount=amounts | st.none().map(lambda _: UNSET)),
    command(do.receive_refund, amount=amounts),
    command(do.refuse_refund, why=words),
    command(do.settle_refund, why=words),
    command(do.note_charge, amount=amounts, what=words),
    command(do.dispute_debt, amount=amounts, paper=papers),
    command(do.mark_done, step=steps, plan_steps=st.just(PLAN)),
    command(do.waive_step, step=steps, plan_steps=st.just(PLAN), why=words),
    command(do.reopen_step, step=steps),
    command(do.plan_visit, today=st.just(DAY), office=words, visit=st.just("") | visits),
    command(do.visit_happened, visit=visits, result=st.just("filed")),
    command(do.cancel_visit, visit=visits),
    command(
        do.pass_gate,
        digits=st.sampled_from(["4567", "4567", "1234"]),
        blocked_by=blocks,
        waivers=st.dictionaries(st.sampled_from(["settle-debt", "second-factor"]), words),
    ),
    command(do.file_termination, route=st.sampled_from(["office", "post"]), blocked_by=blocks),
    command(
        do.observe_line,
        signal=st.just("call"),
        source=st.just("phone"),
        points_to=st.sampled_from(["dead", "alive"]),
    ),
    command(do.record_verdict, verdict=st.sampled_from(["dead", "alive"]), signals=st.integers(0, 3)),
    command(do.adopt_pack, version=st.sampled_from(["1", "2"])),
    command(do.close, outcome=st.sampled_from(["ended", "kept"]), note=words),
    command(do.reopen, why=words),
)


def check(before: CaseState, state: CaseState) -> None:
    """What must hold in every state that decisions lead to."""
    assert state.odd == state.unread == ()
    assert unusable_claims(state) == ()
    circumstances_of(state)
    refund = state.refund
    if refund is not None and refund.amount is not UNSET:
        assert refund.open_sum is not UNSET
        assert refund.open_sum >= 0
        assert refund.received_sum + refund.waived_sum + refund.open_sum == refund.amount
    if state.filed is not None:
        assert state.gate is not None
        assert state.gate.digits_typed
    if state.confirmed_end is not None:
        assert state.filed is not None
    for paper in state.papers.values():
        assert set(paper.issued.files) <= set(state.files)
        assert paper.handed_in is not None or paper.delivered is paper.returned is None
    if state.closed is not None and state.closed.outcome == "ended" and before.closed is None:
        assert state.filed is not None
        assert state.proved_dead or state.end_in_writing
        assert not state.sign_of_life
    if state.closed is not None and state.closed.outcome == "kept":
        assert state.filed is None
    for contact in (answer.contact for answer in state.answers.values()):
        assert not contact or contact in state.contacts


@settings(max_examples=150, deadline=None)
@given(st.lists(COMMANDS, min_size=5, max_size=60), st.booleans())
def test_no_sequence_of_commands_breaks_a_case(commands: list[Command], filed: bool) -> None:
    """After any commands in any order the state holds together, and the events read back to the same state."""
    events = list(_beginning(filed))
    state = fold(events)
    for decide in commands:
        answer = decide(state)
        if isinstance(answer, do.Refused):
            continue
        before, state = state, fold(answer, state)
        events += answer
        check(before, state)
    assert fold(decode(encode(event)) for event in events) == state


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(COMMANDS, min_size=10, max_size=60), st.booleans(), st.sampled_from(LANGS))
def test_every_case_has_a_plan_in_words(commands: list[Command], filed: bool, lang: str) -> None:
    """Whatever happened, the plan can be made and said, long after too; what blocks is not done; filed is open."""
    state = fold(_beginning(filed))
    for decide in commands:
        answer = decide(state)
        state = state if isinstance(answer, do.Refused) else fold(answer, state)
    for on in (DAY, DAY + timedelta(days=30), DAY + timedelta(days=400)):
        plan = make_plan(LINE, circumstances_of(state), load_facts(), russian_calendar(), on, state)
        said = Renderer(load_facts(), on, catalogue("plan", lang), catalogue("plan", "ru")).render(plan)
        status = {step.id: step.status for step in plan.steps}
        assert all(step["title"] and step["why"] for step in said["steps"])
        assert plan.gate.open == (not plan.gate.blocked_by)
        assert all(status[id_] != "done" for id_ in plan.gate.blocked_by if id_ != "choose-office")
        assert not state.proved_dead or status["test-line"] == "done"
        assert not set(state.answers) & {question.id for question in plan.questions}
        if state.refund is not None and state.refund.is_settled:
            assert "refund" not in {deadline.id for deadline in plan.deadlines}


def _beginning(filed: bool) -> tuple[Any, ...]:
    """A case just opened, or one filed already: chance alone seldom gets there."""
    opened = do.open_case(EMPTY, on=DAY, number=NUMBER, facts_version="1")
    assert isinstance(opened, tuple)
    gate = do.pass_gate(fold(opened), on=DAY, digits="4567", blocked_by=())
    assert isinstance(gate, tuple)
    through = do.file_termination(fold(opened), on=DAY, route="office", blocked_by=(), gate=gate)
    assert isinstance(through, tuple)
    return (*opened, *through) if filed else opened
