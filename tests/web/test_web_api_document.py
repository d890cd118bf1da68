"""The document of the API is the one that is committed, and keeps what was promised."""

from __future__ import annotations

import json
import pkgutil
from contextlib import suppress
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from breaking import breaking

import simoff
from simoff.web.api.document import document
from simoff.web.app import make_app
from simoff.web.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
WRITES = ("post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def made() -> Any:
    return document(make_app(Settings()))


def test_the_committed_document_is_the_one_served(made: Any) -> None:
    """docs/api/openapi.json is what the server gives; `make api` writes it again."""
    assert json.loads((ROOT / "docs" / "api" / "openapi.json").read_text("utf-8")) == made


def test_the_document_does_not_depend_on_what_is_loaded(made: Any) -> None:
    """With every module of simoff loaded, types of other rooms by the same name change nothing."""
    for module in pkgutil.walk_packages(simoff.__path__, "simoff."):
        if module.name.endswith("__main__") or ".migrations" in module.name:
            continue
        with suppress(ImportError):
            import_module(module.name)
    assert document(make_app(Settings())) == made


def test_nothing_breaks_who_was_promised_something(made: Any) -> None:
    """Nothing of the baseline is taken away, and no new duty is added."""
    assert breaking(json.loads((ROOT / "docs" / "api" / "baseline.json").read_text("utf-8")), made) == []


def _drop(made: Any, *keys: str) -> Any:
    changed = deepcopy(made)
    inner = changed
    for key in keys[:-1]:
        inner = inner[key]
    del inner[keys[-1]]
    return changed


def test_breaks_are_seen(made: Any) -> None:
    """A gone path, method or field, a new duty and a narrower choice are each a break; an addition is none."""
    schemas = ("components", "schemas")
    assert breaking(made, _drop(made, "paths", "/api/v1/plan")) == ["POST /api/v1/plan: gone"]
    assert breaking(made, _drop(made, "paths", "/api/v1/cases", "post")) == ["POST /api/v1/cases: gone"]
    wider = deepcopy(made)
    wider["components"]["schemas"]["Step"]["required"].remove("due")
    assert any("due is no longer always there" in each for each in breaking(made, wider))
    duty = deepcopy(made)
    duty["components"]["schemas"]["CaseAsked"]["required"].append("label")
    assert any("label is now required" in each for each in breaking(made, duty))
    narrow = deepcopy(made)
    narrow["components"]["schemas"]["Contact"]["properties"]["channel"]["enum"].remove("mail")
    assert any("no longer takes mail" in each for each in breaking(made, narrow))
    nullable = deepcopy(made)
    nullable["components"]["schemas"]["Step"]["properties"]["title"] = {
        "anyOf": [{"type": "string"}, {"type": "null"}]
    }
    assert any("may now be null" in each for each in breaking(made, nullable))
    assert (
        breaking(made, _drop(made, *schemas, "Masked", "properties", "masks")) == []
    )  # still required: not a type
    more = deepcopy(made)
    more["components"]["schemas"]["Step"]["properties"]["more"] = {"type": "string"}
    more["paths"]["/api/v1/new"] = {}
    assert breaking(made, more) == []


def test_every_operation_says_what_it_does(made: Any) -> None:
    """Each operation has its own id, a sentence, the token, and problems for its errors."""
    operations = [each for path in made["paths"].values() for each in path.values()]
    ids = [each["operationId"] for each in operations]
    assert len(ids) == len(set(ids))
    for each in operations:
        assert each["description"].endswith(".")
        assert each["security"] == [{"token": []}]
        assert "application/problem+json" in each["responses"]["422"]["content"]


def test_every_write_to_a_case_is_locked(made: Any) -> None:
    """Each write takes an idempotency key, and each write to a case that is there takes If-Match."""
    reading = {"findNumbers", "makePlan", "checkMessage", "maskText"}
    for path, operations in made["paths"].items():
        for method, each in operations.items():
            if method in WRITES and each["operationId"] not in reading:
                names = {parameter["name"] for parameter in each["parameters"]}
                assert "Idempotency-Key" in names
                assert ("If-Match" in names) == ("{case_id}" in path)


def test_bodies_refuse_what_they_do_not_know(made: Any) -> None:
    """Every body is closed: a misspelt field is an error, never a silence."""
    for operations in made["paths"].values():
        for each in operations.values():
            for content in each.get("requestBody", {}).get("content", {}).values():
                name = content["schema"]["$ref"].rsplit("/", 1)[-1]
                assert made["components"]["schemas"][name]["additionalProperties"] is False
