"""Log a talk with its answers, note a refusal, take the operator's word in, let a term run longer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import UNSET, UnsetType

from simoff.case.decisions.answer import Answer, Refused, follow, next_id, not_open
from simoff.case.events import ContactLogged, DeadlineExtended, OperatorReplied, QuestionAnswered, RefusalNoted
from simoff.case.events.opening import SaidBy
from simoff.case.events.talking import Channel, Direction, ReplyKind
from simoff.case.state import CaseState


def log_contact(
    state: CaseState,
    *,
    on: date,
    channel: Channel,
    direction: Direction = "out",
    with_whom: str = "",
    number: str = "",
    reference: str = "",
    summary: str = "",
    at: datetime | UnsetType = UNSET,
    seconds: int | UnsetType = UNSET,
    file: str | UnsetType = UNSET,
    answers: Mapping[str, str] | None = None,
    answered_by: SaidBy = "operator",
) -> Answer:
    """A talk, and the answers it gave to questions of the plan (question id -> answer)."""
    if refused := not_open(state) or _no_file(state, file):
        return refused
    empty = tuple(question for question, answer in (answers or {}).items() if not answer.strip())
    if empty:
        return Refused("no-answer", {"question": empty[0]})
    logged = ContactLogged(
        on=on,
        contact=next_id("c", len(state.contacts)),
        channel=channel,
        direction=direction,
        with_whom=with_whom,
        number=number,
        reference=reference,
        summary=summary,
        at=at,
        seconds=seconds,
        file=file,
    )
    answered = (
        QuestionAnswered(on=on, question=question, answer=answer, said_by=answered_by, contact=logged.contact)
        for question, answer in (answers or {}).items()
    )
    return follow(logged, *answered)


def _no_file(state: CaseState, file: str | UnsetType) -> Refused | None:
    if file is UNSET or file in state.files:
        return None
    return Refused("no-such-file", {"sha256": file})


def note_refusal(state: CaseState, *, on: date, refusal: str, said: str = "", contact: str = "") -> Answer:
    """A clerk or the hotline refused with words the library knows."""
    if refused := not_open(state):
        return refused
    if contact and contact not in state.contacts:
        return Refused("no-such-contact", {"contact": contact, "known": tuple(state.contacts)})
    return follow(RefusalNoted(on=on, refusal=refusal, said=said, contact=contact))


def take_reply(
    state: CaseState,
    *,
    on: date,
    reply: ReplyKind,
    in_writing: bool,
    ends_on: date | UnsetType = UNSET,
    refusal: str = "",
    reference: str = "",
    file: str | UnsetType = UNSET,
    note: str = "",
) -> Answer:
    """The operator's answer to what was filed. A confirmed end names its day, and needs a termination filed."""
    if refused := not_open(state) or _no_file(state, file):
        return refused
    if (reply == "confirmed_end") != (ends_on is not UNSET):
        return Refused("end-without-day" if ends_on is UNSET else "day-without-end")
    if reply == "confirmed_end" and state.filed is None:
        return Refused("nothing-filed")
    return follow(
        OperatorReplied(
            on=on,
            reply=reply,
            in_writing=in_writing,
            ends_on=ends_on,
            refusal=refusal,
            reference=reference,
            file=file,
            note=note,
        )
    )


def extend_deadline(
    state: CaseState, *, on: date, deadline: str, due: date, why: str, said_by: SaidBy = "me"
) -> Answer:
    """Another last day for a deadline of the plan."""
    if refused := not_open(state):
        return refused
    if not why.strip():
        return Refused("no-reason")
    known = state.extensions.get(deadline)
    if known is not None and known.due == due:
        return Refused("same-day", {"deadline": deadline, "due": due})
    return follow(DeadlineExtended(on=on, deadline=deadline, due=due, why=why, said_by=said_by))
