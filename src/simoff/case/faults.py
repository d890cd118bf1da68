"""Faults in the circumstances a person gave: values with a place, collected and shown together."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

LONGEST_SHOWN = 60


class CircumstanceFault(Struct, frozen=True):
    """One fault: stable ``id``, ``where`` (a line of the file, a ``--set``), what, why, and what to do."""

    id: str
    where: str
    what: str
    why: str
    what_to_do: str

    def __str__(self) -> str:
        """``where: what why what to do`` in one line."""
        return f"{self.where}: {self.what} {self.why} {self.what_to_do}"


class CircumstanceError(ValueError):
    """The circumstances hold faults and nothing of them is used. ``faults`` are in the order of the input."""

    def __init__(self, faults: Iterable[CircumstanceFault]) -> None:
        self.faults = tuple(faults)
        head = f"The circumstances have {len(self.faults)} fault(s), so no plan was made:"
        super().__init__("\n".join((head, *map(str, self.faults))))


class Refused(Exception):
    """One value was refused while reading: fault id, what, why, what to do."""

    def __init__(self, id: str, what: str, why: str, what_to_do: str) -> None:
        self.id, self.what, self.why, self.what_to_do = id, what, why, what_to_do
        super().__init__(id)

    def at(self, where: str) -> CircumstanceFault:
        """The fault with its place."""
        return CircumstanceFault(self.id, where, self.what, self.why, self.what_to_do)


def shown(text: str) -> str:
    """Typed text fit for a message: shortened, and with what cannot be seen or printed written out."""
    short = text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in short)
