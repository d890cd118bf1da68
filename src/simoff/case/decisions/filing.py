"""The gate and the point of no return."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Final

from msgspec import UNSET, UnsetType

from simoff.case.decisions.answer import Answer, Refused, follow, not_open
from simoff.case.events import Event, GatePassed, StepWaived, TerminationFiled
from simoff.case.events.steps import Route
from simoff.case.state import CaseState

DIGITS: Final = 4
"""So many last digits of the number are typed."""


def pass_gate(
    state: CaseState,
    *,
    on: date,
    digits: str,
    blocked_by: Collection[str],
    waivers: Mapping[str, str] | None = None,
) -> Answer:
    """Pass the checks. ``blocked_by``: steps the plan's gate waits for today; ``waivers``: step -> why it is
    knowingly left out. Every block needs its waiver, and no waiver may be without its block.
    """
    if refused := not_open(state):
        return refused
    given = waivers or {}
    if state.gate is not None and not blocked_by:
        return Refused("gate-passed-already", {"on": state.gate.on})
    if refused := _waivers_fit(blocked_by, given) or _digits_fit(state, digits):
        return refused
    waived = (StepWaived(on=on, step=step, why=why) for step, why in given.items())
    left_out = {step for step, mark in state.marks.items() if mark.status == "waived"} | set(given)
    return follow(*waived, GatePassed(on=on, digits_typed=True, waived=tuple(sorted(left_out))))


def _waivers_fit(blocked_by: Collection[str], given: Mapping[str, str]) -> Refused | None:
    unasked = tuple(step for step in given if step not in blocked_by)
    if unasked:
        return Refused("waiver-unasked", {"steps": unasked})
    blocking = tuple(step for step in blocked_by if not given.get(step, "").strip())
    return Refused("gate-shut", {"blocked_by": blocking}) if blocking else None


def _digits_fit(state: CaseState, digits: str) -> Refused | None:
    typed, right = digits.strip().encode(), state.number[-DIGITS:].encode()
    return None if hmac.compare_digest(typed, right) else Refused("wrong-digits")


def file_termination(
    state: CaseState,
    *,
    on: date,
    route: Route,
    blocked_by: Collection[str],
    registration: str = "",
    office: str = "",
    at: datetime | UnsetType = UNSET,
    paper: str = "",
    copy: str | UnsetType = UNSET,
    gate: tuple[Event, ...] = (),
) -> Answer:
    """Hand the termination in: only behind the gate, and only while nothing blocks it again.

    ``gate``: what ``pass_gate`` answered just now, so that gate and filing are written together or not at all.
    """
    if refused := not_open(state):
        return refused
    passed_now = any(isinstance(event, GatePassed) for event in gate)
    if state.gate is None and not passed_now:
        return Refused("gate-not-passed", {"blocked_by": tuple(blocked_by)})
    waived_now = {event.step for event in gate if isinstance(event, StepWaived)}
    blocking = tuple(step for step in blocked_by if step not in waived_now)
    if blocking and state.filed is None:
        return Refused("gate-shut", {"blocked_by": blocking})
    if paper and paper not in state.papers:
        return Refused("no-such-paper", {"paper": paper, "known": tuple(state.papers)})
    if copy is not UNSET and copy not in state.files:
        return Refused("no-such-file", {"sha256": copy})
    if state.filed is not None and not _again(state):
        return Refused("filed-already", {"on": state.filed.on})
    filed = TerminationFiled(
        on=on, route=route, registration=registration, office=office, at=at, paper=paper, copy=copy
    )
    return follow(*gate, filed)


def _again(state: CaseState) -> bool:
    """Whether filing once more makes sense: the operator refused, and confirmed no end since."""
    return bool(state.replies) and state.replies[-1].reply == "refused"
