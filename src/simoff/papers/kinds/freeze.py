"""The request whether an order suspends operations with the advance."""

from __future__ import annotations

from simoff.papers.contract import contract_lines
from simoff.papers.frame import operator_letter, points
from simoff.papers.letter import Block, Letter
from simoff.papers.matter import Matter
from simoff.papers.wording import note, paragraph


def freeze(m: Matter) -> Letter:
    """Whether there is such an order, and if so its data; no law is named, since its text is disputed."""
    body: tuple[Block, ...] = (
        paragraph("freeze.request"),
        contract_lines(m.numbers, m.details, m.role),
        paragraph("freeze.ask", style="caption"),
        *points(*(f"freeze.point.{id}" for id in ("number", "body", "sum", "service"))),
        paragraph("freeze.otherwise"),
        paragraph("shared.registration"),
    )
    return operator_letter(m, "freeze", body, notes=(note("freeze.note.disputed"),))
