"""What a decision refused, as the desk says it: id ``case-…``, with an exit code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from simoff.case.decisions import Refused
from simoff.desk.errors import Refusal, WrongInput

FOUND_BAD: Final = 3


class NotYet(Refusal):
    """Checked, and not what it must be: the gate is shut, the end is not proved (exit 3)."""

    exit_code: ClassVar[int] = FOUND_BAD


_NOT_YET: Final = frozenset({"gate-shut", "gate-not-passed", "not-proved"})
_WRONG_USE: Final = frozenset(
    {
        "not-writable",
        "no-answer",
        "no-name",
        "no-office",
        "no-reason",
        "no-such-account",
        "no-such-amount",
        "no-such-contact",
        "no-such-file",
        "no-such-paper",
        "no-such-step",
        "no-such-visit",
        "not-positive",
        "parts-of-a-kopeck",
        "day-is-past",
        "day-without-end",
        "end-without-day",
        "ends-before-it-starts",
        "before-it-was-made",
        "before-it-was-sent",
        "own-event",
        "waiver-unasked",
        "wrong-digits",
    }
)


def refusal_of(refused: Refused) -> Refusal:
    """The refusal a face shows; what lists several things lists them in one text."""
    kind = NotYet if refused.id in _NOT_YET else WrongInput if refused.id in _WRONG_USE else Refusal
    facts: dict[str, Any] = {name: _text(value) for name, value in refused.facts.items()}
    return kind(f"case-{refused.id}", **facts)


def _text(value: object) -> object:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(map(str, value)) or "-"
    return value
