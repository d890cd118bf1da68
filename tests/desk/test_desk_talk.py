"""The sheets to speak from, as the desk makes them: what is never told stands on them."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from simoff.desk.guard import never_tell_lines
from simoff.desk.plan import Asked, Made, make
from simoff.desk.talk import card_for, script_for, talk_files
from simoff.papers.talk import Talk

LANGS = ("zh", "ru", "en")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """The plan of a number, made where nothing was recorded."""
    return make(Asked("+79161234567"), {"SIMOFF_HOME": str(tmp_path)})


def never_on(talk: Talk) -> list[str]:
    sections = [section for section in talk.sections if section.id.endswith(".never")]
    return [line.text for section in sections for line in section.lines if line.text]


@pytest.mark.parametrize("lang", LANGS)
def test_the_script_says_to_call_back_oneself_and_to_send_no_papers(made: Made, lang: str) -> None:
    """The guard's lines that the script lacks of its own stand there, once, in the language of the sheet."""
    found = never_on(script_for(made, lang))
    for line in never_tell_lines(lang, ("papers", "call-back", "safe-account")):
        assert found.count(line) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_the_card_says_what_is_never_told_at_the_counter(made: Made, lang: str) -> None:
    """Card digits, dictated codes, a call that follows, a safe account: each once on the counter card."""
    found = never_on(card_for(made, lang))
    for line in never_tell_lines(lang, ("card", "dial", "call-back", "safe-account")):
        assert found.count(line) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_the_lines_reach_the_page_for_the_telephone(made: Made, lang: str) -> None:
    """What the sheet carries is in the page that is handed out, not only in the value."""
    (line,) = never_tell_lines(lang, ("call-back",))
    for talk in (card_for(made, lang), script_for(made, lang)):
        assert line in unescape(talk_files(talk)[f"{talk.kind}.html"].decode())
