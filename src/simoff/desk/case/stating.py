"""State how things are, or take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from simoff.case import key_names, stated_values
from simoff.case.decisions import Answer, Refused, state_circumstances, withdraw_circumstances
from simoff.case.events.opening import SaidBy
from simoff.case.folding import fold
from simoff.case.state import CaseState
from simoff.desk.bundle import load_facts
from simoff.desk.case.keeping import Changed, change
from simoff.desk.errors import WrongInput
from simoff.desk.plan import Asked, circumstances_of
from simoff.record.interface import Store


def state_for(
    record: Store,
    case_id: str,
    environment: Mapping[str, str],
    *,
    on: date,
    settings: Sequence[str] = (),
    file: Path | None = None,
    unset: Sequence[str] = (),
    said_by: SaidBy = "me",
) -> Changed:
    """State settings ``key=value`` and a circumstances file, and withdraw keys, together or not at all."""
    asked = Asked("", file, tuple(settings))
    stated = stated_values(circumstances_of(asked, load_facts()))
    known = {key.name for key in key_names()}
    for key in unset:
        if key not in known:
            raise WrongInput("case-no-such-key", circumstance=key[:60])

    def decide(state: CaseState) -> Answer:
        gone = withdraw_circumstances(state, on=on, keys=tuple(unset), said_by=said_by)
        if isinstance(gone, Refused):
            return gone
        said = state_circumstances(fold(gone, state), on=on, stated=stated, said_by=said_by)
        return said if isinstance(said, Refused) else (*gone, *said)

    return change(record, case_id, decide, environment)
