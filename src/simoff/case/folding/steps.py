"""Steps, the gate, the filing, visits, and what is seen of the line."""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec import UNSET
from msgspec.structs import replace

from simoff.case.events import (
    GatePassed,
    LineObserved,
    RecordAnchored,
    StepDone,
    StepReopened,
    StepWaived,
    TerminationFiled,
    VerdictRecorded,
    VisitCancelled,
    VisitHappened,
    VisitPlanned,
)
from simoff.case.events.base import Event
from simoff.case.folding.draft import Draft, Handler
from simoff.case.state import Mark, Visit

SIGNS_OF_LIFE: Final = frozenset({"alive", "suspended"})
"""What speaks against an end: a suspended line has a contract, too."""


def done(draft: Draft, event: StepDone) -> str | None:
    """The last word on a step counts."""
    draft.marks[event.step] = Mark("done", event.on, event.note)
    return None


def waived(draft: Draft, event: StepWaived) -> str | None:
    """Left out, knowingly."""
    draft.marks[event.step] = Mark("waived", event.on, event.why)
    return None


def reopened(draft: Draft, event: StepReopened) -> str | None:
    """To be done again; as long as nothing was filed the gate is shut again."""
    if draft.marks.pop(event.step, None) is None:
        return "no-mark"
    if draft.filed is None:
        draft.gate = None
    return None


def gate(draft: Draft, event: GatePassed) -> str | None:
    """Nothing stands before the point of no return."""
    draft.gate = event
    return None


def filed(draft: Draft, event: TerminationFiled) -> str | None:
    """The point of no return; a second filing needs no second gate."""
    if draft.gate is None:
        return "no-gate"
    draft.filed = event
    return None


def planned(draft: Draft, event: VisitPlanned) -> str | None:
    """Planned anew under the same id, it replaces the plan before."""
    draft.visits[event.visit] = Visit(event)
    return None


def happened(draft: Draft, event: VisitHappened) -> str | None:
    """A planned visit took place."""
    visit = draft.visits.get(event.visit)
    if visit is None or not visit.is_ahead:
        return "no-such-visit"
    draft.visits[event.visit] = replace(visit, happened=event)
    return None


def cancelled(draft: Draft, event: VisitCancelled) -> str | None:
    """A planned visit will not take place."""
    visit = draft.visits.get(event.visit)
    if visit is None or not visit.is_ahead:
        return "no-such-visit"
    draft.visits[event.visit] = replace(visit, cancelled=True)
    return None


def observed(draft: Draft, event: LineObserved) -> str | None:
    """A sign of life after the end speaks against it; before the end a line lives as it should."""
    draft.observations.append(event)
    end = _end(draft)
    if event.points_to in SIGNS_OF_LIFE and end is not None and event.on > end:
        draft.sign_of_life = True
    return None


def _end(draft: Draft) -> date | None:
    """The end the operator confirmed last, else the day of filing."""
    confirmed = [reply.ends_on for reply in draft.replies if reply.ends_on is not UNSET]
    if confirmed:
        return confirmed[-1]
    return None if draft.filed is None else draft.filed.on


def verdict(draft: Draft, event: VerdictRecorded) -> str | None:
    """The last verdict counts. Dead answers a sign of life before it; alive or suspended after the end is one."""
    end = _end(draft)
    draft.verdict = event
    if event.verdict == "dead":
        draft.sign_of_life = False
    elif event.verdict in SIGNS_OF_LIFE and end is not None and event.on > end:
        draft.sign_of_life = True
    return None


def anchored(draft: Draft, event: RecordAnchored) -> str | None:
    """An authority outside stamped it."""
    draft.anchors.append(event)
    return None


HANDLERS: Final[dict[type[Event], Handler]] = {
    StepDone: done,
    StepWaived: waived,
    StepReopened: reopened,
    GatePassed: gate,
    TerminationFiled: filed,
    VisitPlanned: planned,
    VisitHappened: happened,
    VisitCancelled: cancelled,
    LineObserved: observed,
    VerdictRecorded: verdict,
    RecordAnchored: anchored,
}
