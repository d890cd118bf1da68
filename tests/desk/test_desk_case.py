"""A case in the desk: what the list shows of it, and what is known of its line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from simoff.case import decisions as do
from simoff.case.folding import EMPTY, fold
from simoff.case.state import CaseState
from simoff.desk.case import line
from simoff.desk.case.index import index_of, next_due
from simoff.desk.case.keeping import change
from simoff.desk.case.opening import open_for
from simoff.desk.case.planning import keep_until, plan_of
from simoff.desk.errors import Refusal
from simoff.desk.plan import Asked
from simoff.desk.record import open_record
from simoff.line import Signal

DAY = date(2026, 11, 24)
LEAVING = date(2026, 12, 20)
NUMBER = "+79161234567"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"SIMOFF_HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": str(tmp_path / "config")}


def after(state: CaseState, *commands: Any) -> CaseState:
    for decide in commands:
        answer = decide(state)
        assert not isinstance(answer, do.Refused), answer
        state = fold(answer, state)
    return state


def opened(label: str = "") -> CaseState:
    stated = {"operator": "mts", "where": "russia", "leaving_on": LEAVING}
    return after(
        EMPTY,
        lambda s: do.open_case(s, on=DAY, number=NUMBER, facts_version="1", label=label, stated=stated),
    )


def filed() -> CaseState:
    gate = lambda s: do.pass_gate(s, on=DAY, digits="4567", blocked_by=())  # noqa: E731
    return after(opened(), gate, lambda s: do.file_termination(s, on=DAY, route="office", blocked_by=()))


def test_the_list_shows_status_label_and_next_date(environment: dict[str, str]) -> None:
    """Open: the plan's next date; filed: the next one after it; closed: none. The label, or else the number."""
    shown = index_of(opened(), environment, DAY)
    assert (shown.status, shown.label) == ("open", NUMBER)
    assert shown.next_due == DAY + timedelta(days=3)
    later = index_of(filed(), environment, DAY + timedelta(days=1))
    assert later.status == "filed"
    assert later.next_due is not None
    closed = after(opened("old"), lambda s: do.close(s, on=DAY, outcome="kept", note="ported"))
    assert index_of(closed, environment, DAY) == index_of(closed, environment, LEAVING)
    over = index_of(closed, environment, DAY)
    assert (over.status, over.label, over.next_due) == ("closed", "old", None)


def test_the_next_date_is_of_a_step_or_a_deadline(environment: dict[str, str]) -> None:
    """A visit planned before every step's day is the next date; overdue steps stay, past deadlines do not."""
    visit = DAY + timedelta(days=1)
    with_visit = after(opened(), lambda s: do.plan_visit(s, on=visit, today=DAY, office="Салон"))
    assert next_due(plan_of(with_visit, environment, DAY).plan) == visit
    late = plan_of(with_visit, environment, LEAVING + timedelta(days=10)).plan
    overdue = [step.due for step in late.steps if step.due and step.status not in ("done", "not_needed")]
    assert next_due(late) == min(overdue)
    assert next_due(late) != visit


def test_records_are_kept_from_the_end(environment: dict[str, str]) -> None:
    """Five years from the confirmed end, which the plan says and nobody else."""
    state = after(
        filed(),
        lambda s: do.take_reply(s, on=DAY, reply="confirmed_end", in_writing=True, ends_on=date(2026, 12, 1)),
    )
    assert keep_until(state, environment, DAY) == date(2031, 12, 1)


def test_all_the_case_knows_of_the_line_is_judged(environment: dict[str, str]) -> None:
    """The operator's word, observations and charges after the end are signals; charges up to the end are not."""
    end = DAY + timedelta(days=7)
    state = after(
        filed(),
        lambda s: do.take_reply(s, on=DAY, reply="confirmed_end", in_writing=True, ends_on=end),
        lambda s: do.take_reply(s, on=DAY, reply="other", in_writing=True),
        lambda s: do.observe_line(
            s,
            on=DAY,
            signal="call.unallocated",
            source="sip",
            points_to="dead",
            data={"network": "25001", "end": "nonsense"},
        ),
        lambda s: do.observe_line(s, on=DAY, signal="moon.full", source="sky", points_to="dead"),
        lambda s: do.note_charge(s, on=end, amount=Decimal(5), what="last bill"),
        lambda s: do.note_charge(s, on=end + timedelta(days=1), amount=Decimal(5), what="fee"),
    )
    found = {signal.meaning: signal for signal in line.signals_of(state)}
    assert len(line.signals_of(state)) == len(found)
    assert set(found) == {"operator.paper-ended", "call.unallocated", "operator.charge"}
    assert found["operator.paper-ended"].end == end
    assert (found["call.unallocated"].network, found["call.unallocated"].end) == ("25001", None)
    assert found["operator.charge"].at.date() == end + timedelta(days=1)


def test_a_verdict_is_recorded_with_what_it_rests_on(environment: dict[str, str]) -> None:
    """Signals noted come back as they were, the verdict is written in the same breath; a refusal writes none."""
    at = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
    seen = Signal("call.unallocated", at, "sip", raw="404 Reason: Q.850;cause=1", network="25001")
    with open_record(environment) as record:
        asked = Asked("+7 916 123-45-67", settings=("operator=mts", "where=russia"))
        case_id = open_for(record, asked, environment, on=DAY)
        judgement = line.conclude(record, case_id, [seen], environment, date(2026, 12, 1)).judgement
        kept = line.read(record, case_id)
        assert judgement.verdict == "cannot_tell"
        assert line.signals_of(kept.state) == (seen,)
        assert kept.state.verdict is not None
        assert (kept.state.verdict.verdict, kept.state.verdict.signals) == ("cannot_tell", 1)
        closing = lambda s: do.close(s, on=DAY, outcome="kept", note="ported")  # noqa: E731
        change(record, case_id, closing, environment)
        with pytest.raises(Refusal):
            line.conclude(record, case_id, [], environment, date(2026, 12, 1))
        assert line.read(record, case_id).state.closed is not None
