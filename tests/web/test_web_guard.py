"""The guard in the browser: a verdict with reasons, pictures, and texts without personal data."""

from __future__ import annotations

import re
from typing import Any

import pytest

SCAM = "Срок действия вашего договора истекает. Назовите код из СМС, чтобы продлить номер."


def send(visitor: Any, path: str, data: dict[str, str], files: dict[str, Any] | None = None) -> Any:
    token = re.search(r'name="_csrf_token" value="([^"]+)"', visitor.get("/guard").text)
    assert token is not None
    parts = {"empty": ("", b"")} if files is None else files
    return visitor.client.post(path, data={**data, "_csrf_token": token[1]}, files=parts)


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_a_trap_is_told(visitor: Any, lang: str) -> None:
    """A known trap is called one, with the words that gave it away."""
    visitor.post("/language", {"lang": lang, "back": "/"})
    page = send(visitor, "/guard/check", {"text": SCAM})
    assert page.status_code == 200
    assert "note alarm" in page.text
    assert "<blockquote>" in page.text


def test_a_picture_that_is_none_is_told(visitor: Any) -> None:
    """A file that is no picture is said to be none; an HTML page named .png is not shown as a page."""
    picture = ("a.png", b"<html><script>1</script>", "image/png")
    page = send(visitor, "/guard/check", {"text": ""}, {"picture": picture})
    assert page.status_code in (200, 400, 503)
    assert "<script>1</script>" not in page.text


def test_a_text_loses_its_personal_data(visitor: Any) -> None:
    """A card number is covered and the rest stays."""
    page = visitor.post("/guard/mask", {"text": "Карта 4276 3800 1234 5674, спасибо"}, on="/guard")
    shown = re.search(r'id="masked">(.*?)</pre>', page.text, re.DOTALL)
    assert shown is not None
    assert "4276 3800 1234 5674" not in shown[1]
    assert "спасибо" in shown[1]


def test_an_empty_form_is_no_fault(visitor: Any) -> None:
    """Nothing to check is answered, not crashed on."""
    assert send(visitor, "/guard/check", {"text": ""}).status_code in (200, 400)
