"""The fold: from events to a state, in one go or one by one, and never an error."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from case_samples import DAY, EVENTS, NUMBER
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from simoff.case.deriving import circumstances_of, claimed, derived, unusable_claims
from simoff.case.events import (
    AccountFound,
    AccountMoved,
    AccountReopened,
    AccountsScanned,
    AccountWaived,
    CaseOpened,
    CircumstanceStated,
    CircumstanceWithdrawn,
    Event,
    GatePassed,
    LineObserved,
    MoneySnapshot,
    OperatorReplied,
    PaperDelivered,
    PaperHandedIn,
    PaperIssued,
    RefundDemanded,
    RefundReceived,
    RefundSettled,
    StepDone,
    TerminationFiled,
    VerdictRecorded,
)
from simoff.case.folding import EMPTY, apply, fold
from simoff.case.folding.draft import Draft
from simoff.case.state import CaseState

OPENED = CaseOpened(on=DAY, number=NUMBER, facts_version="1")
LATER = DAY + timedelta(days=9)


def state(*events: Event) -> CaseState:
    return fold((OPENED, *events))


def found(account: str, loss: str = "critical", **said: object) -> AccountFound:
    return AccountFound(on=DAY, account=account, name=account.upper(), loss=loss, **said)


def test_a_draft_has_the_fields_of_a_state() -> None:
    """What is folded into and what comes out have the same fields, in the same order."""
    assert Draft.__struct_fields__ == CaseState.__struct_fields__


@given(st.permutations(EVENTS), st.integers(0, len(EVENTS)))
def test_one_by_one_is_the_same_as_all_at_once(events: list[Event], cut: int) -> None:
    """In whatever order events come, folding them all, in two parts or one by one gives the same state."""
    whole = fold(events)
    assert fold(events[cut:], fold(events[:cut])) == whole
    single = EMPTY
    for event in events:
        single = apply(single, event)
    assert single == whole
    assert whole.length == len(events)


def test_a_state_does_not_change() -> None:
    """Folding on top of a state leaves that state as it was; its mappings refuse to be written."""
    before = state(found("vk"))
    apply(before, AccountMoved(on=DAY, account="vk"))
    assert before.accounts["vk"].status == "open"
    with pytest.raises(TypeError):
        before.accounts["x"] = before.accounts["vk"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("events", "what"),
    [
        ((AccountMoved(on=DAY, account="vk"),), "no-such-account"),
        ((PaperHandedIn(on=DAY, paper="p1", how="post"),), "no-such-paper"),
        ((OPENED,), "opened-twice"),
        ((TerminationFiled(on=DAY, route="office"),), "no-gate"),
        ((CircumstanceWithdrawn(on=DAY, key="where"),), "not-stated"),
        (
            (
                RefundDemanded(on=DAY, to="cash", amount=Decimal("10.00")),
                RefundReceived(on=DAY, amount=Decimal("10.01")),
            ),
            "more-than-demanded",
        ),
        (
            (
                RefundDemanded(on=DAY, to="cash", amount=Decimal("10.00")),
                RefundSettled(on=DAY, waived=Decimal("9.00")),
            ),
            "sums-differ",
        ),
    ],
)
def test_what_does_not_fit_changes_nothing(events: tuple[Event, ...], what: str) -> None:
    """An event that does not fit is named with its place and leaves all else as it was."""
    before, after = state(*events[:-1]), state(*events)
    assert [(odd.place, odd.what) for odd in after.odd] == [(len(events) + 1, what)]
    assert replace(after, odd=(), length=before.length) == before


def test_nothing_happens_before_the_opening() -> None:
    """Events before `case.opened` are odd; the state stays empty but for the count and their names."""
    early = fold((StepDone(on=DAY, step="gate"), found("vk")))
    assert [odd.what for odd in early.odd] == ["not-opened", "not-opened"]
    assert replace(early, odd=(), length=0) == EMPTY


def test_claimed_and_derived_stay_apart() -> None:
    """A claim of no open accounts stands beside two found ones; the plan goes by what was found."""
    s = state(
        CircumstanceStated(on=DAY, key="accounts.critical_unmoved", value=0),
        CircumstanceStated(on=DAY, key="where", value="russia"),
        found("vk"),
        found("bank"),
        found("shop", "high"),
        AccountWaived(on=DAY, account="bank", why="closed anyway"),
    )
    assert claimed(s).accounts.critical_unmoved == 0
    assert derived(s) == {"accounts.critical_unmoved": 1, "accounts.high_unmoved": 1}
    both = circumstances_of(s)
    assert (both.accounts.critical_unmoved, both.accounts.high_unmoved, both.where) == (1, 1, "russia")


def test_an_archive_makes_the_inventory_partial_at_most() -> None:
    """Reading an archive never claims a complete inventory; only the person says that."""
    scan = AccountsScanned(on=DAY, format="sms-xml", messages=3)
    assert circumstances_of(state(scan)).accounts.inventory == "partial"
    said = CircumstanceStated(on=DAY, key="accounts.inventory", value="complete")
    assert circumstances_of(state(scan, said)).accounts.inventory == "complete"


@pytest.mark.parametrize("snapshot_last", [True, False])
def test_the_last_word_on_the_balance_counts(snapshot_last: bool) -> None:
    """Of a balance said and a balance seen the later one is what the plan goes by."""
    seen = MoneySnapshot(on=DAY, balance=Decimal("-5.00"))
    said = CircumstanceStated(on=DAY, key="money.balance", value="70.00")
    events = (said, seen) if snapshot_last else (seen, said)
    assert circumstances_of(state(*events)).money.balance == (Decimal(-5) if snapshot_last else Decimal(70))


def test_every_circumstance_keeps_its_type() -> None:
    """Days, roubles, counts, flags and words come out of a case as a circumstances file would give them."""
    said = {
        "leaving_on": "2026-12-01",
        "back_in_russia_on": "never",
        "money.balance": "350.50",
        "holder.numbers_total": 3,
        "contract.lost": True,
        "operator": "mts",
    }
    c = claimed(state(*(CircumstanceStated(on=DAY, key=key, value=value) for key, value in said.items())))
    assert (c.leaving_on, c.back_in_russia_on) == (date(2026, 12, 1), "never")
    assert (c.money.balance, c.holder.numbers_total, c.contract.lost) == (Decimal("350.50"), 3, True)
    assert c.operator == "mts"


def test_a_claim_that_no_key_takes_is_left_out_and_named() -> None:
    """A key of another version, or a value today's key does not have, is unknown to the plan and listed."""
    s = state(
        CircumstanceStated(on=DAY, key="moon.phase", value="full"),
        CircumstanceStated(on=DAY, key="where", value="moon"),
    )
    assert claimed(s).where is UNSET
    assert unusable_claims(s) == ("moon.phase", "where")


@pytest.mark.parametrize(
    "back",
    [
        AccountReopened(on=LATER, account="vk", why="a code came"),
        found("bank"),
        found("mail", "high"),
    ],
)
def test_what_comes_back_shuts_the_gate(back: Event) -> None:
    """A grave account found or reopened takes the gate and the mark of moving away before the filing, not after."""
    moved = (
        found("vk"),
        AccountMoved(on=DAY, account="vk"),
        StepDone(on=DAY, step="move-accounts"),
        GatePassed(on=DAY, digits_typed=True),
    )
    assert state(*moved).gate is not None
    s = state(*moved, back)
    assert s.gate is None
    assert "move-accounts" not in s.marks
    assert state(*moved, found("shop", "low")).gate is not None
    filed = TerminationFiled(on=DAY, route="office")
    assert state(*moved, filed, back).gate is not None


def test_money_always_adds_up() -> None:
    """Demanded is received, waived and open together, through parts and a second demand."""
    demand = RefundDemanded(on=DAY, to="card", amount=Decimal("100.00"))
    parts = [RefundReceived(on=DAY, amount=Decimal(part)) for part in ("0.10", "0.20", "59.70")]
    s = state(demand, *parts)
    assert s.refund is not None
    assert (s.refund.received_sum, s.refund.open_sum) == (Decimal("60.00"), Decimal("40.00"))
    again = apply(s, RefundDemanded(on=DAY, to="card", amount=Decimal("60.00")))
    assert again.refund is not None
    assert again.refund.is_settled
    over = apply(s, RefundSettled(on=DAY, waived=Decimal("40.00"), why="enough"))
    assert over.refund is not None
    assert (over.refund.open_sum, over.refund.waived_sum, over.refund.is_settled) == (0, 40, True)


def test_the_end_is_what_the_operator_confirms_else_the_receipt() -> None:
    """E: the day of filing at a counter, of delivery by post, and before both what the operator confirmed."""
    gate = GatePassed(on=DAY, digits_typed=True)
    counter = state(gate, TerminationFiled(on=DAY, route="office"))
    assert counter.end_day == DAY
    post = state(
        PaperIssued(on=DAY, paper="p1", kind="termination"),
        PaperHandedIn(on=DAY, paper="p1", how="post"),
        gate,
        TerminationFiled(on=DAY, route="post", paper="p1"),
    )
    assert post.end_day is None
    arrived = apply(post, PaperDelivered(on=LATER, paper="p1"))
    assert arrived.end_day == LATER
    reply = OperatorReplied(on=LATER, reply="confirmed_end", in_writing=True, ends_on=date(2026, 12, 31))
    assert apply(arrived, reply).end_day == date(2026, 12, 31)


def test_a_sign_of_life_speaks_against_the_end_before_it() -> None:
    """Alive or suspended after the end: not proved dead until the next verdict; before the end it counts not."""
    dead = VerdictRecorded(on=LATER, verdict="dead", signals=2)
    filed = (GatePassed(on=DAY, digits_typed=True), TerminationFiled(on=DAY, route="office"))
    for points_to in ("alive", "suspended"):
        life = LineObserved(on=LATER, signal="registered", source="phone", points_to=points_to, data={})
        early = replace(life, on=DAY)
        assert state(life, *filed, dead).proved_dead
        assert state(*filed, dead, early).proved_dead
        assert not state(*filed, dead, life).proved_dead
        assert state(*filed, dead, life, dead).proved_dead
        until = OperatorReplied(on=DAY, reply="confirmed_end", in_writing=True, ends_on=LATER)
        assert not state(*filed, until, life).sign_of_life
        assert state(*filed, until, replace(life, on=LATER + timedelta(days=1))).sign_of_life
