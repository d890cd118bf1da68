"""What the desk says when it cannot do a thing: an id, what to fill in, and the exit code a face gives."""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):
    """The desk cannot do it. ``id`` names the text in a face's catalogue, ``facts`` fill it.

    ``lines`` are single faults, already in words. The message of the exception itself is the id alone: it may
    reach a log, so it carries nothing about a person.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, id_: str, *, lines: tuple[str, ...] = (), **facts: object) -> None:
        self.id = id_
        self.lines = lines
        self.facts = facts
        super().__init__(id_)


class WrongInput(Refusal):
    """The person gave something that cannot be used (exit 2)."""

    exit_code = 2


class CouldNotCheck(Refusal):
    """A check could not be made (exit 4)."""

    exit_code = 4
