"""The scenarios of ``tests/scenarios``: circumstances in, expectations out. Their README says how to write one."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from plan_samples import ON, code_line, facts, registry_line

from simoff.case import Circumstances, read_circumstances
from simoff.deadlines import russian_calendar
from simoff.desk.bundle import catalogue
from simoff.plan import Plan, make_plan
from simoff.plan.steps import TABLE

FOLDER = Path(__file__).resolve().parent.parent / "scenarios"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
ONLY_WITH_AN_EVENT = {"claim", "complain", "court"}
KEYS = {
    "": {"claim", "as_of", "number", "range", "circumstances", "expect"},
    "expect": {
        *("operator", "operator_from", "feasible", "L", "E", "rank", "contradictions", "documents", "routes"),
        *("days", "steps", "start", "due", "says", "silent", "questions", "deadlines", "cites", "shows", "absent"),
    },
    "shows": {"warnings", "gate"},
    "absent": {"steps", "questions", "warnings", "deadlines", "gate"},
}
ALL_THREE = frozenset(("possible", "unknown", "impossible"))
NEVER_SURE = frozenset(("unknown", "impossible"))
VERDICTS = {
    **dict.fromkeys(("office", "proxy", "heir", "parent", "company", "disown", "park", "handover"), ALL_THREE),
    **dict.fromkeys(("post", "account", "gosuslugi"), NEVER_SURE),
    "lapse": frozenset(("not_advised",)),
}
ALWAYS = {
    *("identify", "gather-documents", "find-accounts", "move-accounts", "save-money-proof", "print-papers", "gate"),
    *("file-termination", "operator-notice", "test-line", "recheck-accounts", "keep-records"),
}
"""Steps of the table whose condition is "always": they have no case without them."""


@cache
def scenario(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"), parse_float=Decimal)


def expected(part: str) -> Iterator[Any]:
    for name in NAMES:
        yield scenario(name)["expect"].get(part, {})


def given(table: dict[str, Any]) -> Circumstances:
    """The circumstances of a scenario, through the reader that people's files go through."""
    text = "\n".join(f"{name} = {_toml(value)}" for name, value in _flat(table, ""))
    return read_circumstances(text, (), operators=(*facts().operators, "other"))


def _flat(table: dict[str, Any], before: str) -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _toml(value: object) -> str:
    return str(value) if isinstance(value, date | Decimal) else json.dumps(value)


@cache
def plan(name: str) -> Plan:
    case = scenario(name)
    where = case.get("range")
    line = code_line(case["number"]) if where is None else registry_line(None if where == "none" else where)
    circumstances = given(case.get("circumstances", {}))
    return make_plan(line, circumstances, facts(), russian_calendar(), case.get("as_of", ON))


def seen(made: Plan, wanted: dict[str, Any]) -> dict[str, Any]:
    """What the plan says of everything a scenario speaks of, in the scenario's own form."""
    steps = {step.id: step for step in made.steps if step.status != "not_needed"}
    routes = {route.id: route for route in made.routes}
    ranked = [route.id for route in sorted(made.routes, key=lambda route: route.rank)]
    asked = {question.id: question.ask for question in made.questions}
    dated = {deadline.id: deadline.due for deadline in made.deadlines}
    whole: dict[str, Any] = {
        "operator": made.billing.id or "none",
        "operator_from": made.billing.from_,
        "feasible": made.feasible,
        "L": made.last_filing_day or "none",
        "E": made.end_day or "none",
        "rank": ranked[: len(wanted.get("rank", ()))],
        "contradictions": _contradictions(made),
        "documents": _among(wanted.get("documents", ()), _ids(made, "gather-documents", "document.")),
        "says": {id_: _among(wanted["says"][id_], _ids(made, id_)) for id_ in wanted.get("says", ())},
        "cites": {place: _cited(made, place) for place in wanted.get("cites", ())},
    }
    tables = {
        "routes": {id_: route.verdict for id_, route in routes.items()},
        "days": {id_: list(route.days or ()) for id_, route in routes.items()},
        "steps": {id_: step.status for id_, step in steps.items()},
        "start": {id_: step.start or "none" for id_, step in steps.items()},
        "due": {id_: step.due or "none" for id_, step in steps.items()},
        "questions": asked,
        "deadlines": dated,
    }
    picked = {part: {id_: table.get(id_) for id_ in wanted.get(part, ())} for part, table in tables.items()}
    return {part: value for part, value in {**whole, **picked}.items() if part in wanted}


def _contradictions(made: Plan) -> list[str]:
    return [each.id for m in made.warnings if m.id == "warning.contradiction" for each in m.args["which"]]


def _ids(made: Plan, step: str, before: str | None = None) -> list[str]:
    body = next(found.body for found in made.steps if found.id == step)
    return [message.id.removeprefix(before or f"step.{step}.") for message in body]


def _among(wanted: Any, found: list[str]) -> list[str]:
    return [id_ for id_ in wanted if id_ in found]


def _cited(made: Plan, place: str) -> list[str]:
    kind, _, id_ = place.partition(" ")
    if kind == "route":
        return [c for m in next(r for r in made.routes if r.id == id_).because for c in m.cites]
    if kind == "deadline":
        return list(next(d for d in made.deadlines if d.id == id_).cites)
    return list(next(m for m in made.warnings if m.id == f"{kind}.{id_}").cites)


def listed(made: Plan) -> dict[str, set[str]]:
    """Everything that is there, by kind."""
    return {
        "steps": {step.id for step in made.steps if step.status != "not_needed"},
        "questions": {question.id for question in made.questions},
        "warnings": {message.id.removeprefix("warning.") for message in made.warnings},
        "deadlines": {deadline.id for deadline in made.deadlines},
        "gate": set(made.gate.blocked_by),
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_plan_is_as_the_scenario_says(name: str) -> None:
    """Every expectation of the file holds, and nothing is there that must not be."""
    made, wanted = plan(name), scenario(name)["expect"]
    plain = {part: value for part, value in wanted.items() if part not in ("shows", "silent", "absent")}
    assert seen(made, plain) == plain
    for step, parts in wanted.get("silent", {}).items():
        assert _among(parts, [*_ids(made, step), *_ids(made, step, "document.")]) == []
    there = listed(made)
    shows = wanted.get("shows", {})
    assert set(shows.get("warnings", ())) - there["warnings"] == set()
    assert list(made.gate.blocked_by) == shows.get("gate", list(made.gate.blocked_by))
    absent = wanted.get("absent", {})
    assert [(kind, id_) for kind, ids in absent.items() for id_ in ids if id_ in there[kind]] == []
    assert not ONLY_WITH_AN_EVENT & there["steps"]


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_is_well_written(name: str) -> None:
    """It has a claim, one way to name the number, known keys and only ids that exist."""
    case = scenario(name)
    assert re.fullmatch(r".{20,}[.!]", case["claim"])
    assert ("number" in case) != ("range" in case)
    assert set(case) <= KEYS[""]
    for table in ("expect", "shows", "absent"):
        found = case["expect"] if table == "expect" else case["expect"].get(table, {})
        assert set(found) <= KEYS[table]
    texts = catalogue("plan", "en")
    steps = {id_ for id_, _, _ in TABLE} | ONLY_WITH_AN_EVENT
    expect, absent = case["expect"], case["expect"].get("absent", {})
    for part in ("steps", "start", "due", "says", "silent"):
        assert set(expect.get(part, {})) | set(absent.get("steps", ())) <= steps
    assert set(expect.get("routes", {})) | set(expect.get("rank", ())) <= set(VERDICTS)
    for id_ in (*expect.get("questions", ()), *absent.get("questions", ())):
        assert f"question.{id_}" in texts
    for id_ in (*expect.get("shows", {}).get("warnings", ()), *absent.get("warnings", ())):
        assert f"warning.{id_}" in texts
    for id_ in (*expect.get("deadlines", ()), *absent.get("deadlines", ())):
        assert f"deadline.{id_}.name" in texts


def test_there_are_enough_scenarios_and_no_two_alike() -> None:
    """At least seventy, each with a claim of its own."""
    claims = {scenario(name)["claim"] for name in NAMES}
    assert len(NAMES) >= 70
    assert len(claims) == len(NAMES)


@pytest.mark.parametrize("way", list(VERDICTS))
def test_every_way_is_shown_with_every_verdict_it_can_have(way: str) -> None:
    """Each row of the table of ways: at least one scenario each, and none with a verdict it cannot have."""
    assert {routes[way] for routes in expected("routes") if way in routes} == VERDICTS[way]


@pytest.mark.parametrize("step", [id_ for id_, _, _ in TABLE if id_ not in ONLY_WITH_AN_EVENT])
def test_every_step_is_shown_and_is_missing_somewhere(step: str) -> None:
    """Each row of the table of steps: one scenario that shows it, and one where it must not appear."""
    assert any(step in steps for steps in expected("steps"))
    missing = any(step in absent.get("steps", ()) for absent in expected("absent"))
    assert missing != (step in ALWAYS)


def test_the_steps_that_need_an_event_are_missing_somewhere() -> None:
    """Claim, complaint and court are expected to be absent, and by the runner in every scenario."""
    assert any(set(absent.get("steps", ())) >= ONLY_WITH_AN_EVENT for absent in expected("absent"))


def test_every_question_and_warning_is_shown_somewhere() -> None:
    """No question and no warning stands without a scenario that expects it, but those of a kept case."""
    texts = list(catalogue("plan", "en"))
    questions = {key.removeprefix("question.") for key in texts if key.startswith("question.")}
    warnings = {key.removeprefix("warning.") for key in texts if key.startswith("warning.")}
    warnings -= {id_ for id_ in warnings if id_.startswith("case-")}
    assert questions - {id_ for part in expected("questions") for id_ in part} == set()
    assert warnings - {id_ for part in expected("shows") for id_ in part.get("warnings", ())} == set()


def test_every_deadline_is_shown_and_missing_somewhere() -> None:
    """The six deadlines of a plan without a case, each once with its day and once absent."""
    six = {"leave", "file-by", "refund", "recheck-accounts", "cooling", "confirm-data"}
    assert {id_ for part in expected("deadlines") for id_ in part} == six
    assert {id_ for part in expected("absent") for id_ in part.get("deadlines", ())} == six
