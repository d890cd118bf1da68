"""What is seen of the line, and the end of the case: it needs its proof, not a click."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import UNSET, UnsetType

from simoff.case.decisions.answer import Answer, Refused, follow, not_open
from simoff.case.deriving import circumstances_of
from simoff.case.events import (
    CaseClosed,
    CaseReopened,
    LineObserved,
    RecordAnchored,
    VerdictRecorded,
)
from simoff.case.events.base import Plain
from simoff.case.events.line import Verdict
from simoff.case.events.opening import Outcome
from simoff.case.folding.steps import SIGNS_OF_LIFE
from simoff.case.state import CaseState


def observe_line(
    state: CaseState,
    *,
    on: date,
    signal: str,
    source: str,
    points_to: str,
    weight: str = "",
    at: datetime | UnsetType = UNSET,
    words: str = "",
    data: dict[str, Plain] | None = None,
    file: str | UnsetType = UNSET,
) -> Answer:
    """One observation. A sign of life on the line of a closed case opens the case again."""
    if not state.number:
        return Refused("not-opened")
    if file is not UNSET and file not in state.files:
        return Refused("no-such-file", {"sha256": file})
    seen = LineObserved(
        on=on,
        signal=signal,
        source=source,
        points_to=points_to,
        weight=weight,
        at=at,
        words=words,
        data=data or {},
        file=file,
    )
    if state.closed is None:
        return follow(seen)
    why = "sign of life" if points_to in SIGNS_OF_LIFE else "seen since"
    return follow(CaseReopened(on=on, why=why), seen)


def record_verdict(
    state: CaseState, *, on: date, verdict: Verdict, signals: int, because: tuple[str, ...] = ()
) -> Answer:
    """What the observations were taken to mean; dead without any observation or paper is refused."""
    if refused := not_open(state):
        return refused
    if verdict == "dead" and not state.observations and not state.end_in_writing:
        return Refused("nothing-seen")
    return follow(VerdictRecorded(on=on, verdict=verdict, signals=signals, because=because))


def anchor_record(
    state: CaseState, *, on: date, head: str, token: str, authority: str, at: datetime
) -> Answer:
    """An authority outside stamped the head of the chain; also of a closed case."""
    if not state.number:
        return Refused("not-opened")
    return follow(RecordAnchored(on=on, head=head, token=token, authority=authority, at=at))


def close(state: CaseState, *, on: date, outcome: Outcome = "ended", note: str = "") -> Answer:
    """Close the case: ``ended`` with its proof, or ``kept`` with a reason, while nothing was filed."""
    if refused := not_open(state):
        return refused
    if outcome == "kept":
        return _close_kept(state, on, note)
    missing = missing_to_close(state)
    if missing:
        return Refused("not-proved", {"missing": missing})
    return follow(CaseClosed(on=on, outcome="ended", proof=_proof(state), note=note))


def _close_kept(state: CaseState, on: date, note: str) -> Answer:
    if state.filed is not None:
        return Refused("filed-already", {"on": state.filed.on})
    if not note.strip():
        return Refused("no-reason")
    return follow(CaseClosed(on=on, outcome="kept", note=note))


def missing_to_close(state: CaseState) -> tuple[str, ...]:
    """What a proved end still wants: ``filed``, ``end-proof``, ``refund``, ``recheck``."""
    missing = {
        "filed": state.filed is not None,
        "end-proof": state.proved_dead or (state.end_in_writing and not state.sign_of_life),
        "refund": refund_is_over(state),
        "recheck": bool(state.rechecks) or state.recheck_due is not None or "recheck-accounts" in state.marks,
    }
    return tuple(name for name, there in missing.items() if not there)


def refund_is_over(state: CaseState) -> bool:
    """Settled, waived, or nothing was ever there to come back."""
    if state.refund is not None:
        return state.refund.is_settled
    mark = state.marks.get("await-refund")
    if mark is not None:
        return True
    balance = circumstances_of(state).money.balance
    return balance is not UNSET and balance <= 0


def _proof(state: CaseState) -> tuple[str, ...]:
    proof: list[str] = []
    if state.proved_dead:
        proof.append("verdict")
    if state.end_in_writing:
        proof.append("operator")
    return tuple(proof)
