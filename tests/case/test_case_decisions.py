"""Decisions: each command is followed whole or refused with its reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from case_samples import FILE, NUMBER
from msgspec import UNSET

from simoff.case import decisions as do
from simoff.case.events import AccountFound, CaseReopened
from simoff.case.folding import EMPTY, fold
from simoff.case.state import CaseState

DAY = date(2026, 11, 24)
LATER = DAY + timedelta(days=20)
PLAN = ("identify", "move-accounts", "save-money-proof", "gate", "file-termination", "test-line", "await-refund")


def after(state: CaseState, answer: do.Answer) -> CaseState:
    """The state after an answer that must not be a refusal and must fit."""
    assert not isinstance(answer, do.Refused), answer
    new = fold(answer, state)
    assert new.odd == ()
    return new


def reason(answer: do.Answer) -> str:
    assert isinstance(answer, do.Refused), answer
    return answer.id


def ids(answer: do.Answer) -> list[str]:
    assert not isinstance(answer, do.Refused), answer
    return [event.ID for event in answer]


def opened(**stated: Any) -> CaseState:
    return after(
        EMPTY, do.open_case(EMPTY, on=DAY, number=NUMBER, facts_version="1", stated={"where": "russia", **stated})
    )


def with_account(loss: str = "critical", **said: Any) -> CaseState:
    found = AccountFound(on=DAY, account="vk", name="VK", loss=loss, **said)
    return after(opened(), do.take_inventory(opened(), found=[found]))


def with_paper() -> CaseState:
    return after(opened(), do.issue_paper(opened(), on=DAY, kind="claim"))


def filed() -> CaseState:
    s = opened()
    s = after(s, do.pass_gate(s, on=DAY, digits="4567", blocked_by=()))
    return after(s, do.file_termination(s, on=DAY, route="office", blocked_by=()))


def closable() -> CaseState:
    s = filed()
    s = after(s, do.take_reply(s, on=LATER, reply="confirmed_end", in_writing=True, ends_on=DAY))
    s = after(s, do.take_snapshot(s, on=LATER, balance=Decimal(0)))
    return after(s, do.recheck_accounts(s, on=LATER))


def test_a_case_opens_once() -> None:
    """Opening writes the number and what was said; a second opening is refused."""
    s = opened(operator="mts")
    assert (s.number, s.claims["operator"].value, s.claims["operator"].said_by) == (NUMBER, "mts", "me")
    assert reason(do.open_case(s, on=DAY, number=NUMBER, facts_version="1")) == "opened-already"


def test_a_wrong_number_opens_nothing() -> None:
    """What does not fit the schema is refused before it is written."""
    assert reason(do.open_case(EMPTY, on=DAY, number="8 916 123", facts_version="1")) == "not-writable"
    assert reason(do.open_case(EMPTY, on=DAY, number=NUMBER, facts_version="1", label="a\u202eb")) == "not-writable"


def test_what_stands_is_not_said_again() -> None:
    """The same statement by the same person writes nothing; by another, or after a snapshot, it does."""
    s = opened(**{"money.balance": Decimal("5.00")})
    assert do.state_circumstances(s, on=DAY, stated={"money.balance": Decimal(5)}) == ()
    assert len(ids(do.state_circumstances(s, on=DAY, stated={"where": "russia"}, said_by="operator"))) == 1
    s = after(s, do.take_snapshot(s, on=DAY, balance=Decimal("7.00")))
    assert len(ids(do.state_circumstances(s, on=DAY, stated={"money.balance": Decimal(5)}))) == 1


def test_only_what_was_said_is_withdrawn() -> None:
    """Withdrawing names the keys nobody stated and then withdraws none."""
    s = opened()
    refused = do.withdraw_circumstances(s, on=DAY, keys=("where", "sim"))
    assert isinstance(refused, do.Refused)
    assert refused.facts == {"keys": ("sim",)}
    assert "where" not in after(s, do.withdraw_circumstances(s, on=DAY, keys=("where",))).claims


def test_a_talk_may_answer_questions() -> None:
    """One talk and its answers are written together; an empty answer refuses all of it."""
    s = opened()
    talk = do.log_contact(s, on=DAY, channel="call", answers={"which-office": "любой"})
    assert ids(talk) == ["contact.logged", "question.answered"]
    new = after(s, talk)
    assert (new.answers["which-office"].contact, new.answers["which-office"].said_by) == ("c1", "operator")
    assert reason(do.log_contact(s, on=DAY, channel="call", answers={"a": "x", "b": " "})) == "no-answer"
    assert reason(do.answer_question(s, on=DAY, question="a", answer="x", contact="c9")) == "no-such-contact"


@pytest.mark.parametrize("command", [do.log_contact, do.take_reply, do.refuse_refund, do.receive_refund])
def test_a_file_is_attached_before_it_is_named(command: Any) -> None:
    """No event names a file that the case does not have."""
    said: dict[Any, dict[str, Any]] = {
        do.log_contact: {"channel": "mail"},
        do.take_reply: {"reply": "other", "in_writing": True},
        do.receive_refund: {"amount": Decimal(1)},
    }
    s = opened()
    assert reason(command(s, on=DAY, file=FILE, **said.get(command, {}))) == "no-such-file"
    s = after(s, do.attach(s, on=DAY, sha256=FILE, size=1, media_type="image/png"))
    after(s, command(s, on=DAY, file=FILE, **said.get(command, {})))
    assert do.attach(s, on=DAY, sha256=FILE, size=1, media_type="image/png") == ()


def test_a_paper_goes_its_way() -> None:
    """Issued, handed in, delivered; nothing is delivered that was not sent, and nothing is sent twice."""
    s = with_paper()
    assert reason(do.paper_delivered(s, on=DAY, paper="p1")) == "not-on-its-way"
    assert reason(do.hand_in_paper(s, on=DAY, paper="p2", how="post")) == "no-such-paper"
    assert reason(do.hand_in_paper(s, on=DAY - timedelta(1), paper="p1", how="post")) == "before-it-was-made"
    s = after(s, do.hand_in_paper(s, on=DAY, paper="p1", how="post", track="801"))
    assert reason(do.hand_in_paper(s, on=DAY, paper="p1", how="post")) == "handed-in-already"
    back = after(s, do.paper_returned(s, on=LATER, paper="p1", why="wrong_address"))
    assert after(back, do.hand_in_paper(back, on=LATER, paper="p1", how="counter")).papers["p1"].returned is None
    assert after(s, do.paper_delivered(s, on=LATER, paper="p1")).papers["p1"].status == "delivered"
    assert reason(do.paper_delivered(s, on=DAY - timedelta(1), paper="p1")) == "before-it-was-sent"


def test_a_step_is_marked_only_if_the_plan_has_it() -> None:
    """A step the plan does not have, one with an event of its own, and one marked already are refused."""
    s = opened()
    assert reason(do.mark_done(s, on=DAY, step="fly", plan_steps=PLAN)) == "no-such-step"
    for own in ("gate", "file-termination", "test-line"):
        assert reason(do.mark_done(s, on=DAY, step=own, plan_steps=PLAN)) == "own-event"
        assert reason(do.waive_step(s, on=DAY, step=own, plan_steps=PLAN, why="x")) == "own-event"
    s = after(s, do.mark_done(s, on=DAY, step="identify", plan_steps=PLAN))
    assert reason(do.mark_done(s, on=DAY, step="identify", plan_steps=PLAN)) == "marked-already"
    assert reason(do.waive_step(s, on=DAY, step="save-money-proof", plan_steps=PLAN, why=" ")) == "no-reason"
    assert after(s, do.reopen_step(s, on=DAY, step="identify")).marks == {}
    assert reason(do.reopen_step(s, on=DAY, step="gate")) == "not-marked"


def test_moving_is_not_done_while_accounts_are_open() -> None:
    """`move-accounts` cannot be marked done over an open critical account, and can once it is moved."""
    s = with_account()
    refused = do.mark_done(s, on=DAY, step="move-accounts", plan_steps=PLAN)
    assert isinstance(refused, do.Refused)
    assert refused == do.Refused("accounts-open", {"accounts": ("vk",)})
    s = after(s, do.move_account(s, on=DAY, account="vk", to="mail"))
    after(s, do.mark_done(s, on=DAY, step="move-accounts", plan_steps=PLAN))


@pytest.mark.parametrize(("days", "opens"), [(-1, False), (0, False), (1, True)])
def test_a_message_after_the_move_opens_the_account(days: int, opens: bool) -> None:
    """A message of a later day than the move opens the account again; one of before or that day does not."""
    s = with_account()
    s = after(s, do.move_account(s, on=DAY, account="vk"))
    seen = AccountFound(
        on=LATER, account="vk", name="VK", loss="critical", last_seen=DAY + timedelta(days), count=3
    )
    new = after(s, do.take_inventory(s, found=[seen]))
    assert new.accounts["vk"].is_open is opens


def test_an_older_archive_takes_nothing_away() -> None:
    """Found again in a smaller archive, an account keeps its latest message and its larger count."""
    s = with_account(first_seen=DAY, last_seen=LATER, count=9)
    older = AccountFound(
        on=LATER, account="vk", name="VK", loss="critical", first_seen=DAY - timedelta(9), last_seen=DAY, count=2
    )
    kept = after(s, do.take_inventory(s, found=[older])).accounts["vk"].found
    assert (kept.first_seen, kept.last_seen, kept.count) == (DAY - timedelta(9), LATER, 9)
    assert do.take_inventory(s, found=[s.accounts["vk"].found]) == ()


def test_an_account_is_settled_once_and_needs_a_name() -> None:
    """Unknown accounts, settled ones, waivers without a reason and names of nothing are refused."""
    s = with_account()
    assert reason(do.move_account(s, on=DAY, account="x")) == "no-such-account"
    assert reason(do.waive_account(s, on=DAY, account="vk", why="")) == "no-reason"
    s = after(s, do.waive_account(s, on=DAY, account="vk", why="no use"))
    assert reason(do.move_account(s, on=DAY, account="vk")) == "account-settled"
    assert reason(do.name_account(s, on=DAY, account="n1", sender="CL*", name=" ", loss="low")) == "no-name"
    named = do.name_account(s, on=DAY, account="n1", sender="CL*", name="Клуб", loss="critical")
    assert ids(named) == ["account.named", "account.found"]
    assert after(s, named).open_accounts("critical")[0].found.name == "Клуб"


def test_refund_sums_are_kept() -> None:
    """Never more than demanded, never less demanded than came, nothing negative, no parts of a kopeck."""
    s = opened()
    s = after(s, do.demand_refund(s, on=DAY, to="card", amount=Decimal("100")))
    for amount, why in (("-1", "not-positive"), ("0", "not-positive"), ("1.005", "parts-of-a-kopeck")):
        assert reason(do.receive_refund(s, on=DAY, amount=Decimal(amount))) == why
    assert reason(do.receive_refund(s, on=DAY, amount=Decimal("Infinity"))) == "no-such-amount"
    s = after(s, do.receive_refund(s, on=DAY, amount=Decimal("60")))
    refused = do.receive_refund(s, on=DAY, amount=Decimal("40.01"))
    assert refused == do.Refused("more-than-demanded", {"amount": Decimal("40.01"), "open": Decimal("40.00")})
    assert reason(do.demand_refund(s, on=DAY, to="card", amount=Decimal("59"))) == "less-than-received"
    assert reason(do.settle_refund(s, on=DAY)) == "no-reason"
    assert reason(do.mark_done(s, on=DAY, step="await-refund", plan_steps=PLAN)) == "refund-open"
    s = after(s, do.settle_refund(s, on=DAY, why="not worth it"))
    assert s.refund is not None
    assert s.refund.waived_sum == Decimal("40.00")
    assert reason(do.receive_refund(s, on=DAY, amount=Decimal(1))) == "settled-already"


def test_money_may_come_unasked() -> None:
    """Paid out at the counter without a demand, the money is counted; settling it then needs a reason."""
    s = opened()
    s = after(s, do.receive_refund(s, on=DAY, amount=Decimal("70.20")))
    assert s.refund is not None
    assert (s.refund.received_sum, s.refund.open_sum) == (Decimal("70.20"), UNSET)
    assert after(s, do.settle_refund(s, on=DAY, why="all came")).refund.is_settled  # type: ignore[union-attr]


def test_a_debt_is_disputed_with_a_paper_handed_in() -> None:
    """Disputed in writing means: with a paper of this case that the operator has."""
    s = with_paper()
    assert reason(do.dispute_debt(s, on=DAY, amount=Decimal(9), paper="p9")) == "no-such-paper"
    assert reason(do.dispute_debt(s, on=DAY, amount=Decimal(9), paper="p1")) == "not-handed-in"
    s = after(s, do.hand_in_paper(s, on=DAY, paper="p1", how="counter"))
    after(s, do.dispute_debt(s, on=DAY, amount=Decimal(9), paper="p1"))


@pytest.mark.parametrize("digits", ["", "456", "5467", "04567", "4567 4567", "４５６７", NUMBER])
def test_wrong_digits_pass_no_gate(digits: str) -> None:
    """Only the last four digits of this number pass."""
    assert reason(do.pass_gate(opened(), on=DAY, digits=digits, blocked_by=())) == "wrong-digits"


def test_each_block_of_the_gate_needs_its_waiver() -> None:
    """What is not waived is named; what blocks nothing is not waived; the waivers are events, then the gate."""
    s = opened()
    blocks = ("second-factor", "settle-debt")
    half = do.pass_gate(s, on=DAY, digits="4567", blocked_by=blocks, waivers={"settle-debt": "paid at the till"})
    assert half == do.Refused("gate-shut", {"blocked_by": ("second-factor",)})
    empty = {"settle-debt": "x", "second-factor": " "}
    assert reason(do.pass_gate(s, on=DAY, digits="4567", blocked_by=blocks, waivers=empty)) == "gate-shut"
    more = {"settle-debt": "x", "second-factor": "x", "identify": "x"}
    assert reason(do.pass_gate(s, on=DAY, digits="4567", blocked_by=blocks, waivers=more)) == "waiver-unasked"
    full = {"settle-debt": "x", "second-factor": "y"}
    passed = do.pass_gate(s, on=DAY, digits="4567", blocked_by=blocks, waivers=full)
    assert ids(passed) == ["step.waived", "step.waived", "gate.passed"]
    gate = after(s, passed).gate
    assert gate is not None
    assert (gate.waived, gate.digits_typed) == (("second-factor", "settle-debt"), True)


def test_the_digits_are_not_kept() -> None:
    """The typed digits stand in no event but as part of the number of the case."""
    passed = do.pass_gate(opened(), on=DAY, digits="4567", blocked_by=())
    assert "4567" not in repr(passed)


def test_nothing_is_filed_before_the_gate() -> None:
    """Without the gate, and with a block that came up after it, the filing is refused with what blocks."""
    s = opened()
    assert reason(do.file_termination(s, on=DAY, route="office", blocked_by=())) == "gate-not-passed"
    passed = do.pass_gate(s, on=DAY, digits="4567", blocked_by=())
    s = after(s, passed)
    refused = do.file_termination(s, on=DAY, route="office", blocked_by=("settle-debt",))
    assert refused == do.Refused("gate-shut", {"blocked_by": ("settle-debt",)})
    s = after(s, do.file_termination(s, on=DAY, route="office", blocked_by=()))
    assert reason(do.file_termination(s, on=DAY, route="office", blocked_by=())) == "filed-already"


def test_gate_and_filing_are_written_together() -> None:
    """What passed the gate just now goes before the filing in one answer."""
    s = opened()
    gate = do.pass_gate(s, on=DAY, digits="4567", blocked_by=("settle-debt",), waivers={"settle-debt": "x"})
    assert isinstance(gate, tuple)
    both = do.file_termination(s, on=DAY, route="office", blocked_by=("settle-debt",), gate=gate)
    assert ids(both) == ["step.waived", "gate.passed", "termination.filed"]
    after(s, both)


def test_a_refused_filing_may_be_filed_again() -> None:
    """After the operator refused, the termination may be filed once more, without a second gate."""
    s = filed()
    s = after(s, do.take_reply(s, on=LATER, reply="refused", in_writing=False, refusal="only-region"))
    after(s, do.file_termination(s, on=LATER, route="post", blocked_by=()))


def test_the_operator_confirms_only_what_was_filed() -> None:
    """A confirmed end needs its day and a filing; a day without a confirmed end is refused."""
    answer = {"on": LATER, "in_writing": True}
    assert reason(do.take_reply(opened(), reply="confirmed_end", ends_on=DAY, **answer)) == "nothing-filed"
    assert reason(do.take_reply(filed(), reply="confirmed_end", **answer)) == "end-without-day"
    assert reason(do.take_reply(filed(), reply="refused", ends_on=DAY, **answer)) == "day-without-end"


def test_a_visit_is_ahead_until_it_is_over() -> None:
    """A visit is planned for a day to come, may be planned anew, and ends once."""
    s = opened()
    plan = {"today": DAY, "office": "Салон"}
    assert reason(do.plan_visit(s, on=DAY - timedelta(1), **plan)) == "day-is-past"
    s = after(s, do.plan_visit(s, on=LATER, **plan))
    s = after(s, do.plan_visit(s, on=LATER + timedelta(1), visit="v1", **plan))
    assert len(s.visits) == 1
    assert reason(do.cancel_visit(s, on=DAY, visit="v2")) == "no-such-visit"
    s = after(s, do.visit_happened(s, on=LATER, visit="v1", result="refused"))
    assert reason(do.cancel_visit(s, on=LATER, visit="v1")) == "no-such-visit"


def test_closing_names_what_is_missing() -> None:
    """A fresh case lacks everything; each piece of proof takes one name away; a click closes nothing."""
    assert do.missing_to_close(opened()) == ("filed", "end-proof", "refund", "recheck")
    assert reason(do.close(opened(), on=DAY)) == "not-proved"
    assert do.missing_to_close(filed()) == ("end-proof", "refund", "recheck")
    s = closable()
    assert do.missing_to_close(s) == ()
    closed = after(s, do.close(s, on=LATER))
    assert closed.closed is not None
    assert closed.closed.proof == ("operator",)


@pytest.mark.parametrize("verdict", ["alive", "suspended", "cannot_tell"])
def test_no_other_verdict_closes(verdict: Any) -> None:
    """Without the operator's paper only the verdict dead is a proof, and none after a sign of life."""
    s = filed()
    s = after(s, do.observe_line(s, on=LATER, signal="call", source="phone", points_to="dead"))
    s = after(s, do.record_verdict(s, on=LATER, verdict=verdict, signals=1))
    assert "end-proof" in do.missing_to_close(s)
    s = after(s, do.record_verdict(s, on=LATER, verdict="dead", signals=2))
    assert "end-proof" not in do.missing_to_close(s)
    s = after(s, do.observe_line(s, on=LATER, signal="sms", source="phone", points_to="alive"))
    assert "end-proof" in do.missing_to_close(s)


def test_life_after_the_end_outweighs_the_paper() -> None:
    """The operator's written word proves the end until the line lives after it; a new word clears that up."""
    s = closable()
    life = {"signal": "call", "source": "phone", "points_to": "alive"}
    before = after(s, do.observe_line(s, on=DAY, **life))
    assert do.missing_to_close(before) == ()
    lives = after(s, do.observe_line(s, on=LATER, **life))
    assert do.missing_to_close(lives) == ("end-proof",)
    assert reason(do.close(lives, on=LATER)) == "not-proved"
    again = do.take_reply(lives, on=LATER, reply="confirmed_end", in_writing=True, ends_on=LATER)
    assert do.missing_to_close(after(lives, again)) == ()


def test_a_word_by_mouth_is_no_paper() -> None:
    """An end the operator confirmed by mouth counts as its day, not as proof."""
    s = filed()
    s = after(s, do.take_reply(s, on=LATER, reply="confirmed_end", in_writing=False, ends_on=DAY))
    assert s.confirmed_end == DAY
    assert "end-proof" in do.missing_to_close(s)


def test_dead_needs_something_seen() -> None:
    """A verdict of dead with no observation and no paper behind it is refused."""
    assert reason(do.record_verdict(filed(), on=LATER, verdict="dead", signals=0)) == "nothing-seen"


def test_an_open_refund_keeps_the_case_open() -> None:
    """Money demanded and not settled, and a balance nobody knows, keep a case from closing."""
    s = closable()
    s = after(s, do.demand_refund(s, on=LATER, to="card", amount=Decimal(10)))
    assert do.missing_to_close(s) == ("refund",)
    s = after(s, do.receive_refund(s, on=LATER, amount=Decimal(10)))
    assert do.missing_to_close(s) == ()


def test_a_kept_number_closes_only_before_filing() -> None:
    """Keeping the number after all needs a reason and that nothing was filed."""
    assert reason(do.close(opened(), on=DAY, outcome="kept")) == "no-reason"
    assert reason(do.close(filed(), on=DAY, outcome="kept", note="x")) == "filed-already"
    after(opened(), do.close(opened(), on=DAY, outcome="kept", note="ported instead"))


def test_a_closed_case_refuses_commands_and_wakes_up() -> None:
    """Closed, it takes no talk; a sign of life, a charge or a message after a move open it again."""
    s = closable()
    s = after(s, do.take_inventory(s, found=[AccountFound(on=DAY, account="vk", name="VK", loss="high")]))
    s = after(s, do.move_account(s, on=DAY, account="vk"))
    s = after(s, do.close(s, on=LATER))
    assert reason(do.log_contact(s, on=LATER, channel="call")) == "closed"
    assert reason(do.close(s, on=LATER)) == "closed"
    new = AccountFound(on=LATER, account="shop", name="Shop", loss="low")
    assert reason(do.take_inventory(s, found=[new])) == "closed"
    seen = AccountFound(on=LATER, account="vk", name="VK", loss="high", last_seen=LATER)
    waking = (
        do.observe_line(s, on=LATER, signal="answered", source="call", points_to="alive"),
        do.note_charge(s, on=LATER, amount=Decimal(5), what="monthly fee"),
        do.take_inventory(s, found=[seen]),
        do.reopen(s, on=LATER, why="a letter came"),
    )
    for answer in waking:
        assert isinstance(answer, tuple)
        assert isinstance(answer[0], CaseReopened)
        assert after(s, answer).is_open
    assert reason(do.reopen(closable(), on=LATER, why="x")) == "not-closed"
    assert reason(do.reopen(s, on=LATER, why="")) == "no-reason"


def test_the_outside_stamp_comes_to_closed_cases_too() -> None:
    """A closed case is anchored and gets files without being opened."""
    s = closable()
    s = after(s, do.close(s, on=LATER))
    at = datetime(2026, 12, 14, tzinfo=UTC)
    s = after(s, do.anchor_record(s, on=LATER, head=FILE, token=FILE, authority="test", at=at))
    s = after(s, do.attach(s, on=LATER, sha256=FILE, size=1, media_type="text/plain"))
    assert not s.is_open
    assert len(s.anchors) == 1


def test_packs_are_adopted_and_terms_extended() -> None:
    """Another version of the facts is adopted once; a deadline moves with a reason, and not to the same day."""
    s = opened()
    assert reason(do.adopt_pack(s, on=DAY, version="1")) == "adopted-already"
    assert after(s, do.adopt_pack(s, on=DAY, version="2", touched=("refund-30-days",))).facts_version == "2"
    assert reason(do.extend_deadline(s, on=DAY, deadline="refund", due=LATER, why="")) == "no-reason"
    s = after(s, do.extend_deadline(s, on=DAY, deadline="refund", due=LATER, why="they asked"))
    assert reason(do.extend_deadline(s, on=DAY, deadline="refund", due=LATER, why="again")) == "same-day"


def test_refusals_are_noted() -> None:
    """A refusal names its answer in the library and perhaps the talk, which must be there."""
    s = opened()
    assert reason(do.note_refusal(s, on=DAY, refusal="only-holder", contact="c1")) == "no-such-contact"
    assert after(s, do.note_refusal(s, on=DAY, refusal="only-holder")).refusals[0].refusal == "only-holder"


def test_accounts_are_rechecked_after_the_end() -> None:
    """A recheck before the end is refused; accounts it finds left are open again; a day to come may be set."""
    s = with_account()
    s = after(s, do.move_account(s, on=DAY, account="vk"))
    assert reason(do.recheck_accounts(s, on=LATER)) == "not-ended-yet"
    assert reason(do.schedule_recheck(s, on=LATER, due=DAY)) == "day-is-past"
    s = after(s, do.schedule_recheck(s, on=DAY, due=LATER))
    s = after(s, do.pass_gate(s, on=DAY, digits="4567", blocked_by=()))
    s = after(s, do.file_termination(s, on=DAY, route="office", blocked_by=()))
    assert reason(do.recheck_accounts(s, on=LATER, left=("x",))) == "no-such-account"
    s = after(s, do.recheck_accounts(s, on=LATER, left=("vk",)))
    assert s.accounts["vk"].is_open


def test_no_case_takes_no_command() -> None:
    """Before the opening every command is refused with that reason."""
    commands: list[tuple[Any, dict[str, Any]]] = [
        (do.log_contact, {"channel": "call"}),
        (do.take_snapshot, {"balance": Decimal(1)}),
        (do.mark_done, {"step": "identify", "plan_steps": PLAN}),
        (do.pass_gate, {"digits": "", "blocked_by": ()}),
        (do.close, {}),
        (do.reopen, {"why": "x"}),
        (do.attach, {"sha256": FILE, "size": 1, "media_type": "text/plain"}),
        (do.move_account, {"account": "vk"}),
        (do.issue_paper, {"kind": "claim"}),
        (do.observe_line, {"signal": "a", "source": "b", "points_to": "dead"}),
    ]
    for command, said in commands:
        assert reason(command(EMPTY, on=DAY, **said)) == "not-opened"


def test_an_event_is_never_half_there() -> None:
    """One event too long for its field refuses the whole command, the good ones with it."""
    s = opened()
    answer = do.log_contact(s, on=DAY, channel="call", answers={"good": "yes", "long": "x" * 20_001})
    assert reason(answer) == "not-writable"
