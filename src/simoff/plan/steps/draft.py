"""A step before its dependencies are looked at."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from simoff.plan.model import Message, Status


class Draft(Struct, frozen=True, gc=False):
    """A step before its dependencies are looked at."""

    body: tuple[Message, ...]
    why: Message
    status: Status = "now"
    due: date | None = None
    due_after: Message | None = None
    start: date | None = None
    needs: tuple[str, ...] = ()
