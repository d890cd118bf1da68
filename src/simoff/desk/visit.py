"""A visit to an office: the best days before the latest one, what to bring and take back, the papers for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from msgspec import UNSET, Struct, UnsetType

from simoff.case.decisions import plan_visit
from simoff.desk import clock
from simoff.desk.bundle import catalogue, load_facts
from simoff.desk.case.keeping import Changed, change
from simoff.desk.errors import WrongInput
from simoff.desk.offices import Kept, attributions, kept_offices, span_text, visit_days
from simoff.desk.plan import rendered
from simoff.offices import Office, map_links, timetable

if TYPE_CHECKING:
    from simoff.case.state import CaseState
    from simoff.desk.plan import Made
    from simoff.record.interface import Store

SPARE: Final = 2
"""Days between the visit and the latest day, for a door that is shut: the same as the plan proposes."""
WINDOW: Final = 60
WITHOUT_LAST_DAY: Final = 14
"""Days ahead that are looked at: at most, and where there is no latest day or it has passed."""
SHOWN: Final = 7
_SHORTEST_ID: Final = 4
_ENDED: Final = frozenset({"done", "not_needed"})


class Appointment(Struct, frozen=True):
    """When somebody wants to go: a day, perhaps a time on the office's clock. ``visit``: one planned before."""

    day: date
    starts: time | UnsetType = UNSET
    ends: time | UnsetType = UNSET
    visit: str = ""


def office_of(id_: str, kept: Kept) -> Office:
    """The office with this id or the only one whose id begins so; WrongInput for none or several."""
    exact = next((office for office in kept.offices if office.id == id_), None)
    if exact is not None:
        return exact
    begun = [office for office in kept.offices if len(id_) >= _SHORTEST_ID and office.id.startswith(id_)]
    if len(begun) != 1:
        raise WrongInput("no-such-office", office=id_[:60], n=len(begun))
    return begun[0]


def visit_answer(
    office_id: str,
    environment: Mapping[str, str],
    lang: str,
    *,
    made: Made | None = None,
    state: CaseState | None = None,
    before: date | None = None,
) -> dict[str, Any]:
    """All one should know before going, as plain values in words. Nothing is written.

    ``made``: the plan of the case or number, for the latest day, the documents and the papers; ``before``: a latest
    day stated instead of the plan's.
    """
    kept = kept_offices(environment)
    office = office_of(office_id, kept)
    plan = None if made is None else rendered(made, lang)
    last = before or (None if made is None else made.plan.last_filing_day)
    now = now_at(office)
    return {
        "office": shown_office(office, kept),
        "before": None if last is None else last.isoformat(),
        "late": last is not None and last < now.date(),
        "spare": SPARE,
        "hours_known": timetable(office.hours) is not None,
        "days": best_days(office, now, last),
        "bring": _body(plan, "gather-documents"),
        "take_back": _body(plan, "file-termination"),
        "papers": [] if plan is None else _papers(plan, state, lang),
        "first": [] if plan is None else _first(plan),
        "planned": [] if state is None else planned_visits(state),
        "attribution": attributions(kept, lang),
    }


def plan_into(
    record: Store, case_id: str, office_id: str, when: Appointment, environment: Mapping[str, str]
) -> Changed:
    """Plan the visit in the case. WrongInput when the office is surely shut on that day or at that time."""
    kept = kept_offices(environment)
    office = office_of(office_id, kept)
    _check_open(office, when)
    today = now_at(office).date()

    def decide(case: CaseState) -> Any:  # noqa: ANN401 - an Answer
        return plan_visit(
            case,
            on=when.day,
            today=today,
            office=name_of_office(office),
            address=address_of(office),
            starts=when.starts,
            ends=when.ends,
            zone=office.zone,
            source=kept.origins[office.origin].name,
            visit=when.visit,
        )

    return change(record, case_id, decide, environment)


def best_days(office: Office, now: datetime, last: date | None) -> list[dict[str, Any]]:
    """The best few days: open for sure, those with a spare first; each with its hours and those that are left."""
    end = now.date() + timedelta(days=WITHOUT_LAST_DAY)
    if last is not None and last >= now.date():
        end = min(last, now.date() + timedelta(days=WINDOW))
    table = timetable(office.hours)
    if table is None:
        return []
    spare = SPARE if end == last else 0
    found = visit_days(office, now, datetime.combine(end, time(), tzinfo=now.tzinfo), spare)
    return [
        {
            "day": each["day"],
            "weekday": date.fromisoformat(each["day"]).isoweekday(),
            "open": [span_text(s.start, s.end, s.state) for s in table.on(date.fromisoformat(each["day"]))],
            "hours_left": each["hours"],
            "spare": last is None or date.fromisoformat(each["day"]) <= last - timedelta(days=SPARE),
        }
        for each in found[:SHOWN]
    ]


def now_at(office: Office) -> datetime:
    """This moment on the office's own clock; on this computer's where its time zone is not known."""
    return clock.now().astimezone(ZoneInfo(office.zone) if office.zone else None)


def shown_office(office: Office, kept: Kept) -> dict[str, Any]:
    """The office as plain values."""
    return {
        "id": office.id,
        "operator": office.operator,
        "kind": office.kind,
        "name": name_of_office(office),
        "address": address_of(office),
        "hours": office.hours or None,
        "zone": office.zone or None,
        "checked": office.checked or None,
        "source": kept.origins[office.origin].name,
        "links": map_links(office),
    }


def name_of_office(office: Office) -> str:
    """What stands on the sign, else the operator's name."""
    if office.name:
        return office.name
    operator = load_facts().operators.get(office.operator)
    return operator.name.in_("ru") if operator is not None else office.operator


def address_of(office: Office) -> str:
    """Town and street on one line, as far as the source knows them."""
    return ", ".join(part for part in (office.city, office.address) if part)[:300]


def planned_visits(state: CaseState) -> list[dict[str, Any]]:
    """The visits of a case, as plain values, in the order in which they came up."""
    return [
        {
            "id": name,
            "on": visit.planned.on.isoformat(),
            "starts": None if visit.planned.starts is UNSET else f"{visit.planned.starts:%H:%M}",
            "office": visit.planned.office,
            "address": visit.planned.address,
            "status": "cancelled" if visit.cancelled else "ahead" if visit.is_ahead else "happened",
            "result": None if visit.happened is None else visit.happened.result,
        }
        for name, visit in state.visits.items()
    ]


def _body(plan: Mapping[str, Any] | None, step_id: str) -> dict[str, Any] | None:
    """What the plan says of a step, with its facts."""
    if plan is None:
        return None
    found = next((step for step in plan["steps"] if step["id"] == step_id), None)
    return None if found is None else {"text": found["body"], "cites": found["cites"]}


def _first(plan: Mapping[str, Any]) -> list[dict[str, str]]:
    """The steps of the gate that are not done: handing in before them may lock accounts out."""
    names = catalogue("plan", plan["lang"])
    return [{"id": id_, "title": names.say(f"step.{id_}.title")} for id_ in plan["gate"]["blocked_by"]]


def _papers(plan: Mapping[str, Any], state: CaseState | None, lang: str) -> list[dict[str, Any]]:
    """The letters for this visit: made already, handed in, or missing."""
    words = catalogue("case", lang)
    refund = any(s["id"] == "await-refund" and s["status"] not in _ENDED for s in plan["steps"])
    kinds = ("termination", "refund") if refund else ("termination",)
    made = {} if state is None else {paper.issued.kind: (name, paper) for name, paper in state.papers.items()}
    found = []
    for kind in kinds:
        name, paper = made.get(kind, (None, None))
        status = "missing" if paper is None else paper.status
        found.append({"kind": kind, "name": words.say(f"word.{kind}"), "status": status, "id": name})
    return found


def _check_open(office: Office, when: Appointment) -> None:
    table = timetable(office.hours)
    if table is None:
        return
    spans = table.on(when.day)
    said = ", ".join(span_text(span.start, span.end, span.state) for span in spans)
    if not spans:
        raise WrongInput("visit-shut", day=when.day, hours=office.hours)
    if when.starts is UNSET:
        return
    minute = when.starts.hour * 60 + when.starts.minute
    if not any(span.start <= minute < span.end for span in spans):
        raise WrongInput("visit-outside-hours", day=when.day, time=f"{when.starts:%H:%M}", hours=said)
