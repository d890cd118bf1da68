"""Help: an answer to a question in words, the help beside each step, and the words of the field."""

from __future__ import annotations

from typing import Any

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Template

from simoff.desk import ask as desk
from simoff.desk.bundle import catalogue
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput
from simoff.web.pages.start import Form
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View

MOST = 5


@get("/help")
@threaded
def ask(request: AnyRequest) -> Template:
    """The form, and what there is help about."""
    return _page(View(request), None, "")


@post("/help", status_code=200)
@threaded
def answers(request: AnyRequest, data: Form) -> Template:
    """What answers the question. It is sent in a form, so that it stands in no address; nothing is kept."""
    view, text = View(request), data.get("text", "").strip()
    if not text:
        return _page(view, None, "")
    return _page(view, desk.answer(desk.Asked(text, most=MOST), view.lang, today()), text)


@get("/help/steps/{step:str}")
@threaded
def step(request: AnyRequest, step: FromPath[str]) -> Template:
    """The help beside a step of the plan."""
    view = View(request)
    try:
        page = desk.help_for(step, view.lang)
    except WrongInput:
        raise NotFoundException from None
    return view.render("help_step.html", page=page, ask_say=catalogue("cli", view.lang).say)


@get("/help/words")
@threaded
def words(request: AnyRequest) -> Template:
    """The words of the field, each with its meaning."""
    view = View(request)
    return view.render("help_words.html", words=desk.words_of(view.lang))


def _page(view: View, found: dict[str, Any] | None, text: str) -> Template:
    return view.render(
        "help.html",
        found=found,
        text=text,
        steps=desk.steps_of(view.lang),
        longest=desk.LONGEST,
        ask_say=catalogue("cli", view.lang).say,
    )


HANDLERS = (ask, answers, step, words)
