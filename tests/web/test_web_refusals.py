"""The refusal helper: what they said, what to answer, what supports it, and the letter that follows."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace
from visitor import HOME, Visitor

from simoff.desk.case.keeping import read
from simoff.desk.record import open_record
from simoff.papers import refusals
from simoff.web.app import make_app

MESSAGE = "Здравствуйте! Сначала подтвердите данные и сдайте биометрию, потом приходите."


def state(settings: Any, case: str) -> Any:
    with open_record(settings.environment) as record:
        return read(record, case.rsplit("/", 1)[-1]).state


def seq(visitor: Any, case: str) -> str:
    return str(re.findall(r'name="seq" value="(\d+)"', visitor.get(f"{case}/talk").text)[0])


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_every_refusal_has_its_page(visitor: Any, case: str, lang: str) -> None:
    """All can be chosen; each page shows the Russian answer and what supports it, or that nothing does."""
    visitor.post("/language", {"lang": lang, "back": "/"})
    page = visitor.get(f"{case}/refusals").text
    assert set(re.findall(rf"{case}/refusals/([a-z0-9-]+)", page)) == set(refusals())
    for id_, one in refusals().items():
        shown = unescape(visitor.get(f"{case}/refusals/{id_}").text)
        assert one.answer.ru in shown
        assert ('href="/facts/' in shown) != ('<p class="note">' in shown)
        if lang != "ru":
            assert 'lang="ru-Latn"' in shown
            assert one.answer.in_(lang) in shown


def test_a_pasted_message_is_recognised_by_its_words(visitor: Any, case: str, settings: Any) -> None:
    """The suggestion names the words that point to it; nothing is written by looking."""
    before = state(settings, case).length
    page = unescape(visitor.post(f"{case}/refusals", {"said": MESSAGE}, on=f"{case}/refusals").text)
    suggested = page.split('id="suggested"')[1].split("</section>")[0]
    assert refusals()["biometrics-first"].said.en in suggested
    assert re.search(r'<q lang="ru">[^<]*биометри', suggested)
    assert state(settings, case).length == before


def test_what_resembles_nothing_is_said_to(visitor: Any, case: str) -> None:
    """A message near nothing gives no suggestion; an empty one is told."""
    page = visitor.post(f"{case}/refusals", {"said": "Добрый день"}, on=f"{case}/refusals").text
    assert "Nothing similar was found" in page
    assert visitor.post(f"{case}/refusals", {"said": " "}, on=f"{case}/refusals").status_code == 400


def test_a_refusal_is_noted_and_listed(visitor: Any, case: str, settings: Any) -> None:
    """The event holds which refusal and their words, and the talks list it."""
    form = {"seq": seq(visitor, case), "said": MESSAGE}
    after = visitor.post(f"{case}/refusals/biometrics-first", form, on=f"{case}/refusals")
    assert after.url.path == f"{case}/talk"
    noted = state(settings, case).refusals[-1]
    assert (noted.refusal, noted.said) == ("biometrics-first", MESSAGE)
    assert refusals()["biometrics-first"].said.en in unescape(after.text)


def test_the_letter_follows_with_what_it_is_about(visitor: Any, case: str, settings: Any) -> None:
    """Noting it can lead to the claim, about the refusal; a letter that does not belong is not gone to."""
    form = {"seq": seq(visitor, case), "letter": "claim"}
    after = visitor.post(f"{case}/refusals/biometrics-first", form, on=f"{case}/refusals")
    assert after.url.path == f"{case}/papers/claim"
    assert '<option value="refusal" selected>' in after.text
    other = {"seq": seq(visitor, case), "letter": "//evil.example"}
    assert (
        visitor.post(f"{case}/refusals/biometrics-first", other, on=f"{case}/refusals").url.path == f"{case}/talk"
    )


def test_what_is_unknown_or_overtaken_writes_nothing(visitor: Any, case: str, settings: Any) -> None:
    """A refusal there is not is not found; a form that was overtaken comes back with what was sent."""
    assert visitor.get(f"{case}/refusals/no-such").status_code == 404
    old = seq(visitor, case)
    assert visitor.post(f"{case}/refusals/no-such", {"seq": old}, on=f"{case}/refusals").status_code == 404
    visitor.post(f"{case}/refusals/biometrics-first", {"seq": old}, on=f"{case}/refusals")
    late = visitor.post(
        f"{case}/refusals/biometrics-first", {"seq": old, "said": "<b>нет</b>"}, on=f"{case}/refusals"
    )
    assert late.status_code == 409
    assert "&lt;b&gt;" in late.text
    assert len(state(settings, case).refusals) == 1


def test_read_only_shows_the_answer_and_notes_nothing(visitor: Any, case: str, settings: Any) -> None:
    """Read-only the answer and the way to the letter are there, without a form that would write."""
    with TestClient(make_app(replace(settings, read_only=True)), base_url=HOME) as client:
        still = Visitor(client, settings)
        still.enter()
        page = still.get(f"{case}/refusals/biometrics-first").text
        assert f'action="{case}/refusals/biometrics-first"' not in page
        assert f'href="{case}/papers/claim"' in page
        form = {"seq": seq(visitor, case)}
        assert still.post(f"{case}/refusals/biometrics-first", form, on=f"{case}/refusals").status_code == 403


def test_incognito_covers_what_was_noted(visitor: Any, case: str, settings: Any) -> None:
    """Their words, which may hold a name or a number, are covered in the list and where they were pasted."""
    said = f"{MESSAGE} Петров, 79161112233"
    visitor.post(
        f"{case}/refusals/biometrics-first", {"seq": seq(visitor, case), "said": said}, on=f"{case}/refusals"
    )
    with TestClient(make_app(replace(settings, incognito=True)), base_url=HOME) as client:
        hidden = Visitor(client, settings)
        hidden.enter()
        assert "Петров" not in hidden.get(f"{case}/talk").text
        page = hidden.post(f"{case}/refusals", {"said": said}, on=f"{case}/refusals").text
        assert "Петров" not in re.sub(r'<input type="hidden"[^>]*>', "", page)
