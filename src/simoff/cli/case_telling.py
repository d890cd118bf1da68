"""Says what a case command wrote."""

from __future__ import annotations

from typing import Any

from simoff.cli.call import Call
from simoff.desk.case.closing import Closed
from simoff.desk.case.keeping import Changed


def tell(call: Call, case_id: str, changed: Changed, *after: str, more: dict[str, Any] | None = None) -> int:
    """The events just written; ``after`` are said below them, ``more`` are the further keys of the JSON."""
    if call.json:
        written = [event.ID for event in changed.events]
        call.write_json({"case": case_id, "written": written, "events": changed.after.length, **(more or {})})
        return 0
    from simoff.cli.case_page import written_page

    call.show(written_page(call, case_id, changed, after))
    return 0


def tell_closed(call: Call, case_id: str, closed: Closed) -> int:
    """That the case is closed, what is still to come, and where its dossier lies or why there is none."""
    if closed.kept:
        return tell(call, case_id, closed.changed, call.say("case.closed-kept"))
    more = {
        "keep_until": closed.until.isoformat() if closed.until else None,
        "dossier": str(closed.dossier.path) if closed.dossier else None,
        "dossier_fault": closed.fault.id if closed.fault else None,
    }
    said = "case.closed-ended-plain" if closed.until is None else "case.closed-ended"
    return tell(
        call, case_id, closed.changed, call.say(said, day=closed.until), _dossier(call, case_id, closed), more=more
    )


def _dossier(call: Call, case_id: str, closed: Closed) -> str:
    if closed.dossier:
        return call.say("case.dossier-made", file=str(closed.dossier.path))
    if closed.fault:
        why = call.say(f"error.{closed.fault.id}.what", **closed.fault.facts)
        return call.say("case.dossier-fault", case=case_id, why=why)
    return call.say("case.dossier-later", case=case_id)
