"""The door: who comes in, under which name, from where, and what a page may load."""

from __future__ import annotations

from typing import Any

import pytest
from litestar.testing import TestClient
from markupsafe import escape

from simoff.web.app import make_app
from simoff.web.pages.language import local_path
from simoff.web.settings import Settings

NUMBER = "8 (903) 123-45-67"


@pytest.mark.parametrize("path", ["/", "/plan", "/facts", "/facts/gk-450-1"])
def test_every_page_is_shut_without_the_link(stranger: Any, path: str) -> None:
    """Whoever has not come in by the link sees no page."""
    answer = stranger.get(path)
    assert answer.status_code == 401
    assert "simoff" in answer.text


def test_the_link_works_once(stranger: Any) -> None:
    """The token opens the door once; a second browser with it stays outside."""
    assert stranger.enter().status_code == 200
    stranger.client.cookies.clear()
    assert stranger.enter().status_code == 403
    assert stranger.get("/").status_code == 401


@pytest.mark.parametrize("token", ["", "x", "ü", "a" * 5000])
def test_a_wrong_token_opens_nothing(stranger: Any, token: str) -> None:
    """A wrong token is refused and uses nothing up."""
    assert stranger.client.get("/enter", params={"token": token}).status_code == 403
    assert stranger.enter().status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8765", ""])
def test_another_name_is_not_served(visitor: Any, host: str) -> None:
    """A foreign Host header (DNS rebinding) is refused before anything else."""
    answer = visitor.client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_forms_of_other_sites_are_refused(visitor: Any, headers: dict[str, str]) -> None:
    """A form that another site sends is not carried out, whatever cookie comes along."""
    answer = visitor.client.post("/number", data={"number": NUMBER}, headers=headers)
    assert answer.status_code == 403


def test_a_form_without_its_hidden_token_is_refused(visitor: Any) -> None:
    """CSRF: the token of the page has to come back."""
    assert visitor.client.post("/number", data={"number": NUMBER}).status_code == 403
    assert visitor.post("/number", {"number": NUMBER}).status_code == 200


def test_pages_load_nothing_foreign(visitor: Any) -> None:
    """No inline script or style, no address of another host, and the headers of a careful site."""
    answer = visitor.get("/")
    policy = answer.headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "<style" not in answer.text
    assert " style=" not in answer.text
    assert "onclick" not in answer.text
    assert 'src="http' not in answer.text


@pytest.mark.parametrize("back", ["//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nX: y", ""])
def test_no_open_redirect(visitor: Any, back: str) -> None:
    """Changing the language leads back into this site only."""
    assert local_path(back) == "/"
    answer = visitor.post("/language", {"lang": "ru", "back": back})
    assert answer.url.host == "127.0.0.1"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}"])
def test_what_is_typed_stays_text(visitor: Any, text: str) -> None:
    """HTML, script and template code in a field are shown as they were typed."""
    answer = visitor.post("/number", {"number": text})
    assert escape(text) in answer.text
    assert text == escape(text) or text not in answer.text


def test_paths_lead_nowhere(visitor: Any) -> None:
    """Path traversal finds nothing outside the static folder."""
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/facts/../../etc/passwd"):
        assert visitor.get(path).status_code in (400, 404)


def test_a_large_form_is_refused(visitor: Any) -> None:
    """More than an ordinary form is not read."""
    answer = visitor.client.post("/number", data={"number": "9" * 3_000_000})
    assert answer.status_code in (400, 403, 413)


def test_incognito_covers_the_number(tmp_path: Any) -> None:
    """Started incognito, no page shows the number's digits."""
    settings = Settings(port=8765, incognito=True, environment={"SIMOFF_HOME": str(tmp_path)})
    with TestClient(make_app(settings), base_url="http://127.0.0.1:8765") as client:
        from visitor import Visitor

        visitor = Visitor(client, settings)
        visitor.enter()
        visitor.post("/number", {"number": NUMBER})
        assert "123-45" not in visitor.get("/plan").text


def test_settings_do_not_show_their_secrets() -> None:
    """A log that prints the settings prints no token."""
    settings = Settings()
    assert settings.entry_token not in repr(settings)
    assert settings.api_token not in repr(settings)
