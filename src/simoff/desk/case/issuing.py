"""A letter made for a case: kept as it was made, and noted with its grounds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from simoff.case.decisions import Answer, Refused, attach, issue_paper
from simoff.case.folding import fold
from simoff.case.state import CaseState
from simoff.desk.case.keeping import change, read
from simoff.desk.case.refusing import refusal_of
from simoff.record.interface import Store

PDF: Final = "application/pdf"


def issue(
    record: Store,
    case_id: str,
    kind: str,
    pdf: bytes,
    grounds: tuple[str, ...],
    environment: Mapping[str, str],
    *,
    on: date,
) -> str:
    """Keep the PDF of a letter and note that it was made, together or not at all: the paper's name in the case."""
    closed = issue_paper(read(record, case_id).state, on=on, kind=kind)
    if isinstance(closed, Refused):
        raise refusal_of(closed)
    ref = record.put(case_id, (pdf,))

    def decide(state: CaseState) -> Answer:
        kept = attach(
            state, on=on, sha256=ref.sha256, size=ref.size, media_type=PDF, kind="letter", name=f"{kind}.pdf"
        )
        if isinstance(kept, Refused):
            return kept
        made = issue_paper(fold(kept, state), on=on, kind=kind, files=(ref.sha256,), grounds=grounds)
        return made if isinstance(made, Refused) else (*kept, *made)

    changed = change(record, case_id, decide, environment)
    return list(changed.after.papers)[-1]
