"""Letters in the browser: a picture, what it says, names typed once, the PDF, and what became of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from visitor import seq_of

from simoff.desk.letter import KINDS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_letter_can_be_looked_at(visitor: Any, case: str, kind: str) -> None:
    """Each kind has its page, its first picture, its meaning and its PDF."""
    path = f"{case}/papers/{kind}"
    assert visitor.get(path).status_code == 200
    assert visitor.get(f"{path}/pages/1").content.startswith(b"\x89PNG")
    assert visitor.get(f"{path}/pages/99").status_code == 404
    assert visitor.get(f"{path}/meaning").status_code == 200
    assert visitor.get(f"{path}/letter.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_the_pages_speak_every_language(visitor: Any, case: str, lang: str) -> None:
    """List, letter and sheets are complete in each language."""
    visitor.post("/language", {"lang": lang, "back": "/"})
    for path in ("papers", "papers/claim", "papers/power", "sheets/card", "sheets/script"):
        assert visitor.get(f"{case}/{path}").status_code == 200


def test_names_are_typed_once(visitor: Any, case: str) -> None:
    """What was filled in for one letter stands in the next; a wrong account is told and not kept."""
    name = "Иванов-Петров О'Нил"
    path = f"{case}/papers/termination/details"
    assert visitor.post(path, {"holder.name": name}, on=case).status_code == 200
    assert "Иванов-Петров" in visitor.get(f"{case}/papers/claim").text
    wrong = {"bank.bik": "044525225", "bank.account": "40817810000000000001"}
    assert visitor.post(path, wrong, on=case).status_code == 400
    assert "40817810000000000001" not in visitor.get(f"{case}/papers/refund").text


def test_code_in_a_field_is_text(visitor: Any, case: str) -> None:
    """HTML and Typst code in a field come out as they were typed."""
    typed = '#eval("1+1") <b>x</b>'
    visitor.post(f"{case}/papers/termination/details", {"contract.number": typed}, on=case)
    page = visitor.get(f"{case}/papers/termination")
    assert page.status_code == 200
    assert "<b>x</b>" not in page.text
    assert visitor.get(f"{case}/papers/termination/letter.pdf").status_code == 200


def test_a_letter_is_noted_and_handed_in(visitor: Any, case: str) -> None:
    """Made, then handed in: both stand in the case, and the PDF is kept."""
    page = visitor.get(f"{case}/papers/termination")
    made = visitor.post(f"{case}/papers/termination", {"seq": seq_of(page)}, on=case)
    paper = re.search(r"/papers/([a-z0-9]+)/handed-in", made.text)
    assert paper is not None
    form = {"seq": seq_of(made), "how": "counter", "registration": "77-1"}
    done = visitor.post(f"{case}/papers/{paper[1]}/handed-in", form, on=case)
    assert "77-1" in done.text
    assert re.search(r"/files/[0-9a-f]{64}", done.text)


def test_no_other_kinds(visitor: Any, case: str) -> None:
    """A kind or sheet that there is not is not found."""
    assert visitor.get(f"{case}/papers/love-letter").status_code == 404
    assert visitor.get(f"{case}/sheets/../papers").status_code in (200, 404)
    assert visitor.get(f"{case}/sheets/other").status_code == 404
