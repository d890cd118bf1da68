"""The words of the plan: complete in three languages, none without a use, none that claims without a ground."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from plan_advice import OURS
from plan_samples import ON, OPERATORS, code_line, facts, registry_line, stated
from rich.cells import cell_len

import simoff.plan
from simoff.case import key_names
from simoff.deadlines import russian_calendar
from simoff.desk.bundle import catalogue
from simoff.lang import LANGS, missing
from simoff.plan import Plan, Planner, Renderer
from simoff.plan.model import Message
from simoff.plan.steps import TABLE

PACKAGE = Path(simoff.plan.__file__).parents[1]
ROOTS = "case contradiction deadline document due-after name question route sentence source step summary warning"
LOOKS_LIKE_AN_ID = re.compile(rf"(?:{ROOTS.replace(' ', '|')})(?:\.[a-z0-9_-]+)+")
NAMED = (r"(?:route|contradiction)\.(.+)\.name", r"step\.(.+)\.title")
"""How ``Named`` is put into words; that code holds no id of its own."""
WIDEST_TITLE = 40


@cache
def texts() -> frozenset[str]:
    return frozenset(catalogue("plan", "en"))


def trees(*rooms: str) -> Iterator[ast.Module]:
    for room in rooms:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            yield ast.parse(path.read_text("utf-8"))


@cache
def constants(*rooms: str) -> set[str]:
    """Every string that stands in the code of some rooms."""
    nodes = [node for tree in trees(*rooms) for node in ast.walk(tree)]
    pieces = {id(piece) for node in nodes if isinstance(node, ast.JoinedStr) for piece in node.values}
    whole = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in pieces)
    return {node.value for node in whole if isinstance(node.value, str)}


def pattern(node: ast.JoinedStr) -> str:
    """An f-string as a pattern, each value a group."""
    parts = (re.escape(str(p.value)) if isinstance(p, ast.Constant) else "(.+)" for p in node.values)
    return "".join(parts)


def patterns(*rooms: str) -> set[str]:
    """The f-strings that begin like an id."""
    nodes = (node for tree in trees(*rooms) for node in ast.walk(tree))
    found = {pattern(node) for node in nodes if isinstance(node, ast.JoinedStr)}
    return {one for one in found if one.startswith(tuple(re.escape(f"{root}.") for root in ROOTS.split()))}


def ids_of(node: ast.expr) -> set[str]:
    """The ids an expression may stand for: a text, one of two, or all that fit an f-string."""
    if isinstance(node, ast.IfExp):
        return ids_of(node.body) | ids_of(node.orelse)
    if isinstance(node, ast.JoinedStr):
        told = constants("plan")
        fit = {id_ for id_ in texts() - told if re.fullmatch(pattern(node), id_)}
        return {id_ for id_ in fit if not any(re.fullmatch(named, id_) for named in NAMED)}
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def said_without_ground() -> set[str]:
    """The ids that some line of the room says with no fact beside them."""
    calls = (node for tree in trees("plan") for node in ast.walk(tree) if isinstance(node, ast.Call))
    said = [call for call in calls if ast.unparse(call.func) == "s.say" and len(call.args) == 1]
    assert len(said) > 50
    return {id_ for call in said for id_ in ids_of(call.args[0])}


def messages(plan: Plan) -> Iterator[Message]:
    yield from (*plan.summary, *plan.warnings)
    for route in plan.routes:
        yield from route.because
    for step in plan.steps:
        yield from (*step.body, step.why, *(() if step.due_after is None else (step.due_after,)))
    for deadline in plan.deadlines:
        yield deadline.how


def wide(number: int, on: date = ON) -> Iterator[dict[str, Any]]:
    """Many circumstances, the same each time: half of the keys of a case, with values of every kind."""
    chance = random.Random(number)
    sums = [Decimal(text) for text in ("-700.00", "-0.01", "0.00", "350.00")]
    plain = {"flag": [True, False], "count": [0, 3, 25], "roubles": sums, "text": ["переезд"]}
    keys = {key.name: key for key in key_names(OPERATORS)}
    for _ in range(number):
        given: dict[str, Any] = {}
        for name, key in keys.items():
            near = [on + timedelta(days=chance.choice((-200, -80, -2, -1, 0, 1, 3, 9, 60)))]
            values = [*key.words, *(plain.get(key.kind, near if key.kind == "day" else []))]
            if chance.random() < 0.5:
                given[name] = chance.choice(values)
        yield given


def plans(number: int, on: date = ON) -> Iterator[Plan]:
    planner = Planner(facts(), russian_calendar(), on)
    lines = (code_line("916"), code_line("977"), registry_line("t2"), registry_line("alfa"), registry_line(None))
    for place, given in enumerate(wide(number, on)):
        yield planner.plan(lines[place % len(lines)], stated(given))


def test_the_catalogues_are_complete_and_equal() -> None:
    """The three languages have the same texts, ask for the same values and have all their plural forms."""
    assert missing([catalogue("plan", lang) for lang in LANGS]) == []


def test_every_id_of_the_code_has_its_text() -> None:
    """Whatever looks like an id in the room is one; an f-string fits at least one; so does each question."""
    assert {one for one in constants("plan") if LOOKS_LIKE_AN_ID.fullmatch(one)} - texts() == set()
    assert [one for one in patterns("plan") if not any(re.fullmatch(one, id_) for id_ in texts())] == []
    asked = {
        str(node.value.elts[0].value)
        for tree in trees("plan")
        for node in ast.walk(tree)
        if isinstance(node, ast.Yield)
        and isinstance(node.value, ast.Tuple)
        and isinstance(node.value.elts[0], ast.Constant)
    }
    assert len(asked) > 30
    assert {f"question.{id_}" for id_ in asked} - texts() == set()
    assert {f"step.{id_}.title" for id_, _, _ in TABLE} - texts() == set()


def test_no_text_is_without_a_use() -> None:
    """Every id stands in the code, or fits an f-string whose values stand there."""
    words = {one.replace("_", "-") for one in constants("plan", "case")}
    known = constants("plan", "cli", "desk", "web")
    fitting = (*NAMED, *patterns("plan", "cli", "desk", "web"))

    def used(id_: str) -> bool:
        found = (re.fullmatch(one, id_) for one in fitting)
        return id_ in known or any(
            all(part.replace("_", "-") in words for part in match.groups()) for match in found if match
        )

    assert sorted(id_ for id_ in texts() if not used(id_)) == []


@pytest.mark.parametrize("lang", LANGS)
def test_titles_are_short(lang: str) -> None:
    """A heading fits half a line of a terminal."""
    words = catalogue("plan", lang)
    titles = [words.say(id_) for id_ in words if re.fullmatch(r"step\..+\.title|(?:route|deadline)\..+\.name", id_)]
    assert len(titles) > 40
    assert [title for title in titles if cell_len(title) > WIDEST_TITLE] == []


def test_what_claims_has_a_ground() -> None:
    """Only what is listed as ours may be said without a fact, whatever the circumstances; the list has no other."""
    ours = {id_ for group in OURS.values() for id_ in group}
    assert sum(map(len, OURS.values())) == len(ours)
    made = {message.id for plan in plans(2500) for message in messages(plan) if not message.cites}
    written = {id_ for id_ in said_without_ground() if not id_.startswith("question.")}
    assert (made | written) - ours == set()
    assert ours - (made | written) == set()


@pytest.mark.parametrize("on", [date(2019, 5, 1), date(2024, 8, 31), date(2025, 8, 31)])
def test_before_a_rule_nothing_is_said_of_it(on: date) -> None:
    """On an earlier day, too, a message without a fact in force is one of ours."""
    ours = {id_ for group in OURS.values() for id_ in group}
    made = {message.id for plan in plans(600, on) for message in messages(plan) if not message.cites}
    assert made - ours == set()


@pytest.mark.parametrize("lang", LANGS)
def test_every_plan_can_be_said_whole(lang: str) -> None:
    """No text lacks a value, no brace, double stop or double blank is left, no sentence is without an end."""
    renderer = Renderer(facts(), ON, catalogue("plan", lang), catalogue("plan", "ru"))
    for plan in plans(250):
        said = renderer.render(plan, all_steps=True)
        whole = [*said["summary"], *(warning["text"] for warning in said["warnings"])]
        whole += [reason["text"] for route in said["routes"] for reason in route["because"]]
        whole += [text for step in said["steps"] for text in (step["body"], step["why"]) if text]
        whole += [text for q in said["questions"] for text in (q["text"], q["text_ru"])]
        whole += [deadline["how"] for deadline in said["deadlines"]]
        for text in whole:
            assert text.strip() == text
            assert not re.search(r"[{}]|\.\.|  |None", text), text
            assert text[-1] in ".?。？…", text


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_carries_a_telephone_number(lang: str) -> None:
    """Numbers to call come from facts alone; a text of the catalogue has none."""
    words = catalogue("plan", lang)
    for id_ in words:
        for template in words.forms(id_).values():
            for piece in template:
                assert not isinstance(piece, str) or not re.search(r"\d[\d ()-]{5,}\d", piece), id_


def test_no_number_to_call_comes_from_a_weak_source() -> None:
    """A hotline of a weak source is not printed, one of a good source is; and who calls is to be called back."""
    for operator, printed in (("t2", False), ("beeline", False), ("mts", True), ("motiv", True)):
        planner = Planner(facts(), russian_calendar(), ON)
        plan = planner.plan(code_line("916"), stated({"operator": operator}))
        ids = {message.id for message in messages(plan)}
        assert ("step.ask-operator.hotline" in ids) is printed, operator
        assert ("step.ask-operator.no-hotline" in ids) is not printed, operator
        assert "step.ask-operator.call-back" in ids
