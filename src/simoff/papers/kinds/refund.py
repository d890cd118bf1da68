"""The demand for the unused advance."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from simoff.papers.contract import contract_lines
from simoff.papers.frame import operator_letter
from simoff.papers.letter import Block, Letter, Note, Paragraph
from simoff.papers.matter import Matter
from simoff.papers.money import refund as way_of_refund
from simoff.papers.past import history, notes_on_past
from simoff.papers.wording import note, paragraph


def refund(m: Matter) -> Letter:
    """The demand: to an account in Russia or abroad, to another number, or in cash."""
    case = m.case
    if case.wants.refund_to == "none":
        case = msgspec.structs.replace(case, wants=msgspec.structs.replace(case.wants, refund_to="bank_account"))
    body: tuple[Block, ...] = (
        paragraph("refund.request"),
        contract_lines(m.numbers, m.details, m.role),
        history(m, "filed_on", "incoming", "ended_on"),
        _amount(m),
        *way_of_refund(case, m.details, m.facts, m.role, m.on),
        paragraph("refund.answer"),
        paragraph("shared.registration"),
    )
    return operator_letter(m, "refund", body, notes=(*_notes(m), *notes_on_past(m)))


def _amount(m: Matter) -> Paragraph:
    balance = m.case.money.balance
    amount = m.details.claim.amount or (balance if isinstance(balance, Decimal) and balance > 0 else None)
    return paragraph("refund.amount", amount=amount) if amount else paragraph("refund.amount-unknown")


def _notes(m: Matter) -> list[Note]:
    notes = []
    if isinstance(m.case.money.balance, Decimal) and m.case.money.balance <= 0:
        notes.append(note("refund.note.nothing-left", balance=m.case.money.balance))
    if m.case.money.frozen is True:
        notes.append(note("refund.note.frozen"))
    if m.role == "proxy" and m.case.proxy.covers_money is not True:
        notes.append(note("shared.note.proxy-money"))
    if m.case.wants.refund_to == "card":
        notes.append(note("shared.note.card"))
    return notes
