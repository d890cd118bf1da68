"""Close a case: the end is decided, the dossier made, and what is still to come said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from simoff.case.decisions import close
from simoff.case.events.opening import Outcome
from simoff.desk.case.keeping import Changed, change
from simoff.desk.case.planning import keep_until
from simoff.desk.errors import Refusal
from simoff.record.store import Record

if TYPE_CHECKING:
    from simoff.desk.record_dossier import Dossier


class Closed(Struct, frozen=True):
    """A case that was closed; ``kept``: because the number is kept.

    ``until``: the day to keep the records to, None where the end is not dated.
    ``dossier``: the one that was made; None when none was asked for, or it could not be written,
    which ``fault`` says.
    """

    changed: Changed
    kept: bool = False
    until: date | None = None
    dossier: Dossier | None = None
    fault: Refusal | None = None


def close_case(
    record: Record,
    case_id: str,
    environment: Mapping[str, str],
    lang: str,
    *,
    on: date,
    outcome: Outcome = "ended",
    note: str = "",
    out: Path | None = None,
) -> Closed:
    """Close the case; an ``ended`` one leaves its dossier in the folder ``out``, no other file replaced.

    NotYet names what the proof lacks, Refusal what else stands against it; then nothing is written. A dossier that
    cannot be written leaves the case closed: it can be made at any time.
    """
    changed = change(record, case_id, partial(close, on=on, outcome=outcome, note=note), environment)
    if outcome == "kept":
        return Closed(changed, kept=True)
    until = keep_until(changed.after, environment, on)
    if out is None:
        return Closed(changed, until=until)
    try:
        return Closed(changed, until=until, dossier=_dossier(record, case_id, environment, lang, out, on))
    except Refusal as fault:
        return Closed(changed, until=until, fault=fault)


def _dossier(
    record: Record, case_id: str, environment: Mapping[str, str], lang: str, out: Path, on: date
) -> Dossier:
    """Where the name is taken by a dossier of before, the new one carries the day."""
    from simoff.desk.record_dossier import make_dossier

    try:
        return make_dossier(record, case_id, environment, lang, out=out)
    except Refusal as fault:
        if fault.id != "would-overwrite":
            raise
    return make_dossier(record, case_id, environment, lang, out=out, name=f"dossier-{case_id}-{on}.zip")
