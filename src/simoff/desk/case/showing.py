"""What a case is, now: its plan, its timeline and what is open; and the list of cases. As plain values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import UNSET

from simoff.case import stated_values
from simoff.case.decisions import missing_to_close
from simoff.case.deriving import claimed, derived, unusable_claims
from simoff.case.plain import to_plain
from simoff.case.state import CaseState
from simoff.desk.bundle import catalogue
from simoff.desk.case.changing import changes
from simoff.desk.case.keeping import Kept, entries
from simoff.desk.case.planning import plan_of
from simoff.desk.case.timeline import WHOLE, timeline
from simoff.desk.plan import rendered
from simoff.record.interface import CaseEntry, Store


def listed(record: Store, status: str | None = None, due_by: date | None = None) -> list[dict[str, Any]]:
    """The cases, by next date, as plain values."""
    return [_entry(entry) for entry in entries(record, status, due_by)]


def page_listed(
    record: Store, status: str | None, due_by: date | None, *, after: str | None, limit: int
) -> tuple[list[dict[str, Any]], str | None]:
    """One page of the same list, and where the next begins (None at the end)."""
    page = record.cases(status=status, due_by=due_by, after=after, limit=limit)
    return [_entry(entry) for entry in page.cases], page.next


def _entry(entry: CaseEntry) -> dict[str, Any]:
    return {
        "case": entry.case_id,
        "label": entry.label,
        "status": "forgotten" if entry.forgotten_at is not None else entry.status,
        "next_due": None if entry.next_due is None else entry.next_due.isoformat(),
        "events": entry.seq,
        "changed_at": entry.changed_at.isoformat(),
    }


def shown(
    kept: Kept,
    environment: Mapping[str, str],
    lang: str,
    on: date,
    *,
    all_steps: bool = False,
    part: slice = WHOLE,
) -> dict[str, Any]:
    """A case as plain values: ``case``, ``changes`` (what newer facts change for it, None where nothing is newer),
    ``plan`` (the JSON of DOMAIN), ``timeline`` (of it the events of ``part``), ``open``, ``claims``.
    """
    state = kept.state
    changed = changes(state, environment, lang, on)
    made = plan_of(state, environment, on)
    plan = rendered(made, lang, all_steps=all_steps)
    return {
        "case": {
            "id": kept.id,
            "number": state.number,
            "label": state.label,
            "status": _status(state),
            "opened_on": _iso(state.opened_on),
            "filed_on": None if state.filed is None else state.filed.on.isoformat(),
            "ends_on": _iso(state.end_day),
            "closed_on": None if state.closed is None else state.closed.on.isoformat(),
            "events": state.length,
            "facts_version": state.facts_version,
            "facts_differ": changed is not None,
        },
        "plan": plan,
        "timeline": timeline(kept, catalogue("case", lang), part),
        "open": _open(state, plan),
        "claims": _claims(state),
        "unread": [{"place": u.place, "type": u.type, "version": u.version, "why": u.why} for u in state.unread],
        "odd": [{"place": odd.place, "type": odd.type, "what": odd.what} for odd in state.odd],
        "changes": changed,
    }


def _status(state: CaseState) -> str:
    if state.closed is not None:
        return "closed"
    return "open" if state.filed is None else "filed"


def _open(state: CaseState, plan: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "steps": [step["id"] for step in plan["steps"] if step["status"] in ("now", "waiting", "blocked")],
        "gate": list(plan["gate"]["blocked_by"]),
        "questions": [question["id"] for question in plan["questions"]],
        "accounts": [
            {"id": a.found.account, "name": a.found.name, "loss": a.found.loss} for a in state.open_accounts()
        ],
        "papers": [
            {"id": name, "kind": paper.issued.kind, "status": paper.status}
            for name, paper in state.papers.items()
        ],
        "visits": [name for name, visit in state.visits.items() if visit.is_ahead],
        "refund": _refund(state),
        "to_close": [] if state.closed is not None else list(missing_to_close(state)),
    }


def _refund(state: CaseState) -> dict[str, Any] | None:
    refund = state.refund
    if refund is None:
        return None
    return {
        "demanded": None if refund.amount is UNSET else f"{refund.amount:.2f}",
        "received": f"{refund.received_sum:.2f}",
        "waived": f"{refund.waived_sum:.2f}",
        "open": None if refund.open_sum is UNSET else f"{refund.open_sum:.2f}",
        "settled": refund.is_settled,
    }


def _claims(state: CaseState) -> dict[str, Any]:
    """What was claimed, by whom, and what other events show instead."""
    usable = stated_values(claimed(state))
    return {
        "stated": {
            key: {"value": claim.value, "said_by": claim.said_by, "on": claim.on.isoformat()}
            for key, claim in state.claims.items()
            if key in usable
        },
        "derived": {key: to_plain(value) for key, value in derived(state).items()},
        "unusable": list(unusable_claims(state)),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
