"""Lines, facts and random circumstances to make plans from. No real person stands behind any of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from simoff.case import Circumstances, Key, key_names
from simoff.deadlines import russian_calendar
from simoff.desk.bundle import load_facts
from simoff.facts import Facts
from simoff.number import CodeShares, Holder, Line, Range
from simoff.plan import Plan, make_plan

ON = date(2026, 11, 24)
OPERATORS = ("mts", "beeline", "t2", "megafon", "yota", "volna", "other")
REGISTRY_DAY = date(2026, 11, 1)


@cache
def facts() -> Facts:
    """The packs that come along."""
    return load_facts()


@cache
def codes() -> CodeShares:
    """The shares per code that come along."""
    return CodeShares.from_bytes(files("simoff.number").joinpath("codes.json").read_bytes())


def code_line(code: str) -> Line:
    """A number of a code, with no more known than the shares of the code."""
    national = f"{code}1234567"
    return Line(f"+7{national}", national, codes().range_of(national))


def registry_line(operator: str | None) -> Line:
    """A number whose range the registry gives to an operator; None: to nobody, it is not allocated."""
    found: Range
    if operator is None:
        found = Range(False, (), None, "registry", REGISTRY_DAY)
    else:
        inn = facts().operators[operator].inns[0]
        found = Range(True, (Holder(inn, operator),), "Город Москва", "registry", REGISTRY_DAY)
    return Line("+79011234567", "9011234567", found)


def stated(values: dict[str, Any]) -> Circumstances:
    """Circumstances from dotted keys and values of their final types."""
    plain = {name: value for name, value in values.items() if "." not in name}
    groups: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        group, dot, last = name.partition(".")
        if dot:
            groups.setdefault(group, {})[last] = value
    empty = Circumstances()
    inner = {group: replace(getattr(empty, group), **content) for group, content in groups.items()}
    return replace(empty, **plain, **inner)


def plan_for(values: dict[str, Any], line: Line | None = None, on: date = ON) -> Plan:
    """The plan for dotted keys, of a number of Moscow's MTS unless said otherwise."""
    return make_plan(line or code_line("916"), stated(values), facts(), russian_calendar(), on)


def _values(key: Key, on: date) -> st.SearchStrategy[Any]:
    near = st.integers(-400, 400).map(lambda n: on + timedelta(days=n))
    close = st.integers(-4, 12).map(lambda n: on + timedelta(days=n))
    made: dict[str, st.SearchStrategy[Any]] = {
        "word": st.sampled_from(key.words or ("x",)),
        "flag": st.booleans(),
        "count": st.sampled_from((0, 1, 9, 10, 11, 20, 21, 400)),
        "day": st.one_of(close, near, *([st.sampled_from(key.words)] if key.words else [])),
        "roubles": st.sampled_from([Decimal(x) for x in ("-0.01", "-700.00", "0.00", "0.01", "350.00")]),
        "text": st.just("переезд"),
    }
    return made[key.kind]


def circumstances(on: date = ON) -> st.SearchStrategy[dict[str, Any]]:
    """Any circumstances at all, by dotted key; each key may be missing."""
    keys = {key.name: _values(key, on) for key in key_names(OPERATORS)}
    return st.fixed_dictionaries({}, optional=keys)


def lines() -> st.SearchStrategy[Line]:
    """Lines of sure, doubtful and unknown operators, and one nobody was given."""
    by_code = st.sampled_from(("916", "903", "977", "999", "958", "978", "998")).map(code_line)
    return st.one_of(by_code, st.sampled_from(("t2", "beeline", "alfa", None)).map(registry_line))
