"""Letters of one language left in another, beyond names in quotes or brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from simoff.facts.checks.check import Check, Hit, texts_of
from simoff.facts.model import Facts

_QUOTED = re.compile(r"«[^»]*»|„[^“”]*[“”]|“[^”]*”|\"[^\"]*\"|「[^」]*」|《[^》]*》|\([^()]*\)|（[^（）]*）")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+(?:[\s-]+[\u0400-\u04ff]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_FOREIGN = {"zh": _CYRILLIC, "en": re.compile(rf"{_CYRILLIC.pattern}|{_HAN.pattern}"), "ru": _HAN}


def _find(facts: Facts, as_of: date) -> Iterator[Hit]:
    for fact in facts.facts.values():
        for place, text in texts_of(fact):
            for language, foreign in _FOREIGN.items():
                if left := foreign.search(_unquoted(text.in_(language))):
                    yield fact.id, f"{place} in {language} holds {left[0][:40]!r}"


def _unquoted(text: str) -> str:
    for _ in range(2):  # a quote may stand in brackets and brackets in a quote
        text = _QUOTED.sub(" ", text)
    return text


CHECK = Check(
    id="foreign-script",
    severity="error",
    reason="Most likely a passage that was not translated",
    fix="Translate it; put a Russian name that must stay into quotes",
    find=_find,
)
