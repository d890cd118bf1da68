"""What can be wrong with a numbering plan: faults of rows as values, a refused file as an exception."""

from __future__ import annotations

from msgspec import Struct


class Fault(Struct, frozen=True):
    """One thing wrong in the plan's file: a stable id, the line (from 1), what it is, what was done."""

    id: str
    line: int
    what: str
    done: str


class RegistryError(ValueError):
    """The plan as a whole cannot be used; ``id`` is stable, the message says what, where, why, what to do."""

    def __init__(self, id: str, what: str, where: str, why: str, next_step: str) -> None:
        self.id, self.what, self.where, self.why, self.next_step = id, what, where, why, next_step
        super().__init__(f"{id}: {what} ({where}). {why} {next_step}")


class NationalError(ValueError):
    """A look-up was asked for what is no ten-digit mobile number; the text itself is not shown."""

    def __init__(self, place: int | None = None) -> None:
        where = "" if place is None else f" at place {place} of the list"
        super().__init__(
            f"number.national: not a ten-digit mobile number{where}. The plan knows 9xx and seven "
            "digits, as in e164[2:] of a Found. Spell the number with find() first."
        )
