"""The plan of a kept case: what happened makes steps done, opens the gate, moves dates and asks no more."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from simoff.case import Circumstances, read_circumstances
from simoff.case import decisions as do
from simoff.case.deriving import circumstances_of
from simoff.case.events import AccountFound, Opaque
from simoff.case.folding import EMPTY, fold
from simoff.case.state import CaseState
from simoff.deadlines import russian_calendar
from simoff.desk.bundle import catalogue, load_facts
from simoff.lang import LANGS
from simoff.number.model import Line, Range
from simoff.plan import Plan, Renderer, make_plan

DAY = date(2026, 11, 24)
LEAVING = date(2026, 12, 20)
LINE = Line("+79161234567", "9161234567", Range("unknown", (), None, "codes", None))
FILE = "c" * 64

READY = {
    "operator": "mts",
    "holder.kind": "citizen",
    "holder.user_is": "holder",
    "where": "russia",
    "leaving_on": LEAVING,
    "money.balance": Decimal("350.50"),
    "money.autopay": False,
    "money.linked_subscriptions": False,
    "money.promised_payment": False,
    "money.forwarding": False,
    "accounts.critical_unmoved": 0,
    "accounts.high_unmoved": 0,
    "accounts.gosuslugi": False,
    "accounts.bank_in_russia": False,
}


def after(state: CaseState, *answers: Any) -> CaseState:
    """The state after commands, each a function of the state."""
    for decide in answers:
        answer = decide(state)
        assert not isinstance(answer, do.Refused), answer
        state = fold(answer, state)
    assert state.odd == ()
    return state


def opened(**changed: Any) -> CaseState:
    stated = {key: value for key, value in (READY | changed).items() if value is not None}
    return fold(do.open_case(EMPTY, on=DAY, number=LINE.e164, facts_version="1", stated=stated), EMPTY)  # type: ignore[arg-type]


def plan(state: CaseState, on: date = DAY) -> Plan:
    return make_plan(LINE, circumstances_of(state), load_facts(), russian_calendar(), on, state)


def status(state: CaseState, step: str, on: date = DAY) -> str | None:
    return {s.id: s.status for s in plan(state, on).steps}.get(step)


def texts(state: CaseState, on: date = DAY, lang: str = "en") -> dict[str, Any]:
    return Renderer(load_facts(), on, catalogue("plan", lang), catalogue("plan", "ru")).render(plan(state, on))


def done(step: str, on: date = DAY) -> Any:
    return lambda s: do.mark_done(s, on=on, step=step, plan_steps=[x.id for x in plan(s, on).steps])


def waived(step: str) -> Any:
    return lambda s: do.waive_step(s, on=DAY, step=step, plan_steps=[x.id for x in plan(s).steps], why="not for me")


def paper(kind: str, handed_in: date | None = DAY, how: Any = "counter") -> Any:
    def decide(s: CaseState) -> do.Answer:
        issued = do.issue_paper(s, on=DAY, kind=kind)
        assert isinstance(issued, tuple)
        if handed_in is None:
            return issued
        name = issued[0].paper  # type: ignore[attr-defined]
        given = do.hand_in_paper(fold(issued, s), on=handed_in, paper=name, how=how)
        assert isinstance(given, tuple)
        return (*issued, *given)

    return decide


def through_gate(s: CaseState) -> do.Answer:
    return do.pass_gate(s, on=DAY, digits="4567", blocked_by=plan(s).gate.blocked_by)


def file(on: date = DAY, route: Any = "office", **said: Any) -> Any:
    return lambda s: do.file_termination(s, on=on, route=route, blocked_by=plan(s, on).gate.blocked_by, **said)


@cache
def ready() -> CaseState:
    return after(opened(), done("save-money-proof"), paper("termination", None))


@cache
def filed() -> CaseState:
    return after(ready(), through_gate, file(registration="77-1"))


def reply(kind: Any, on: date = DAY, *, in_writing: bool = True, **said: Any) -> Any:
    return lambda s: do.take_reply(s, on=on, reply=kind, in_writing=in_writing, **said)


def test_without_a_case_nothing_changes() -> None:
    """The plan of circumstances alone is the same with no case given as with None, and its gate is shut."""
    c: Circumstances = read_circumstances(None, ["operator=mts", "where=russia"], operators=["mts"])
    bare = make_plan(LINE, c, load_facts(), russian_calendar(), DAY)
    assert bare == make_plan(LINE, c, load_facts(), russian_calendar(), DAY, None)
    assert not bare.gate.open


def test_an_empty_case_differs_only_in_nothing() -> None:
    """A case in which nothing happened gives the plan of its circumstances but for the gate that may open."""
    state = opened()
    with_case, bare = plan(state), make_plan(LINE, circumstances_of(state), load_facts(), russian_calendar(), DAY)
    for field in bare.__struct_fields__:
        if field != "gate":
            assert getattr(with_case, field) == getattr(bare, field), field
    assert with_case.gate.blocked_by == bare.gate.blocked_by == ("save-money-proof", "print-papers")


def test_the_gate_opens_when_all_is_done() -> None:
    """With the last two conditions done the gate is open and its step is due; one waived serves as well."""
    assert plan(ready()).gate.open
    assert status(ready(), "gate") == "now"
    assert status(ready(), "file-termination") == "blocked"
    partly = after(opened(), waived("save-money-proof"))
    assert plan(partly).gate.blocked_by == ("print-papers",)
    assert status(partly, "save-money-proof") == "done"
    assert plan(after(partly, paper("termination", None))).gate.open


@pytest.mark.parametrize(
    ("changed", "block"),
    [
        ({"accounts.critical_unmoved": 1}, "move-accounts"),
        ({"accounts.high_unmoved": None}, "find-accounts"),
        ({"accounts.bank_in_russia": True}, "second-factor"),
        ({"money.balance": Decimal("-10.00")}, "settle-debt"),
        ({"money.autopay": True}, "stop-payments"),
        ({"where": None}, "ask-operator"),
    ],
)
def test_each_condition_shuts_the_gate(changed: dict[str, Any], block: str) -> None:
    """Each condition alone shuts the gate, and is knowingly waived in the case."""
    state = after(opened(**changed), done("save-money-proof"), paper("termination", None))
    assert plan(state).gate.blocked_by == (block,)
    assert not plan(state).gate.open
    assert plan(after(state, waived(block))).gate.open


def test_accounts_found_later_shut_the_gate_again() -> None:
    """A critical account found after all was said to be moved blocks, until it is moved."""
    found = AccountFound(on=DAY, account="vk", name="VK", loss="critical")
    state = after(ready(), lambda s: do.take_inventory(s, found=[found]))
    assert plan(state).gate.blocked_by == ("move-accounts",)
    assert status(state, "move-accounts") == "blocked"
    assert plan(after(state, lambda s: do.move_account(s, on=DAY, account="vk"))).gate.open


def test_a_search_said_to_be_done_leaves_the_moving() -> None:
    """Marking the search done does not say that nothing was found: the moving then blocks, until said done."""
    state = after(
        opened(**{"accounts.high_unmoved": None, "accounts.critical_unmoved": None}),
        done("save-money-proof"),
        paper("termination", None),
        done("find-accounts"),
    )
    assert plan(state).gate.blocked_by == ("move-accounts",)
    assert plan(after(state, done("move-accounts"))).gate.open


def test_a_disputed_debt_opens_the_gate() -> None:
    """A debt blocks until it is disputed in writing, in full."""
    state = after(ready(), lambda s: do.take_snapshot(s, on=DAY, balance=Decimal(-100)), paper("claim"))
    assert plan(state).gate.blocked_by == ("settle-debt",)
    name = list(state.papers)[-1]
    half = after(state, lambda s: do.dispute_debt(s, on=DAY, amount=Decimal(50), paper=name))
    assert plan(half).gate.blocked_by == ("settle-debt",)
    assert plan(after(half, lambda s: do.dispute_debt(s, on=DAY, amount=Decimal(100), paper=name))).gate.open


def test_an_unknown_way_needs_the_logged_answer_of_the_operator() -> None:
    """Abroad for good only unknown ways are left: the operator's answer on one opens the gate, no other does."""
    state = after(
        opened(where="abroad", back_in_russia_on="never"), done("save-money-proof"), paper("termination", None)
    )
    assert plan(state).gate.blocked_by == ("ask-operator",)
    said = {"on": DAY, "question": "remote-channel", "answer": "в чате"}
    mine = after(state, lambda s: do.answer_question(s, said_by="me", **said))
    assert plan(mine).gate.blocked_by in (("ask-operator",), ("choose-office",))
    theirs = after(state, lambda s: do.answer_question(s, said_by="operator", **said))
    assert plan(theirs).gate.open


def test_answered_questions_vanish() -> None:
    """A question answered in a talk stands in the plan no more; the others do."""
    state = opened()
    before = [q.id for q in plan(state).questions]
    assert "which-office" in before
    talk = after(state, lambda s: do.log_contact(s, on=DAY, channel="call", answers={"which-office": "любой"}))
    assert [q.id for q in plan(talk).questions] == [q for q in before if q != "which-office"]


def test_filed_the_plan_looks_forward() -> None:
    """After the filing: gate and filing done, no day to file by, E is the day of receipt, the rest is due."""
    state = filed()
    made = plan(state)
    assert made.feasible == "yes"
    assert made.end_day == DAY
    assert {status(state, step) for step in ("gate", "file-termination", "choose-office")} == {"done"}
    assert status(state, "operator-notice") == "now"
    assert status(state, "destroy-sim") == "blocked"
    due = {d.id: d.due for d in made.deadlines}
    assert "file-by" not in due
    assert due["refund"] == date(2026, 12, 24)
    assert "77-1" in next(s["body"] for s in texts(state)["steps"] if s["id"] == "file-termination")


def test_the_confirmed_end_moves_the_dates() -> None:
    """The operator's date replaces the day of receipt: reminders wait for it and the refund runs from it."""
    end = date(2026, 12, 1)
    state = after(filed(), reply("confirmed_end", ends_on=end))
    made = plan(state)
    assert made.end_day == end
    assert {d.id: d.due for d in made.deadlines}["refund"] == date(2027, 1, 11)
    assert status(state, "operator-notice") == "done"
    assert status(state, "test-line") == "waiting"
    assert status(state, "test-line", end) == "now"


def test_by_post_the_end_is_known_on_delivery() -> None:
    """Sent by post, E is not known before the delivery; dates say "after the end" until then."""
    state = after(ready(), paper("termination", DAY, "post"))
    name = list(state.papers)[-1]
    state = after(state, through_gate, file(route="post", paper=name))
    assert plan(state).end_day is None
    assert all(d.id != "refund" for d in plan(state).deadlines)
    there = after(state, lambda s: do.paper_delivered(s, on=date(2026, 12, 2), paper=name))
    assert plan(there).end_day == date(2026, 12, 2)


def test_a_spoken_end_is_not_a_written_one() -> None:
    """Confirmed by mouth, the day counts and the written word is still due."""
    state = after(filed(), reply("confirmed_end", in_writing=False, ends_on=DAY))
    assert plan(state).end_day == DAY
    assert status(state, "operator-notice") == "now"


def test_a_refused_filing_is_due_again_and_brings_the_claim() -> None:
    """Refused, the termination is to be handed in again, the gate shows its conditions, and a claim appears."""
    assert status(filed(), "claim") is None
    state = after(filed(), reply("refused", in_writing=False))
    assert status(state, "file-termination") == "now"
    assert status(state, "claim") == "now"
    assert status(state, "operator-notice") == "blocked"


def demanded(amount: str = "350.50") -> Any:
    return lambda s: do.demand_refund(s, on=DAY, to="card", amount=Decimal(amount))


def received(amount: str) -> Any:
    return lambda s: do.receive_refund(s, on=DAY, amount=Decimal(amount))


def test_the_refund_waits_and_is_done() -> None:
    """Demanded, it waits; in part, it waits with its sums; in full, it is done and its deadline gone."""
    state = after(filed(), demanded())
    assert status(state, "await-refund") == "waiting"
    part = after(state, received("50.50"))
    body = next(s["body"] for s in texts(part)["steps"] if s["id"] == "await-refund")
    assert "300.00" in body
    assert "50.50" in body
    whole = after(part, received("300"))
    assert status(whole, "await-refund") == "done"
    assert "refund" not in {d.id for d in plan(whole).deadlines}


def test_an_emptied_account_does_not_hide_the_refund() -> None:
    """A balance of nothing after the end takes nothing away from money demanded before."""
    state = after(filed(), demanded(), lambda s: do.take_snapshot(s, on=DAY, balance=Decimal(0)))
    assert status(state, "await-refund") == "waiting"
    assert "refund" in {d.id for d in plan(state).deadlines}


@pytest.mark.parametrize("days", [30, 31])
def test_a_late_refund_brings_the_claim(days: int) -> None:
    """On the last day of the term nothing is late; on the day after the claim appears."""
    on = DAY + timedelta(days)
    assert status(after(filed(), demanded(), reply("confirmed_end", ends_on=DAY)), "claim", on) == (
        None if days == 30 else "now"
    )


def test_silence_brings_the_claim() -> None:
    """No written word ten days after the end: a claim; with it: none."""
    on = DAY + timedelta(11)
    assert status(filed(), "claim", DAY + timedelta(10)) is None
    assert status(filed(), "claim", on) == "now"
    assert status(after(filed(), reply("confirmed_end", ends_on=DAY)), "claim", on) is None


@pytest.mark.parametrize(
    "event",
    [
        lambda s: do.refuse_refund(s, on=DAY, why="bonus"),
        lambda s: do.note_charge(s, on=DAY, amount=Decimal(300), what="fee"),
    ],
)
def test_claim_complaint_and_court_follow_each_other(event: Any) -> None:
    """After the event a claim; refused, the complaint; handed in, the court; each with its term."""
    state = after(filed(), event)
    assert status(state, "claim") == "now"
    assert status(state, "complain") is None
    state = after(state, paper("claim", DAY))
    assert status(state, "claim") == "done"
    claim = next(d for d in plan(state).deadlines if d.id == "claim")
    assert (claim.start, claim.due, claim.kind) == (DAY + timedelta(1), date(2026, 12, 25), "term")
    state = after(state, reply("refused_claim", DAY + timedelta(3)))
    assert status(state, "complain", DAY + timedelta(3)) == "now"
    assert status(state, "court", DAY + timedelta(3)) is None
    assert "claim" not in {d.id for d in plan(state).deadlines}
    state = after(state, paper("complaint-communications", DAY + timedelta(4)))
    assert status(state, "complain") == "done"
    assert status(state, "court", DAY + timedelta(4)) == "now"
    assert "complaint" in {d.id for d in plan(state).deadlines}


def test_an_unanswered_claim_brings_the_complaint() -> None:
    """A claim nobody answered by its last day brings the complaint on the day after."""
    state = after(filed(), lambda s: do.refuse_refund(s, on=DAY), paper("claim", DAY))
    assert status(state, "complain", date(2026, 12, 25)) is None
    assert status(state, "complain", date(2026, 12, 26)) == "now"
    answered = after(state, reply("answered_claim", date(2026, 12, 20)))
    assert status(answered, "complain", date(2026, 12, 26)) is None


def test_a_claim_by_post_runs_from_its_delivery() -> None:
    """A claim sent by post has no term before it arrived."""
    state = after(filed(), lambda s: do.refuse_refund(s, on=DAY), paper("claim", DAY, "post"))
    assert "claim" not in {d.id for d in plan(state).deadlines}


def test_deadlines_and_rechecks_may_be_set() -> None:
    """A deadline extended shows the new day and why; a recheck scheduled shows its day."""
    state = after(
        filed(),
        demanded(),
        lambda s: do.extend_deadline(s, on=DAY, deadline="refund", due=date(2027, 1, 20), why="они просили"),
        lambda s: do.schedule_recheck(s, on=DAY, due=date(2027, 1, 8)),
        lambda s: do.plan_visit(s, on=DAY, today=DAY, office="Салон на Тверской"),
    )
    due = {d["id"]: d for d in texts(state)["deadlines"]}
    assert due["refund"]["due"] == "2027-01-20"
    assert "они просили" in due["refund"]["how"]
    assert due["recheck-accounts"]["due"] == "2027-01-08"
    assert "Тверской" in due["visit"]["how"]


def test_proof_frees_the_last_steps() -> None:
    """With the line proved dead and the money settled the SIM may be destroyed."""
    end = DAY + timedelta(3)
    state = after(
        filed(),
        reply("confirmed_end", ends_on=DAY),
        demanded(),
        received("350.50"),
        lambda s: do.observe_line(s, on=end, signal="call", source="phone", points_to="dead"),
        lambda s: do.record_verdict(s, on=end, verdict="dead", signals=1),
    )
    assert status(state, "test-line", end) == "done"
    assert status(state, "destroy-sim", end) == "now"
    alive = after(state, lambda s: do.observe_line(s, on=end, signal="sms", source="phone", points_to="alive"))
    assert status(alive, "destroy-sim", end) == "blocked"
    assert "case-sign-of-life" in {w["id"].removeprefix("warning.") for w in texts(alive)["warnings"]}


def test_alarms_are_raised() -> None:
    """Critical accounts after the filing, papers that came back and events nobody can read are warned of."""
    found = AccountFound(on=DAY, account="vk", name="VK", loss="critical")
    state = after(
        filed(),
        lambda s: do.take_inventory(s, found=[found]),
        paper("claim", DAY, "post"),
        lambda s: do.paper_returned(s, on=DAY, paper=list(s.papers)[-1], why="unclaimed"),
    )
    state = fold([Opaque("moon.landed", 1, {}, "unknown")], state)
    ids = [w.id for w in plan(state).warnings]
    assert ids[:3] == ["warning.case-accounts-open", "warning.case-returned", "warning.case-unread"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_stage_has_its_words(lang: str) -> None:
    """Every text a case can bring is rendered in each language, from the opening to the closing."""
    stages = [opened(), ready(), filed(), after(opened(), waived("save-money-proof"))]
    late = after(filed(), demanded(), reply("refused", in_writing=False), paper("claim", DAY))
    stages += [late, after(late, reply("refused_claim"), paper("complaint-consumer", DAY))]
    for verdict in ("dead", "alive", "suspended", "cannot_tell"):
        stages.append(
            after(
                filed(),
                lambda s: do.observe_line(s, on=DAY, signal="call", source="phone", points_to="dead"),
                lambda s, v=verdict: do.record_verdict(s, on=DAY, verdict=v, signals=1),
            )
        )
    over = after(
        filed(),
        reply("confirmed_end", ends_on=DAY),
        lambda s: do.settle_refund(s, on=DAY, why="enough"),
        lambda s: do.recheck_accounts(s, on=DAY),
    )
    stages += [over, after(over, lambda s: do.close(s, on=DAY))]
    stages.append(after(opened(), lambda s: do.close(s, on=DAY, outcome="kept", note="ported")))
    for state in stages:
        for on in (DAY, DAY + timedelta(60)):
            shown = texts(state, on, lang)
            assert all(step["title"] and step["body"] for step in shown["steps"])


def test_a_closed_case_says_so_first() -> None:
    """The first line of a closed case is that it is closed, and how."""
    kept = after(opened(), lambda s: do.close(s, on=DAY, outcome="kept", note="ported"))
    assert "kept" in texts(kept)["summary"][0]
