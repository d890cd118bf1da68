"""What a form held, in the words of its page: to look at before it is sent again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from simoff.desk.bundle import catalogue
from simoff.web.view import View

_LABELS: Final = {
    "on": "web.field.on",
    "with_whom": "web.talk.with",
    "reference": "web.talk.reference",
    "summary": "web.talk.summary",
    "note": "web.changed.note",
    "ends_on": "web.talk.ends-on",
    "amount": "web.details.amount",
    "source": "web.money.source",
    "why": "web.changed.note",
    "track": "web.papers.track",
    "registration": "web.gate.registration",
    "office": "web.gate.office",
    "said": "web.changed.note",
    "text": "web.changed.note",
}
"""The fields somebody types into; a choice among buttons is not repeated, it is sent again as it was."""


def in_words(view: View, sent: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Label and text of what was typed or answered, covered where the server runs incognito."""
    for key, value in sent.items():
        label = _label(view, key)
        if value and label:
            yield label, view.mask(_text(view, key, value))


def _label(view: View, key: str) -> str | None:
    group, _, name = key.partition(".")
    if group == "waive":
        titles, title = catalogue("plan", view.lang), f"step.{name}.title"
        return titles.say(title) if title in titles else None
    if group == "answer":
        return view.say("web.talk.answers")
    places = (_LABELS.get(key, ""), f"web.ask.{key}", f"web.details.{name}")
    return next((view.say(place) for place in places if view.says(place)), None)


def _text(view: View, key: str, value: str) -> str:
    """An answer of the interview by its name."""
    if key == "operator":
        return view.operators().get(value, value)
    choice = f"web.choice.{key}.{value}"
    if view.says(choice):
        return view.say(choice)
    return view.say({"true": "web.ask.yes", "false": "web.ask.no"}[value]) if value in ("true", "false") else value
