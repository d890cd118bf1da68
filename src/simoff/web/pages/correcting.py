"""Correct this: from what somebody saw to a file for those who keep the facts. Nothing is sent or changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Template
from msgspec import UNSET

from simoff.desk.bundle import load_facts
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput
from simoff.desk.freshness.patching import LANGUAGES, LONGEST, Patch, Said, confirm, correct
from simoff.facts import Facts, Value
from simoff.facts.differences import start_of
from simoff.web.casework import day_of, line_of, maybe_day, text_of
from simoff.web.failing import refusal_texts
from simoff.web.pages.start import Form
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View


@get("/facts/{fact_id:str}/correct/{start:str}")
@threaded
def show(request: AnyRequest, fact_id: FromPath[str], start: FromPath[str]) -> Template:
    """What is said now, to be confirmed or said otherwise."""
    value = _value(_facts(request), fact_id, start)
    return _page(request, fact_id, start, value, _filled(value))


@post("/facts/{fact_id:str}/correct/{start:str}", status_code=200)
@threaded
def make(
    request: AnyRequest, fact_id: FromPath[str], start: FromPath[str], data: Form
) -> Template | Response[bytes]:
    """What would change, in words, with the file to take away; or what is wrong with what was typed."""
    facts = _facts(request)
    value = _value(facts, fact_id, start)
    typed = {
        name: text_of(data, name)
        for name in {*_filled(value), "kind", "new", "by", "how", "source"}
        if name in data
    }
    typed |= {name: line_of(data, name) for name in ("on", "dated")}
    try:
        patch = _patch(facts, fact_id, start, value, typed, View(request).lang)
    except WrongInput as fault:
        words = refusal_texts(View(request), fault)
        return _page(request, fact_id, start, value, _filled(value) | typed, fault=words, status=400)
    if data.get("go") == "file":
        headers = {"content-disposition": f"attachment; filename={patch.name}"}
        return Response(patch.text.encode(), media_type="application/toml", headers=headers)
    return _page(request, fact_id, start, value, _filled(value) | typed, patch=patch, sent=typed)


def _patch(facts: Facts, fact_id: str, start: str, value: Value, typed: Mapping[str, str], lang: str) -> Patch:
    if not (typed.get("by") and typed.get("how")):
        raise WrongInput("web-choose", what="by")
    on, dated = day_of(typed), maybe_day(typed, "dated")
    if on > today():
        raise WrongInput("patch-future", day=on)
    said = Said(on, typed["by"], typed["how"], typed.get("source") or None, None if dated is UNSET else dated)
    if typed.get("kind") != "correct":
        return confirm(fact_id, start, said, lang, facts)
    now = _filled(value)
    settings = [f"{name}={typed[name]}" for name in now if typed.get(name, now[name]) != now[name]]
    return correct(fact_id, start, settings, said, lang, facts, new=typed.get("new") == "yes")


def _filled(value: Value) -> dict[str, str]:
    """What of a value can be said otherwise on the page, as it is now."""
    filled = {f"text.{lang}": value.text.in_(lang) for lang in LANGUAGES}
    filled["start"] = start_of(value)
    if value.number is not None:
        filled["number"] = str(value.number)
    return filled


def _facts(request: AnyRequest) -> Facts:
    return load_facts(environment=request.app.state.settings.environment)


def _value(facts: Facts, fact_id: str, start: str) -> Value:
    fact = facts.facts.get(fact_id)
    found = [] if fact is None else [value for value in fact.values if start_of(value) == start]
    if len(found) != 1:
        raise NotFoundException
    return found[0]


def _page(
    request: AnyRequest,
    fact_id: str,
    start: str,
    value: Value,
    filled: Mapping[str, str],
    *,
    status: int = 200,
    **made: Any,  # noqa: ANN401 - what became of the form
) -> Template:
    shown: dict[str, Any] = {"fault": None, "patch": None, "sent": {}, **made}
    about: dict[str, Any] = {"id": fact_id, "start": start, "value": value, "filled": filled}
    return View(request).render(
        "correct.html", status=status, **about, **shown, longest=LONGEST, today=today(), langs=LANGUAGES
    )


HANDLERS = (show, make)
