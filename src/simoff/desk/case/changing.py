"""What newer facts change for a case that was planned with older ones; and going over to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from msgspec import Struct

from simoff.case.decisions import adopt_pack
from simoff.case.state import CaseState
from simoff.desk import clock
from simoff.desk.bundle import catalogue
from simoff.desk.case.citing import Places, cited_in, places_of
from simoff.desk.case.index import index_of
from simoff.desk.case.keeping import Changed, change, read
from simoff.desk.case.planning import pinned_for, planned_with
from simoff.desk.packs.archive import order
from simoff.desk.packs.comparing import changes as plain_changes
from simoff.desk.packs.pinning import keep, pinned
from simoff.desk.packs.wording import lines
from simoff.facts import Facts
from simoff.facts.differences import Changed as FactChanged
from simoff.facts.differences import Differences, differences
from simoff.lang import Catalogue
from simoff.plan import Plan
from simoff.record.faults import RecordError
from simoff.record.interface import Store

_COMPARED: Final[list[tuple[Facts, Facts, Differences]]] = []
"""The two versions compared last: a list of cases asks for the same two again and again."""


class Flagged(Struct, frozen=True):
    """A case that newer facts touch: its id, the version it is planned with, the facts it cites that changed."""

    case: str
    version: str
    facts: tuple[str, ...]


def changes(state: CaseState, environment: Mapping[str, str], lang: str, on: date) -> dict[str, Any] | None:
    """What changed for a case, as plain values; None where its facts are the newest, or it is closed.

    ``kept`` False: the facts it was planned with are not here any more, so nobody can say what changed, and its
    plan is made with the newest.
    """
    found = pinned_for(state, environment)
    if state.closed is not None or not _is_newer(found.newest.version, state.facts_version):
        return None
    about = {"from": state.facts_version, "to": found.newest.version, "kept": found.kept}
    if not found.kept:
        return {**about, "facts": []}
    before = planned_with(found.facts, state, environment, on).plan
    places = places_of(before, state)
    compared = compare(found.facts, found.newest)
    touched = [id_ for id_ in places if id_ in compared.touching()]
    if not touched:
        return {**about, "facts": []}
    after = planned_with(found.newest, state, environment, on).plan
    words = _Words(state, before, after, lang)
    return {**about, "facts": [words.fact(id_, places[id_], compared) for id_ in touched]}


def adopt(record: Store, case_id: str, environment: Mapping[str, str], on: date) -> Changed:
    """Plan the case with the newest facts from here on; Refusal ``case-refused-adopted-already``."""
    kept = read(record, case_id).state
    found = pinned_for(kept, environment)
    compared = compare(found.facts, found.newest)
    cited = places_of(planned_with(found.facts, kept, environment, on).plan, kept)
    touched = tuple(id_ for id_ in cited if id_ in compared.touching())
    sha256 = keep(found.newest, environment)
    decide = partial(adopt_pack, on=on, version=found.newest.version, sha256=sha256, touched=touched)
    return change(record, case_id, decide, environment)


def flagged(record: Store, environment: Mapping[str, str], *, again: bool = False) -> Iterator[Flagged]:
    """The cases that cite a fact which the newest facts change, by id. Others are not opened.

    What a case cites is noted at each change of it. ``again``: look at every case anew, as its plan is today.
    """
    for case_id, note in list(record.notes()):
        if note is None or again:
            note = _noted_anew(record, case_id, environment)
        cited = cited_in(note)
        if cited is None:
            continue
        found = pinned(cited.version, cited.sha256, environment)
        if not found.kept or not _is_newer(found.newest.version, cited.version):
            continue
        touching = compare(found.facts, found.newest).touching()
        if facts := tuple(id_ for id_ in cited.ids if id_ in touching):
            yield Flagged(case_id, cited.version, facts)


def _noted_anew(record: Store, case_id: str, environment: Mapping[str, str]) -> bytes:
    """Make the note of a case as its plan is today; empty where the case cannot be read: ``verify`` names that."""
    try:
        index = index_of(read(record, case_id).state, environment, clock.today())
    except RecordError:
        return b""
    record.set_index(case_id, index)
    return index.note


def compare(before: Facts, after: Facts) -> Differences:
    """The differences of two versions."""
    for old, new, found in _COMPARED:
        if old is before and new is after:
            return found
    found = differences(before, after)
    _COMPARED[:] = [(before, after, found)]
    return found


def _is_newer(version: str, than: str) -> bool:
    return order(version) > order(than)


class _Words:
    """Puts what changed for one case into words: the plan before and after, in one language."""

    def __init__(self, state: CaseState, before: Plan, after: Plan, lang: str) -> None:
        self._state = state
        self._words: Catalogue = catalogue("plan", lang)
        self._own: Catalogue = catalogue("desk", lang)
        self._steps = {step.id: step for step in before.steps}
        self._steps_after = {step.id: step for step in after.steps}
        self._dates = {deadline.id: deadline.due for deadline in before.deadlines}
        self._dates_after = {deadline.id: deadline.due for deadline in after.deadlines}
        self._routes = {route.id: route.verdict for route in before.routes}
        self._routes_after = {route.id: route.verdict for route in after.routes}

    def fact(self, id_: str, places: Places, compared: Differences) -> dict[str, Any]:
        """One changed fact: from what to what, what it touches, and what to do."""
        found = next((one for one in compared.changed if one.id == id_), FactChanged(id_, "substance", ()))
        steps = [self._step(step) for step in places.steps]
        dates = [self._date(day) for day in places.dates]
        routes = [self._route(route) for route in places.routes]
        papers = [self._paper(paper) for paper in places.papers]
        todo = dict.fromkeys(one["todo"] for one in (*steps, *dates, *routes, *papers) if one["todo"])
        plain = plain_changes(found.changes)
        return {
            "id": id_,
            "weight": found.weight,
            "gone": any(fact.id == id_ for fact in compared.removed),
            "changes": plain,
            "said": lines(plain, self._own.lang),
            "steps": [_without_todo(one) for one in steps],
            "dates": [_without_todo(one) for one in dates],
            "routes": [_without_todo(one) for one in routes],
            "papers": [_without_todo(one) for one in papers],
            "todo": [{"id": one, "text": self._own.say(f"changes.todo.{one}")} for one in todo or ("read",)],
        }

    def _step(self, id_: str) -> dict[str, Any]:
        step, after = self._steps[id_], self._steps_after.get(id_)
        moved = after is None or after.due != step.due
        todo = "step-done" if step.status == "done" else "step-moves" if moved else "step-again"
        due_after = None if after is None else _iso(after.due)
        title = self._words.say(f"step.{id_}.title")
        return {
            "id": id_,
            "title": title,
            "status": step.status,
            "due": {"from": _iso(step.due), "to": due_after},
            "todo": todo,
        }

    def _date(self, id_: str) -> dict[str, Any]:
        before, after = self._dates[id_], self._dates_after.get(id_)
        key = f"calendar.deadline.{id_}"
        title = self._own.say(key if key in self._own else "calendar.deadline.other")
        todo = "date-moves" if before != after else ""
        return {"id": id_, "title": title, "from": _iso(before), "to": _iso(after), "todo": todo}

    def _route(self, id_: str) -> dict[str, Any]:
        before, after = self._routes[id_], self._routes_after.get(id_)
        title = self._words.say(f"route.{id_}.name")
        return {"id": id_, "title": title, "from": before, "to": after, "todo": "route" if before != after else ""}

    def _paper(self, name: str) -> dict[str, Any]:
        paper = self._state.papers[name]
        todo = "paper-again" if paper.status == "issued" else "paper-out"
        return {"paper": name, "kind": paper.issued.kind, "status": paper.status, "todo": todo}


def _without_todo(one: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in one.items() if key != "todo"}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
