"""What is never told, sent or dialled: lines for papers and call scripts; and which hotlines may be shown."""

from __future__ import annotations

from collections.abc import Sequence

from simoff.guard.model import Book, Phone
from simoff.lang import Catalogue

NEVER = ("code", "papers", "card", "dial", "call-back", "safe-account")
"""The lines there are, in the order of their weight."""


def never_tell(words: Catalogue, about: Sequence[str] = NEVER) -> tuple[str, ...]:
    """The lines in the language of ``words``, the guard's catalogue; KeyError for one there is not."""
    return tuple(words.say(f"never.{name}") for name in about)


def hotlines(book: Book, owner: str) -> tuple[Phone, ...]:
    """The telephones of an owner (``mts``, …) that may be printed; () where none is well enough known."""
    return tuple(phone for one in book.owners if one.id == owner for phone in one.phones if phone.shown)
