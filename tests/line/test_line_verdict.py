"""The verdict: what is enough, what is not, and the traps."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from line_samples import FILED, TODAY, on

from simoff.line import MEANINGS, Signal, judge
from simoff.line.model import Judgement


def verdict(*signals: Signal) -> tuple[str, str]:
    found = judge(signals, TODAY, FILED)
    return found.verdict, found.reason


def aside(found: Judgement) -> list[str | None]:
    return [weighed.aside for weighed in found.because]


def test_nothing_checked_is_an_answer() -> None:
    """Without a signal it cannot be told, and what to check is said."""
    found = judge([], TODAY, FILED)
    assert (found.verdict, found.reason) == ("cannot_tell", "not-checked")
    assert "next.operator" in found.next


@pytest.mark.parametrize("meaning", ["operator.paper-ended", "operator.mail-ended"])
def test_the_operators_written_word_is_enough(meaning: str) -> None:
    """A paper or mail of the operator alone proves the end."""
    assert verdict(on(3, meaning)) == ("dead", "operator")


@pytest.mark.parametrize("meaning", ["operator.said-ended", "operator.sms-ended"])
def test_a_word_that_can_be_faked_or_denied_is_not_enough(meaning: str) -> None:
    """What an agent says, and a text message alone, prove nothing."""
    assert verdict(on(3, meaning))[0] == "cannot_tell"


def test_an_end_still_to_come_does_not_count_yet() -> None:
    """A paper that names a later day proves nothing before that day."""
    paper = Signal("operator.paper-ended", on(3, "list.gone").at, "person", end=TODAY + timedelta(days=1))
    assert judge([paper], TODAY, FILED).verdict == "cannot_tell"
    assert judge([paper], TODAY, FILED).because[0].aside == "ends-later"
    assert judge([paper], TODAY + timedelta(days=1), FILED).verdict == "dead"


def test_two_kinds_on_two_days_are_enough() -> None:
    """Two independent kinds of strong signal on two days."""
    assert verdict(on(3, "reject.imsi-unknown"), on(5, "lookup.unknown")) == ("dead", "two-kinds")


def test_two_kinds_on_one_day_are_not() -> None:
    """The same two on one day need another day."""
    assert verdict(on(3, "reject.imsi-unknown"), on(3, "lookup.unknown", hour=18)) == ("cannot_tell", "one-day")


def test_one_kind_on_two_days_is_not() -> None:
    """The network refusing the SIM again and again may be a replaced SIM."""
    assert verdict(on(3, "reject.imsi-unknown"), on(5, "reject.no-services")) == ("cannot_tell", "one-kind")


def test_life_between_two_strong_signals_undoes_the_first() -> None:
    """Only what comes after the last sign of life counts."""
    signals = (on(3, "reject.imsi-unknown"), on(4, "call.ringing"), on(5, "lookup.unknown"))
    assert verdict(*signals)[0] == "cannot_tell"


@pytest.mark.parametrize("later", ["sms.delivered", "operator.charge", "net.home", "call.busy"])
def test_life_after_the_paper_is_an_alarm(later: str) -> None:
    """A paper that says ended, and then a living line: alive, with an alarm and a claim as next step."""
    found = judge([on(3, "operator.paper-ended"), on(6, later)], TODAY, FILED)
    assert (found.verdict, found.reason, found.alarm) == ("alive", "alive-after-end", True)
    assert found.next[0] == "next.claim"


def test_life_before_the_named_end_refutes_nothing() -> None:
    """The line works until the day the paper names."""
    paper = Signal("operator.paper-ended", on(3, "list.gone").at, "person", end=FILED + timedelta(days=10))
    assert verdict(paper, on(9, "call.ringing")) == ("dead", "operator")
    assert verdict(paper, on(12, "call.ringing"))[1] == "alive-after-end"


def test_not_serviced_alone_cannot_tell() -> None:
    """ "Not in service" is played for blocked lines, too, however often it is heard."""
    assert verdict(on(3, "heard.not-serviced")) == ("cannot_tell", "ambiguous")
    assert verdict(*(on(day, "heard.not-serviced") for day in range(3, 9))) == ("cannot_tell", "ambiguous")


def test_a_stranger_ends_it_for_you() -> None:
    """A stranger answering means dead, with an alarm; rings after that are theirs."""
    found = judge([on(3, "heard.stranger"), on(4, "call.ringing")], TODAY, FILED)
    assert (found.verdict, found.reason, found.alarm) == ("dead", "stranger", True)


def test_ones_own_sim_refutes_the_stranger() -> None:
    """When one's own telephone is served afterwards, the stranger was a wrong number."""
    assert verdict(on(3, "heard.stranger"), on(4, "net.home"))[0] == "alive"


def test_refusal_abroad_says_nothing() -> None:
    """A living Russian SIM is refused abroad with cause 13."""
    abroad = (on(3, "reject.wrong-network"), on(5, "net.emergency-only"), on(6, "sms.expired"))
    assert verdict(*abroad)[0] == "cannot_tell"


def test_silence_of_text_messages_says_nothing() -> None:
    """After roaming or idleness messages stop for a day: no message is no signal."""
    assert verdict(on(1, "sms.not-arrived"), on(2, "sms.not-arrived")) == ("cannot_tell", "says-nothing")


def test_an_assistant_means_life() -> None:
    """An assistant that answers needs a contract, even with the telephone off."""
    assert verdict(on(3, "heard.off"), on(4, "heard.assistant")) == ("alive", "alive")


def test_a_block_is_no_end() -> None:
    """A barred line is suspended, and so is the newer of two signs of a contract."""
    assert verdict(on(3, "heard.incoming-barred")) == ("suspended", "suspended")
    assert verdict(on(3, "call.ringing"), on(5, "lookup.barred"))[0] == "suspended"
    assert verdict(on(3, "lookup.barred"), on(5, "call.ringing"))[0] == "alive"


def test_switched_off_once_is_weak() -> None:
    """ "Switched off" once is too weak, on two days it is a living line."""
    assert verdict(on(3, "heard.off")) == ("cannot_tell", "weak")
    assert verdict(on(3, "heard.off"), on(4, "heard.off"))[0] == "alive"


def test_an_unallocated_number_counts_from_two_networks() -> None:
    """Cause 1 from one network is weak; from two it is strong and makes one of the two kinds."""
    once = (on(3, "call.unallocated", network="25001"), on(4, "call.unallocated", network="25001"))
    assert verdict(*once, on(5, "lookup.unknown")) == ("cannot_tell", "one-kind")
    twice = (*once, on(4, "call.unallocated", network="25002", hour=13))
    assert verdict(*twice, on(5, "lookup.unknown")) == ("dead", "two-kinds")


def test_the_future_and_the_time_before_filing_do_not_count() -> None:
    """Such signals are shown with the reason why they do not count."""
    found = judge([on(-3, "net.home"), on(30, "net.home")], TODAY, FILED)
    assert found.verdict == "cannot_tell"
    assert aside(found) == ["before-filing", "future"]


def test_every_meaning_can_be_judged() -> None:
    """No observation of the table breaks the verdict, and none but the proofs is dead alone."""
    for meaning, entry in MEANINGS.items():
        found = verdict(on(3, meaning))
        assert (found[0] == "dead") == (entry.weight == "proof"), meaning


moments = st.integers(0, 25).map(lambda day: datetime(2026, 12, 1, 12, tzinfo=UTC) + timedelta(days=day))
signals = st.lists(
    st.builds(
        Signal,
        st.sampled_from(sorted(MEANINGS)),
        moments,
        st.just("person"),
        st.just(""),
        st.sampled_from([None, "25001", "25002"]),
    ),
    max_size=7,
)
WEAK = sorted(id_ for id_, meaning in MEANINGS.items() if meaning.weight in ("weak", "none"))


@given(signals, st.sampled_from(WEAK), moments)
def test_a_weak_signal_never_kills(before: list[Signal], weak: str, at: datetime) -> None:
    """Adding a weak signal never turns "cannot tell", "alive" or "suspended" into "dead"."""
    if judge(before, TODAY, FILED).verdict != "dead":
        assert judge([*before, Signal(weak, at, "person")], TODAY, FILED).verdict != "dead"


@given(signals, st.randoms())
def test_the_order_of_telling_does_not_matter(found: list[Signal], random: object) -> None:
    """The verdict is a function of the signals and not of the order in which they were noted."""
    mixed = list(found)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert judge(mixed, TODAY, FILED) == judge(found, TODAY, FILED)


@given(signals)
def test_dead_needs_a_proof_or_two_kinds(found: list[Signal]) -> None:
    """Dead is never said on less than a proof, or two kinds on two days."""
    judged = judge(found, TODAY, FILED)
    if judged.verdict == "dead":
        dead = [w for w in judged.because if w.aside is None and w.points_to == "dead"]
        strong = [w for w in dead if w.weight == "strong"]
        kinds = {MEANINGS[w.signal.meaning].kind for w in strong}
        days = {w.signal.at.date() for w in strong}
        assert any(w.weight == "proof" for w in dead) or (len(kinds) > 1 and len(days) > 1)


def test_the_day_itself_counts() -> None:
    """A signal of today and one of the filing day count."""
    found = judge([on(0, "net.home"), on(19, "net.home")], date(2026, 12, 20), FILED)
    assert aside(found) == [None, None]
