"""A number stands on the person's passport that is not theirs."""

from __future__ import annotations

import msgspec

from simoff.papers.frame import grounds, operator_letter, points
from simoff.papers.letter import Block, Fields, Letter
from simoff.papers.matter import Matter
from simoff.papers.wording import field, note, paragraph, telephone


def disown(m: Matter) -> Letter:
    """The contract was not made by the person: end it, show the papers, demand nothing, confirm.

    Whoever the circumstances call the holder of another line, this letter is the person's own.
    """
    own = msgspec.structs.replace(m, case=msgspec.structs.replace(m.case, holder=type(m.case.holder)()))
    label = "disown.number" if len(m.numbers) == 1 else "disown.numbers"
    rows = (field(label, ", ".join(map(telephone, m.numbers))),)
    body: tuple[Block, ...] = (
        paragraph("disown.request"),
        Fields("disown.block.number", rows, "body"),
        *grounds(own, "pd-withdraw-terms"),
        paragraph("disown.ask", style="caption"),
        *points(*(f"disown.point.{id}" for id in ("end", "papers", "debt", "data", "confirm"))),
        paragraph("shared.registration"),
    )
    return operator_letter(own, "disown", body, notes=(note("disown.note.police"),))
