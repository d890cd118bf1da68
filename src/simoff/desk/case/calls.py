"""Calls with the operator out of a call-log export: each becomes a contact of the case, none twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from msgspec import UNSET, Struct, UnsetType

from simoff.accounts.model import Direction, Message
from simoff.accounts.readers import MOSCOW, open_archive
from simoff.case.decisions import Answer, Refused, log_contact
from simoff.case.deriving import circumstances_of
from simoff.case.events import Event
from simoff.case.folding import fold
from simoff.case.state import CaseState
from simoff.desk.bundle import load_facts
from simoff.desk.errors import WrongInput

MOST: Final = 500
"""Calls one export may bring into a case."""
_SHORT: Final = 6
"""Digits up to which a number is dialled as it stands, without a country or trunk code."""


class Call(Struct, frozen=True):
    """One call: when, in which direction, with which number, and whose hotline that is."""

    at: datetime
    direction: Direction
    number: str
    operators: frozenset[str]


def calls_in(path: Path, phones: Iterable[str] = ()) -> tuple[Call, ...]:
    """The calls of an export with the hotlines of the facts, or with ``phones`` where some are named.

    Oldest first. WrongInput ``calls-none`` where no call is with any of them, ``calls-too-many`` above MOST,
    ``file-missing`` where there is no file.
    """
    if not path.is_file():
        raise WrongInput("file-missing", file=str(path))
    wanted = _numbers(phones)
    found: list[Call] = []
    with open_archive(path, None) as reading:
        for item in reading:
            if isinstance(item, Message) and item.kind == "call" and item.at is not None:
                key = dialled(item.sender)
                if key in wanted:
                    found.append(Call(item.at, item.direction, item.sender[:40], wanted[key]))
            if len(found) > MOST:
                raise WrongInput("calls-too-many", limit=MOST)
    if not found:
        raise WrongInput("calls-none", phones=", ".join(sorted(phones)) or "-")
    return tuple(sorted(found, key=lambda call: call.at))


def dialled(number: str) -> str:
    """A number as one key for all its spellings: the last ten digits, a short number as it stands."""
    digits = re.sub(r"\D", "", number)
    return digits if len(digits) <= _SHORT else digits[-10:]


def log_calls(state: CaseState, *, calls: tuple[Call, ...], file: str | UnsetType) -> Answer:
    """A contact for each call the case does not hold yet, without hotlines of another operator than its own.

    The day is that of Moscow; how long a call lasted and what was said is for the person to add.
    """
    operator = circumstances_of(state).operator
    known = {(contact.at, dialled(contact.number)) for contact in state.contacts.values()}
    events: tuple[Event, ...] = ()
    for call in calls:
        other = operator is not UNSET and call.operators and operator not in call.operators
        if other or (call.at, dialled(call.number)) in known:
            continue
        one = partial(log_contact, on=call.at.astimezone(MOSCOW).date(), channel="call", number=call.number)
        logged = one(state, direction="in" if call.direction == "in" else "out", at=call.at, file=file)
        if isinstance(logged, Refused):
            return logged
        events, state = (*events, *logged), fold(logged, state)
    return events


def _numbers(phones: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Key of a number -> the operators whose hotline it is; of a number the person names, none."""
    named = {dialled(phone): frozenset[str]() for phone in phones if dialled(phone)}
    if named:
        return named
    known: dict[str, frozenset[str]] = {}
    for operator in load_facts().operators.values():
        for channel in operator.hotlines:
            key = dialled(channel.data)
            known[key] = known.get(key, frozenset()) | {operator.id}
    return known
