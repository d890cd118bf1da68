"""The gate before the point of no return: what is not known to be done blocks it; it opens only in a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import UNSET
from msgspec.structs import replace

from simoff.plan.case_view import is_filed, way_was_answered
from simoff.plan.model import Gate, Route, Status, Step
from simoff.plan.routes import WAYS_THAT_END
from simoff.plan.situation import Situation
from simoff.plan.steps import GATE_CONDITIONS

if TYPE_CHECKING:
    from simoff.case.state import CaseState

_WAYS = ("ask-operator", "choose-office")
"""They stand for "no possible way": a visit planned is none, only the person's own word is."""
_LISTED_BLOCKS = ("second-factor", "save-money-proof", "stop-payments", "settle-debt", "print-papers")


def gate(s: Situation, routes: tuple[Route, ...], steps: tuple[Step, ...]) -> Gate:
    """The conditions not known to hold, in step order. In a case each may be done or waived, and with none left
    the gate is open; once the termination is filed it stays so.
    """
    if s.case is not None and is_filed(s.case):
        return Gate(open=True, blocked_by=())
    status = {step.id: step.status for step in steps}
    blocking = {id_ for id_ in _LISTED_BLOCKS if status.get(id_, "not_needed") not in ("done", "not_needed")}
    blocking |= _accounts(s)
    if not any(_is_open(s, route) for route in routes):
        asked = status.get("ask-operator", "not_needed") != "not_needed"
        blocking.add("ask-operator" if asked else "choose-office")
    if s.case is not None:
        blocking = _without_marked(s.case, blocking, status)
    left = tuple(id_ for id_ in GATE_CONDITIONS if id_ in blocking)
    return Gate(open=s.case is not None and not left, blocked_by=left)


def opened(steps: tuple[Step, ...], at: Gate) -> tuple[Step, ...]:
    """The steps with the step ``gate`` due now where nothing blocks it: it waits for its conditions alone."""
    if not at.open:
        return steps
    return tuple(
        replace(step, status="now") if step.id == "gate" and step.status == "blocked" else step for step in steps
    )


def _is_open(s: Situation, route: Route) -> bool:
    """A possible way, or an unknown one with the operator's logged answer."""
    if route.id not in WAYS_THAT_END:
        return False
    answered = s.case is not None and route.verdict == "unknown" and way_was_answered(s.case, route.id)
    return route.verdict == "possible" or answered


def _without_marked(case: CaseState, blocking: set[str], status: Mapping[str, Status]) -> set[str]:
    """Without what the person marked: a search for accounts that is done leaves the moving to be confirmed."""
    left = {id_ for id_ in blocking if status.get(id_) != "done" or (id_ in _WAYS and id_ not in case.marks)}
    search = case.marks.get("find-accounts")
    if "find-accounts" in blocking and search is not None:
        left.discard("find-accounts")
        moved = status.get("move-accounts") == "done"
        if search.status == "done" and not moved:
            left.add("move-accounts")
    return left


def _accounts(s: Situation) -> set[str]:
    accounts = s.c.accounts
    counts = (accounts.critical_unmoved, accounts.high_unmoved)
    blocking: set[str] = set()
    if any(count is UNSET for count in counts):
        blocking.add("move-accounts" if accounts.inventory == "complete" else "find-accounts")
    if any(count is not UNSET and count > 0 for count in counts):
        blocking.add("move-accounts")
    return blocking
