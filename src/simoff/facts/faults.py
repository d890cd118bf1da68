"""Faults of pack files: values with a place, collected and shown together."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class Fault(Struct, frozen=True):
    """One fault in one pack file. ``line`` counts from 1 and is None where no line can be named."""

    file: str
    line: int | None
    what: str
    why: str
    what_to_do: str

    def __str__(self) -> str:
        """``file:line: what. why. what to do.``."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {_sentence(self.what)} {_sentence(self.why)} {_sentence(self.what_to_do)}"


class PackError(Exception):
    """The packs hold faults; nothing of them is loaded. ``faults`` are ordered by file and line."""

    def __init__(self, faults: Iterable[Fault], packs: str = "fact packs") -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line or 0)))
        head = f"The {packs} have {len(self.faults)} fault(s), so nothing was loaded:"
        super().__init__("\n".join((head, *map(str, self.faults))))


class UnknownFact(KeyError):
    """A fact id that no pack has."""

    def __init__(self, fact_id: str, known: Iterable[str]) -> None:
        self.fact_id = fact_id
        self.nearest = nearest(fact_id, known)
        hint = f"the nearest is {self.nearest!r}" if self.nearest else "list the ids with: simoff facts list"
        super().__init__(f"no fact {fact_id!r} in the packs; {hint}")

    def __str__(self) -> str:
        """The message without the quotes KeyError puts around it."""
        return str(self.args[0])


def _sentence(words: str) -> str:
    return words if words.endswith(("?", ".", "!")) else f"{words}."


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, None where nothing is like it."""
    from difflib import get_close_matches  # only faults need it

    return next(iter(get_close_matches(word, list(known), n=1)), None)
