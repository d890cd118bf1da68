"""Words for everything this room can say, in three languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import simoff.line
from simoff.desk.bundle import catalogue
from simoff.lang import LANGS, missing
from simoff.line import MEANINGS, PERSON_CAN_SAY

SOURCE = Path(simoff.line.__file__).parent
SAID = re.compile(r"^(?:next|fault|skipped|alarm)\.[a-z-]+$")


def test_the_languages_say_the_same() -> None:
    """No text is missing in one language, none asks for other values."""
    assert missing([catalogue("line", lang) for lang in LANGS]) == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_meaning_has_its_words(lang: str) -> None:
    """Each observation says what it means, and those a person can make can be chosen by name."""
    words = catalogue("line", lang)
    assert {id_ for id_ in MEANINGS if f"signal.{id_}" not in words} == set()
    assert {id_ for id_ in PERSON_CAN_SAY if f"say.{id_}" not in words} == set()
    assert {key for key in words if key.startswith("signal.")} == {f"signal.{id_}" for id_ in MEANINGS}
    assert set(PERSON_CAN_SAY) <= set(MEANINGS)


def test_every_id_in_the_source_has_words() -> None:
    """Next steps, faults and reasons for skipping that the source names stand in the catalogue."""
    words = catalogue("line", "en")
    named = {
        node.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SAID.match(node.value)
    }
    assert len(named) > 20
    assert {id_ for id_ in named if id_ not in words} == set()
