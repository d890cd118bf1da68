"""The gate before the point of no return. Without a case it is shut and says what is not known to be done."""

from __future__ import annotations

from msgspec import UNSET

from simoff.plan.model import Gate, Route, Step
from simoff.plan.routes import WAYS_THAT_END
from simoff.plan.situation import Situation
from simoff.plan.steps import GATE_CONDITIONS

_LISTED_BLOCKS = ("second-factor", "save-money-proof", "stop-payments", "settle-debt", "print-papers")


def gate(s: Situation, routes: tuple[Route, ...], steps: tuple[Step, ...]) -> Gate:
    """Shut, with the conditions not known to hold, in step order."""
    status = {step.id: step.status for step in steps}
    blocking = {id_ for id_ in _LISTED_BLOCKS if status.get(id_, "not_needed") not in ("done", "not_needed")}
    blocking |= _accounts(s)
    if not any(r.verdict == "possible" and r.id in WAYS_THAT_END for r in routes):
        asked = status.get("ask-operator", "not_needed") != "not_needed"
        blocking.add("ask-operator" if asked else "choose-office")
    return Gate(open=False, blocked_by=tuple(id_ for id_ in GATE_CONDITIONS if id_ in blocking))


def _accounts(s: Situation) -> set[str]:
    accounts = s.c.accounts
    counts = (accounts.critical_unmoved, accounts.high_unmoved)
    blocking: set[str] = set()
    if any(count is UNSET for count in counts):
        blocking.add("move-accounts" if accounts.inventory == "complete" else "find-accounts")
    if any(count is not UNSET and count > 0 for count in counts):
        blocking.add("move-accounts")
    return blocking
