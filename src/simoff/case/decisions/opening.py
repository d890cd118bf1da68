"""Open a case, state its circumstances, answer its questions, adopt other facts, reopen it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import UNSET

from simoff.case.decisions.answer import Answer, Refused, follow, not_open
from simoff.case.events import (
    CaseOpened,
    CaseReopened,
    CircumstanceStated,
    CircumstanceWithdrawn,
    Event,
    PackAdopted,
    QuestionAnswered,
)
from simoff.case.events.opening import SaidBy
from simoff.case.plain import to_plain
from simoff.case.state import CaseState


def open_case(
    state: CaseState,
    *,
    on: date,
    number: str,
    facts_version: str,
    facts_sha256: str = "",
    label: str = "",
    stated: Mapping[str, object] | None = None,
) -> Answer:
    """A new case on an E.164 number, with what was said of it at once (by key, of the type of the key)."""
    if state.number:
        return Refused("opened-already")
    opened = CaseOpened(
        on=on, number=number, facts_version=facts_version, label=label, facts_sha256=facts_sha256 or UNSET
    )
    return follow(opened, *_statements(state, on, stated or {}, "me"))


def state_circumstances(
    state: CaseState, *, on: date, stated: Mapping[str, object], said_by: SaidBy = "me"
) -> Answer:
    """What somebody said, by key and of the type of the key; nothing for what stands so already."""
    return not_open(state) or follow(*_statements(state, on, stated, said_by))


def _statements(state: CaseState, on: date, stated: Mapping[str, object], said_by: SaidBy) -> list[Event]:
    plain = {key: to_plain(value) for key, value in stated.items()}
    return [
        CircumstanceStated(on=on, key=key, value=value, said_by=said_by)
        for key, value in plain.items()
        if not _stands(state, key, value, said_by)
    ]


def _stands(state: CaseState, key: str, value: object, said_by: SaidBy) -> bool:
    claim = state.claims.get(key)
    if claim is None or (key == "money.balance" and state.balance_from == "snapshot"):
        return False
    return (type(claim.value), claim.value, claim.said_by) == (type(value), value, said_by)


def withdraw_circumstances(
    state: CaseState, *, on: date, keys: tuple[str, ...], said_by: SaidBy = "me"
) -> Answer:
    """What was said of these keys does not hold any more."""
    if refused := not_open(state):
        return refused
    unsaid = [key for key in keys if key not in state.claims]
    if unsaid:
        return Refused("not-stated", {"keys": tuple(unsaid)})
    return follow(*(CircumstanceWithdrawn(on=on, key=key, said_by=said_by) for key in dict.fromkeys(keys)))


def answer_question(
    state: CaseState, *, on: date, question: str, answer: str, said_by: SaidBy = "me", contact: str = ""
) -> Answer:
    """An answer to a question of the plan; it may name the talk in which it was given."""
    if refused := not_open(state):
        return refused
    if not answer.strip():
        return Refused("no-answer", {"question": question})
    if contact and contact not in state.contacts:
        return Refused("no-such-contact", {"contact": contact, "known": tuple(state.contacts)})
    return follow(QuestionAnswered(on=on, question=question, answer=answer, said_by=said_by, contact=contact))


def adopt_pack(
    state: CaseState, *, on: date, version: str, sha256: str = "", touched: tuple[str, ...] = ()
) -> Answer:
    """Plan with another version of the facts from here on; ``sha256``: of those that are kept."""
    if refused := not_open(state):
        return refused
    if version == state.facts_version:
        return Refused("adopted-already", {"version": version})
    before = state.facts_version
    return follow(
        PackAdopted(
            on=on, version_before=before, version_after=version, touched=touched, sha256_after=sha256 or UNSET
        )
    )


def reopen(state: CaseState, *, on: date, why: str) -> Answer:
    """Take a closed case up again."""
    if not state.number:
        return Refused("not-opened")
    if state.closed is None:
        return Refused("not-closed")
    if not why.strip():
        return Refused("no-reason")
    return follow(CaseReopened(on=on, why=why))
