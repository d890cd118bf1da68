"""The request for the itemised bill."""

from __future__ import annotations

from datetime import date

from simoff.papers.contract import contract_lines
from simoff.papers.frame import operator_letter, points
from simoff.papers.letter import Block, Fields, Letter
from simoff.papers.matter import Matter
from simoff.papers.wording import field, official_date, paragraph


def bill(m: Matter) -> Letter:
    """Calls, charges and payments of a period, the services switched on, and the balance."""
    period = m.details.bill
    rows = (field("bill.period.since", _day(period.since)), field("bill.period.until", _day(period.until)))
    body: tuple[Block, ...] = (
        paragraph("bill.request"),
        contract_lines(m.numbers, m.details, m.role),
        Fields("bill.block.period", rows, "body"),
        paragraph("bill.ask", style="caption"),
        *points(*(f"bill.point.{id}" for id in ("charges", "payments", "services", "balance"))),
        paragraph("bill.form"),
        paragraph("bill.price"),
        paragraph("shared.registration"),
    )
    return operator_letter(m, "bill", body)


def _day(day: date | None) -> str | None:
    return None if day is None else official_date(day)
