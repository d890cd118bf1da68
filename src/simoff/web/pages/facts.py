"""What the plans rest on: all facts by subject, and one of them with its sources, dates and doubts."""

from __future__ import annotations

from litestar import get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Template

from simoff.desk import facts as desk
from simoff.desk.bundle import load_facts
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View


@get("/facts")
@threaded
def every(request: AnyRequest) -> Template:
    """What there are facts about, and how many."""
    view = View(request)
    topics: dict[str, int] = {}
    for line in desk.list_facts(today(), view.lang):
        topics[line.topic] = topics.get(line.topic, 0) + 1
    named = [(topic, _name(topic, view), count) for topic, count in topics.items()]
    return view.render("facts.html", topics=named)


@get("/facts/about/{topic:str}")
@threaded
def about(request: AnyRequest, topic: FromPath[str]) -> Template:
    """The facts of one subject."""
    view = View(request)
    lines = [line for line in desk.list_facts(today(), view.lang) if line.topic == topic]
    if not lines:
        raise NotFoundException
    return view.render("facts_about.html", name=_name(topic, view), lines=lines)


@get("/facts/{fact_id:str}")
@threaded
def one(request: AnyRequest, fact_id: FromPath[str]) -> Template:
    """One fact: its values, sources, dates, doubt, and how to correct it."""
    view = View(request)
    try:
        page = desk.show_fact(fact_id, today(), view.lang)
    except WrongInput:
        raise NotFoundException from None
    return view.render("fact.html", page=page)


def _name(topic: str, view: View) -> str:
    """A subject in words; an operator by its name; the id where nobody has named it yet."""
    operator = load_facts().operators.get(topic)
    if operator is not None:
        return operator.name.in_(view.lang)
    key = f"web.about.{topic}"
    return view.say(key) if view.says(key) else topic


HANDLERS = (every, about, one)
