"""The application to end the contract."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET

from simoff.papers.contract import contract_lines
from simoff.papers.frame import ANYBODY, grounds, operator_letter
from simoff.papers.letter import Block, Letter, Note, Paragraph
from simoff.papers.matter import Matter
from simoff.papers.money import debt, refund
from simoff.papers.sender import parents_consent
from simoff.papers.wording import note, paragraph


def termination(m: Matter) -> Letter:
    """The application to end the contract, as it may be written on the matter's day."""
    consent = (parents_consent(),) if m.case.holder.kind == "minor_14_17" else ()
    return operator_letter(m, "termination", _body(m), before_stamp=consent, notes=_notes(m))


def _body(m: Matter) -> list[Block]:
    return [
        _request(m),
        contract_lines(m.numbers, m.details, m.role),
        *_about_the_contract(m),
        *grounds(m, *ANYBODY, by_role=True),
        debt(m.case.money, m.role),
        *refund(m.case, m.details, m.facts, m.role, m.on),
        paragraph("termination.confirmation"),
        paragraph("shared.registration"),
    ]


def _request(m: Matter) -> Paragraph:
    if m.role == "heir":
        died = day_of_death(m)
        return paragraph("termination.request.death", died=died) if died else paragraph(_DEATH_BLANK)
    end = m.case.wants.end_on
    if isinstance(end, date) and end >= m.on:
        return paragraph("termination.request.on-date", end=end)
    return paragraph("termination.request.on-receipt")


_DEATH_BLANK = "termination.request.death-blank"


def day_of_death(m: Matter) -> date | None:
    """The one day of death stated, not after the letter's day; None where there is none or they differ."""
    stated = {day for day in (m.case.holder.died_on, m.details.death.on) if isinstance(day, date)}
    return stated.pop() if len(stated) == 1 and max(stated) <= m.on else None


def _about_the_contract(m: Matter) -> list[Paragraph]:
    said: list[Paragraph] = []
    if m.role == "parent":
        said.append(paragraph("termination.child", child=m.details.child.name))
    if m.role == "proxy":
        power = m.case.proxy.power if m.case.proxy.power not in (UNSET, "none") else "power"
        said.append(paragraph(f"termination.signed-by.{power}"))
    if m.role == "heir":
        said.append(paragraph("termination.signed-by.heir"))
    if m.case.contract.lost is True and m.role != "heir":
        said.append(paragraph("termination.contract-lost"))
    return said


def _notes(m: Matter) -> list[Note]:
    """What the person should know before handing it in."""
    notes = _notes_on_dates(m)
    if m.role == "proxy" and m.case.proxy.covers_money is not True and m.case.wants.refund_to != "none":
        notes.append(note("shared.note.proxy-money"))
    if m.case.wants.refund_to == "card":
        notes.append(note("shared.note.card"))
    return notes


def _notes_on_dates(m: Matter) -> list[Note]:
    end = m.case.wants.end_on
    if m.role == "heir":
        return [note("termination.note.day-of-death")] if day_of_death(m) is None else []
    if isinstance(end, date) and end < m.on:
        return [note("termination.note.end-passed", end=end)]
    return []
