"""The pages of a case: talks, money, the gate, the line, files; from opening to closed without a script."""

from __future__ import annotations

import re
from typing import Any

import pytest

TODAY = "2026-11-25"


def seq(visitor: Any, case: str) -> str:
    found = re.search(r'name="seq" value="(\d+)"', visitor.get(f"{case}/files").text)
    assert found is not None
    return found[1]


def send(visitor: Any, case: str, page: str, **data: str) -> Any:
    """Fill in a form of a page of the case; names may hold dots as two underscores."""
    fields = {name.replace("__", "."): value for name, value in data.items()}
    return visitor.post(f"{case}/{page}", {"seq": seq(visitor, case), **fields}, on=f"{case}/files")


def upload(visitor: Any, case: str, name: str, content: bytes) -> Any:
    token = re.search(r'name="_csrf_token" value="([^"]+)"', visitor.get(f"{case}/files").text)
    assert token is not None
    data = {"seq": seq(visitor, case), "kind": "scan", "proves": "the stamp", "_csrf_token": token[1]}
    return visitor.client.post(f"{case}/files", data=data, files={"file": (name, content, "application/pdf")})


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_every_page_speaks_every_language(visitor: Any, case: str, lang: str) -> None:
    """Each page of a case is complete in each language."""
    visitor.post("/language", {"lang": lang, "back": "/"})
    for page in ("talk", "money", "gate", "line", "files", "timeline"):
        assert visitor.get(f"{case}/{page}").status_code == 200, page


def test_the_whole_way(visitor: Any, case: str) -> None:
    """From opening over the gate to closed, with the operator's written word and the money back."""
    send(visitor, case, "money", what="snapshot", amount="120,50")
    blocked = re.findall(r'name="waive\.([a-z-]+)"', visitor.get(f"{case}/gate").text)
    assert blocked
    shut = send(visitor, case, "gate", digits="4567", filed="yes")
    assert shut.status_code == 409
    waivers = {f"waive.{step}": "knowingly" for step in blocked}
    form = {"seq": seq(visitor, case), "digits": "0000", "filed": "yes", "route": "office", **waivers}
    wrong = visitor.post(f"{case}/gate", form, on=f"{case}/gate")
    assert wrong.status_code in (400, 409)
    passed = visitor.post(f"{case}/gate", {**form, "digits": "4567"}, on=f"{case}/gate")
    assert passed.status_code == 200
    assert "note good" in passed.text
    send(visitor, case, "money", what="demanded", amount="120.50", to="bank_account")
    send(visitor, case, "money", what="received", amount="120.50")
    assert send(visitor, case, "close", outcome="ended").status_code == 409
    send(visitor, case, "reply", reply="confirmed_end", in_writing="yes", ends_on=TODAY)
    missing = send(visitor, case, "close", outcome="ended")
    assert missing.status_code == 409
    assert send(visitor, case, "steps/recheck-accounts", mark="done").status_code == 200
    assert "/record/dossier" not in visitor.get(case).text
    closed = send(visitor, case, "close", outcome="ended")
    assert closed.status_code == 200
    assert f'action="{case}/record/dossier"' in closed.text
    dossier = visitor.post(f"{case}/record/dossier", {}, on=case)
    assert (dossier.status_code, dossier.content[:2]) == (200, b"PK")


def test_a_talk_answers_a_question(visitor: Any, case: str) -> None:
    """An answer given on the telephone takes its question off the plan."""
    questions = re.findall(r'name="answer\.([a-z0-9-]+)"', visitor.get(f"{case}/talk").text)
    assert questions
    send(visitor, case, "talk", channel="call", summary="said so", **{f"answer__{questions[0]}": "yes, any shop"})
    assert f'name="answer.{questions[0]}"' not in visitor.get(f"{case}/talk").text


def test_what_was_seen_is_judged(visitor: Any, case: str) -> None:
    """An observation is noted and the verdict on the page changes; a text that says nothing is told."""
    assert send(visitor, case, "line", signal="heard.assistant").status_code == 200
    assert send(visitor, case, "line", text="Спасибо", kind="paper").status_code == 400


def test_a_file_is_kept_and_given_back_harmlessly(visitor: Any, case: str) -> None:
    """A file comes back byte for byte, and never as a page of this site."""
    page = upload(visitor, case, "../../Скан <b>.pdf", b"%PDF-1.4 hello")
    sha = re.search(r"/files/([0-9a-f]{64})", page.text)
    assert sha is not None
    kept = visitor.get(f"{case}/files/{sha[1]}")
    assert kept.content == b"%PDF-1.4 hello"
    assert kept.headers["content-security-policy"].startswith("sandbox")
    html = upload(visitor, case, "a.png", b"<html><script>alert(1)</script></html>")
    assert html.status_code == 200
    for other in set(re.findall(r"/files/([0-9a-f]{64})", html.text)) - {sha[1]}:
        answer = visitor.get(f"{case}/files/{other}")
        assert not answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("amount", ["", "lots", "1e999", "NaN", "-5", "1.234"])
def test_an_impossible_amount_is_told(visitor: Any, case: str, amount: str) -> None:
    """A refund that is no amount, or none that can be, is refused, and nothing is written."""
    before = seq(visitor, case)
    assert send(visitor, case, "money", what="received", amount=amount).status_code in (400, 409)
    assert seq(visitor, case) == before
