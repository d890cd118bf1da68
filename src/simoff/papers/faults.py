"""Faults in the person's data: values with a place. They never quote what was typed, it may be personal."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class DetailFault(Struct, frozen=True):
    """One fault: stable ``id``, ``where`` (``bank.account``), what is wrong, why, and what to do.

    The words are English; ``fault.ID`` of the catalogue says the same in each language. ``near`` and ``known`` are
    keys of the format that help with one that is not among them.
    """

    id: str
    where: str
    what: str
    why: str
    what_to_do: str
    near: str = ""
    known: tuple[str, ...] = ()

    def __str__(self) -> str:
        """``where: what why what to do`` in one line."""
        return f"{self.where}: {self.what} {self.why} {self.what_to_do}"


class DetailsError(Exception):
    """The details hold faults; no letter is made of them. ``faults`` are in the order of the input."""

    def __init__(self, faults: Iterable[DetailFault]) -> None:
        self.faults = tuple(faults)
        head = f"The details have {len(self.faults)} fault(s), so no letter was made:"
        super().__init__("\n".join((head, *map(str, self.faults))))


class Refused(Exception):
    """One value was refused while reading: fault id, what, why, what to do."""

    def __init__(self, id: str, what: str, why: str, what_to_do: str) -> None:
        self.id, self.what, self.why, self.what_to_do = id, what, why, what_to_do
        super().__init__(what)

    def at(self, where: str) -> DetailFault:
        """The fault with its place."""
        return DetailFault(self.id, where, self.what, self.why, self.what_to_do)
