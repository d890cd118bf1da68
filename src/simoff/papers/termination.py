"""The application to end the contract."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET

from simoff.case.circumstances import Circumstances
from simoff.facts import Facts
from simoff.facts.model import Operator
from simoff.number.model import Line
from simoff.papers.closing import answer, enclosures
from simoff.papers.contract import annex, contract_lines, lines_of, needs_annex
from simoff.papers.details import Details
from simoff.papers.grounds import grounds_paragraph
from simoff.papers.letter import Block, Letter, Note, Paragraph, grounds_of
from simoff.papers.money import debt, refund
from simoff.papers.sender import Role, addressee, parents_consent, role_of, sender, signature, stamp
from simoff.papers.wording import note, paragraph, words

ANYBODY = ("gk-450-1", "end-any-time")
GROUNDS: dict[Role, tuple[str, ...]] = {
    "self": (*ANYBODY, "zozpp-32"),
    "proxy": (*ANYBODY, "zozpp-32"),
    "parent": (*ANYBODY, "zozpp-32"),
    "heir": ANYBODY,
    "company": (*ANYBODY, "gk-782"),
    "trader": (*ANYBODY, "gk-782"),
}
OLD_ADDRESS_YEARS = 3


def termination(
    case: Circumstances,
    line: Line,
    details: Details,
    facts: Facts,
    *,
    on: date,
    operator_id: str | None,
) -> Letter:
    """The application to end the contract of ``line``, as it may be written on the day ``on``.

    Two copies. The addressee comes from the pack's operator ``operator_id`` alone; a brand the pack does
    not know, an unknown party or address leave a blank line. ``grounds`` are the facts in force that day,
    official or credible, that the text rests on.
    """
    role = role_of(case, details)
    operator = None if operator_id is None else facts.operators.get(operator_id)
    blocks = tuple(_blocks(case, line, details, facts, role, operator, on))
    return Letter(
        kind="termination",
        title=words("termination.title"),
        on=on,
        copies=(words("shared.copy.operator"), words("shared.copy.applicant")),
        blocks=blocks,
        grounds=grounds_of(blocks),
        notes=tuple(_notes(case, details, operator, role, on)),
    )


def _blocks(
    case: Circumstances,
    line: Line,
    details: Details,
    facts: Facts,
    role: Role,
    operator: Operator | None,
    on: date,
) -> list[Block]:
    numbers = lines_of(line, details)
    with_annex, renewed = needs_annex(numbers, role), case.holder.passport_changed is True
    signed = signature(role, details)
    return [
        addressee(operator),
        sender(role, details, renewed),
        paragraph("termination.title", style="title"),
        _request(case, details, role, on),
        contract_lines(numbers, details, role),
        *_about_the_contract(case, details, role),
        *_grounds(facts, role, case, on),
        debt(case.money, role),
        *refund(case, details, facts, role, on),
        paragraph("termination.confirmation"),
        paragraph("termination.registration"),
        answer(role, details),
        *enclosures(role, details, with_annex=with_annex, renewed=renewed),
        *signed,
        *((parents_consent(),) if case.holder.kind == "minor_14_17" else ()),
        stamp(),
        *((annex(numbers), *signed) if with_annex else ()),
    ]


def _request(case: Circumstances, details: Details, role: Role, on: date) -> Paragraph:
    if role == "heir":
        died = day_of_death(case, details, on)
        return paragraph("termination.request.death", died=died) if died else paragraph(_DEATH_BLANK)
    end = case.wants.end_on
    if isinstance(end, date) and end >= on:
        return paragraph("termination.request.on-date", end=end)
    return paragraph("termination.request.on-receipt")


_DEATH_BLANK = "termination.request.death-blank"


def day_of_death(case: Circumstances, details: Details, on: date) -> date | None:
    """The one day of death stated, not after the letter's day; None where there is none or they differ."""
    stated = {day for day in (case.holder.died_on, details.death.on) if isinstance(day, date)}
    return stated.pop() if len(stated) == 1 and max(stated) <= on else None


def _about_the_contract(case: Circumstances, details: Details, role: Role) -> list[Paragraph]:
    said: list[Paragraph] = []
    if role == "parent":
        said.append(paragraph("termination.child", child=details.child.name))
    if role == "proxy":
        power = case.proxy.power if case.proxy.power not in (UNSET, "none") else "power"
        said.append(paragraph(f"termination.signed-by.{power}"))
    if role == "heir":
        said.append(paragraph("termination.signed-by.heir"))
    if case.contract.lost is True and role != "heir":
        said.append(paragraph("termination.contract-lost"))
    return said


def _grounds(facts: Facts, role: Role, case: Circumstances, on: date) -> tuple[Paragraph, ...]:
    """The law the letter names. Who the holder is must be known before consumer law is named."""
    ids = ANYBODY if role in ("self", "proxy") and case.holder.kind is UNSET else GROUNDS[role]
    found = grounds_paragraph(facts, ids, on)
    return () if found is None else (found,)


def _notes(
    case: Circumstances, details: Details, operator: Operator | None, role: Role, on: date
) -> list[Note]:
    """What the person should know before handing it in."""
    notes = _notes_on_dates(case, details, role, on) + _notes_on_addressee(operator, on)
    if case.holder.user_is in ("stranger", "worker"):
        notes.append(note("termination.note.not-the-holder"))
    if role == "proxy" and case.proxy.covers_money is not True and case.wants.refund_to != "none":
        notes.append(note("termination.note.proxy-money"))
    if case.wants.refund_to == "card":
        notes.append(note("termination.note.card"))
    return notes


def _notes_on_dates(case: Circumstances, details: Details, role: Role, on: date) -> list[Note]:
    end = case.wants.end_on
    if role == "heir":
        unclear = day_of_death(case, details, on) is None
        return [note("termination.note.day-of-death")] if unclear else []
    if isinstance(end, date) and end < on:
        return [note("termination.note.end-passed", end=end)]
    return []


def _notes_on_addressee(operator: Operator | None, on: date) -> list[Note]:
    notes: list[Note] = []
    if operator is None or operator.party is None:
        notes.append(note("termination.note.party-unknown"))
    if operator is None or operator.address is None:
        notes.append(note("termination.note.address-unknown"))
    elif operator.address_dated is not None and _is_old(operator.address_dated, on):
        notes.append(note("termination.note.address-old", dated=operator.address_dated))
    return notes


def _is_old(dated: date, on: date) -> bool:
    return (dated.year + OLD_ADDRESS_YEARS, dated.month, dated.day) < (on.year, on.month, on.day)
