"""Steps of the plan, the gate, the point of no return, and visits."""

from __future__ import annotations

from datetime import time
from typing import ClassVar, Literal

from msgspec import UNSET, UnsetType

from simoff.case.events.base import Event, Moment, Name, Sha256, Short, Text

Route = Literal["office", "proxy", "post", "account", "gosuslugi", "heir", "parent", "company", "disown"]


class StepDone(Event, frozen=True):
    """A step of the plan is done, the person says."""

    ID: ClassVar[str] = "step.done"

    step: Name
    note: Text = ""


class StepWaived(Event, frozen=True):
    """A step is knowingly left out."""

    ID: ClassVar[str] = "step.waived"

    step: Name
    why: Text


class StepReopened(Event, frozen=True):
    """A step that was done or waived has to be done again."""

    ID: ClassVar[str] = "step.reopened"

    step: Name
    why: Text = ""


class GatePassed(Event, frozen=True):
    """The checks before the point of no return were passed. ``waived``: the gate's steps knowingly left out.

    ``digits_typed``: the last four digits of the number were typed and matched; they are not kept.
    """

    ID: ClassVar[str] = "gate.passed"

    digits_typed: bool
    waived: tuple[Name, ...] = ()


class TerminationFiled(Event, frozen=True):
    """The termination was handed in."""

    ID: ClassVar[str] = "termination.filed"

    route: Route
    registration: Short = ""
    office: Short = ""
    at: Moment | UnsetType = UNSET
    paper: Short = ""
    copy: Sha256 | UnsetType = UNSET


class VisitPlanned(Event, frozen=True):
    """A visit to an office is planned for a day. Times are the office's own clock; ``zone`` is its IANA name."""

    ID: ClassVar[str] = "visit.planned"

    visit: Name
    office: Short
    address: Short = ""
    starts: time | UnsetType = UNSET
    ends: time | UnsetType = UNSET
    zone: Short = ""
    source: Short = ""


class VisitHappened(Event, frozen=True):
    """What happened there."""

    ID: ClassVar[str] = "visit.happened"

    visit: Name
    result: Literal["filed", "refused", "closed", "other"]
    summary: Text = ""


class VisitCancelled(Event, frozen=True):
    """A planned visit does not take place."""

    ID: ClassVar[str] = "visit.cancelled"

    visit: Name
    why: Text = ""


EVENTS: tuple[type[Event], ...] = (
    StepDone,
    StepWaived,
    StepReopened,
    GatePassed,
    TerminationFiled,
    VisitPlanned,
    VisitHappened,
    VisitCancelled,
)
