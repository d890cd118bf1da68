"""The withdrawal of consent to the processing of personal data."""

from __future__ import annotations

from simoff.papers.contract import contract_lines
from simoff.papers.frame import grounds, operator_letter, points
from simoff.papers.letter import Block, Letter
from simoff.papers.matter import Matter
from simoff.papers.past import history, notes_on_past
from simoff.papers.wording import note, paragraph


def data(m: Matter) -> Letter:
    """Consent withdrawn, processing stopped beyond legal duties, and an account of what is kept."""
    body: tuple[Block, ...] = (
        paragraph("data.request"),
        contract_lines(m.numbers, m.details, m.role),
        history(m, "ended_on"),
        *grounds(m, "pd-withdraw-terms", "subscriber-data-secret"),
        paragraph("data.ask", style="caption"),
        *points(*(f"data.point.{id}" for id in ("advertising", "stop", "kept", "confirm"))),
        paragraph("shared.registration"),
    )
    return operator_letter(m, "data", body, notes=(note("data.note.after-refund"), *notes_on_past(m)))
