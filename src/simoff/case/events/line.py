"""What was seen of the line, what it was taken to mean, and the outside time-stamp of the record."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import UNSET, UnsetType

from simoff.case.events.base import Count, Event, Moment, Name, Plains, Sha256, Short, Text

Verdict = Literal["dead", "alive", "suspended", "cannot_tell"]


class LineObserved(Event, frozen=True):
    """One observation of the line. ``points_to`` and ``weight`` as judged when it was made; ``data`` as seen."""

    ID: ClassVar[str] = "line.observed"

    signal: Name
    source: Short
    points_to: Name
    data: Plains
    weight: Short = ""
    at: Moment | UnsetType = UNSET
    words: Text = ""
    file: Sha256 | UnsetType = UNSET


class VerdictRecorded(Event, frozen=True):
    """What the observations were taken to mean. ``signals``: how many were looked at."""

    ID: ClassVar[str] = "line.verdict_recorded"

    verdict: Verdict
    signals: Count = 0
    because: tuple[Short, ...] = ()


class RecordAnchored(Event, frozen=True):
    """An authority outside stamped the head of the chain. ``token``: the file with the RFC 3161 token."""

    ID: ClassVar[str] = "record.anchored"

    head: Sha256
    token: Sha256
    authority: Short
    at: Moment


EVENTS: tuple[type[Event], ...] = (LineObserved, VerdictRecorded, RecordAnchored)
