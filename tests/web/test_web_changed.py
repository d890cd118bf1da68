"""Somebody was first: what was sent is shown in the words of the page, is not lost, and can be sent again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace
from visitor import HOME, Visitor, seq_of

from simoff.web.app import make_app


def told(page: Any) -> list[tuple[str, str]]:
    """The pairs a person sees."""
    return re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page.text)


def overtaken(visitor: Any, case: str, path: str, fields: dict[str, str]) -> Any:
    """Send a form that was made before another tab wrote."""
    seq = seq_of(visitor.get(case))
    visitor.post(f"{case}/steps/gather-documents", {"seq": seq, "mark": "done"}, on=case)
    late = visitor.post(f"{case}/{path}", {"seq": seq, **fields}, on=case)
    assert late.status_code == 409
    return late


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_an_answer_is_told_by_its_question(visitor: Any, case: str, lang: str) -> None:
    """Question and answer as the interview says them: no name of a field, no code of a choice."""
    visitor.client.headers["accept-language"] = lang
    late = overtaken(visitor, case, "ask/who", {"operator": "mts", "holder.kind": "citizen", "go": "on"})
    seen = told(late)
    asked = visitor.get(f"{case}/ask/who").text
    assert len(seen) == 2
    for label, text in seen:
        assert label in asked
        assert text in asked
    assert "holder.kind" not in re.sub("<input[^>]*>", "", late.text)


def test_sent_again_it_is_kept_whole(visitor: Any, case: str) -> None:
    """The page carries every field, so that one press of its button does what was meant."""
    fields = {"channel": "call", "with_whom": "Anna", "summary": "She said <b>yes</b>", "on": "2026-11-20"}
    late = overtaken(visitor, case, "talk", fields)
    assert tuple(text for _, text in told(late) if "20" not in text) == ("Anna", "She said &lt;b&gt;yes&lt;/b&gt;")
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', late.text))
    again = {key: value.replace("&lt;", "<").replace("&gt;", ">") for key, value in hidden.items()}
    assert visitor.client.post(f"{case}/talk", data=again).status_code == 200
    shown = visitor.get(f"{case}/talk").text
    assert "Anna" in shown
    assert "She said &lt;b&gt;yes" in shown


def test_incognito_covers_what_was_sent(visitor: Any, case: str, settings: Any) -> None:
    """What somebody behind the screen must not read is not to be seen here either."""
    with TestClient(make_app(replace(settings, incognito=True)), base_url=HOME) as client:
        hidden = Visitor(client, settings)
        hidden.enter()
        fields = {"channel": "call", "with_whom": "Аполлинария", "summary": "шёпотом"}
        late = overtaken(hidden, case, "talk", fields)
        assert len(told(late)) == 2
        assert "Аполлинария" not in re.sub("<input[^>]*>", "", late.text)
        assert "шёпотом" not in re.sub("<input[^>]*>", "", late.text)


def test_a_file_is_never_sent_twice(visitor: Any, case: str) -> None:
    """A file and an archive do not depend on what happened meanwhile: an upload is not refused for it."""
    page = visitor.get(f"{case}/files")
    token = re.search(r'name="_csrf_token" value="([^"]+)"', page.text)
    assert token is not None
    seq = seq_of(visitor.get(case))
    visitor.post(f"{case}/steps/gather-documents", {"seq": seq, "mark": "done"}, on=case)
    kept = visitor.client.post(
        f"{case}/files",
        data={"_csrf_token": token[1], "kind": "scan", "proves": "the stamp"},
        files={"file": ("a.pdf", b"%PDF-1.4 x", "application/pdf")},
    )
    assert kept.status_code == 200
    assert "the stamp" in kept.text
    for place, form in ((f"{case}/files", "files"), (f"{case}/accounts", "accounts/scan")):
        action = re.search(rf'<form[^>]*action="{case}/{form}".*?</form>', visitor.get(place).text, re.DOTALL)
        assert action is not None
        assert 'name="seq"' not in action[0]
