"""The request for a written confirmation that the contract has ended."""

from __future__ import annotations

from simoff.papers.contract import contract_lines
from simoff.papers.frame import ANYBODY, grounds, operator_letter, points
from simoff.papers.letter import Block, Letter
from simoff.papers.matter import Matter
from simoff.papers.past import history, notes_on_past
from simoff.papers.wording import paragraph


def confirmation(m: Matter) -> Letter:
    """What the confirmation shall say, point by point, and what to say where the contract goes on."""
    body: tuple[Block, ...] = (
        paragraph("confirmation.request"),
        contract_lines(m.numbers, m.details, m.role),
        history(m, "filed_on", "incoming"),
        *grounds(m, *ANYBODY),
        paragraph("confirmation.ask", style="caption"),
        *points(*(f"confirmation.point.{id}" for id in ("day", "balance", "debt", "charges"))),
        paragraph("confirmation.otherwise"),
        paragraph("shared.registration"),
    )
    return operator_letter(m, "confirmation", body, notes=notes_on_past(m))
