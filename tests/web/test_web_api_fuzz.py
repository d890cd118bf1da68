"""Whatever is sent to the API: an answer of the document, never a fault of the server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from litestar.testing import TestClient

requests = pytest.importorskip("requests", reason="requests is not installed here")
schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed here")

from simoff.web.api.document import document  # noqa: E402
from simoff.web.app import make_app  # noqa: E402
from simoff.web.settings import Settings  # noqa: E402


class Program:
    """A program with the token, and a case it may write to."""

    def __init__(self, client: TestClient[Any], token: dict[str, str], case_id: str) -> None:
        self.client, self.token, self.case_id = client, token, case_id

    def send(self, case: Any, headers: dict[str, str]) -> Any:
        """Send a generated request as it would go over the wire."""
        made = requests.Request(**case.as_transport_kwargs(base_url=HOME)).prepare()
        given = {name: value for name, value in made.headers.items() if name.lower() != "authorization"}
        return self.client.request(made.method, made.url, headers={**given, **headers}, content=made.body)


EXAMPLES = int(os.environ.get("SIMOFF_API_EXAMPLES", "8"))
LOAD = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


HOME = "http://127.0.0.1:8765"
schema = schemathesis.openapi.from_dict(document(make_app(Settings())))


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The application with one case in it."""
    home = tmp_path_factory.mktemp("fuzzed")
    folders = {"SIMOFF_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config")}
    own = Settings(port=8765, environment=folders)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("simoff.web.app.REQUESTS_A_MINUTE", 1_000_000)
        app = make_app(own)
    with TestClient(app, base_url=HOME) as client:
        token = {"Authorization": f"Bearer {own.api_token}"}
        opened = client.post("/api/v1/cases", json={"number": "+7 903 123-45-67"}, headers=token)
        assert opened.status_code == 201
        yield Program(client, token, opened.json()["case"])


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=LOAD)
def test_no_content_is_a_fault(case: Any, fuzzed: Program) -> None:
    """Valid and invalid contents, to a case that is there and seen: an answer the document knows."""
    headers = dict(fuzzed.token)
    if "case_id" in (case.path_parameters or {}):
        case.path_parameters["case_id"] = fuzzed.case_id
        headers["If-Match"] = "*"
    case.validate_response(fuzzed.send(case, headers), checks=_checks())


@schema.parametrize()
@settings(max_examples=2, deadline=None, suppress_health_check=LOAD)
def test_nothing_is_told_without_the_token(case: Any, fuzzed: Program) -> None:
    """Without the token, or with another, nothing is carried out: 401, unless there is no such method or place."""
    for token in ({}, {"Authorization": "Bearer wrong"}):
        assert fuzzed.send(case, token).status_code in (401, 404, 405)


def _checks() -> list[Any]:
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

    return [
        not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
    ]
