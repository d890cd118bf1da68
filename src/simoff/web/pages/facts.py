"""What the plans rest on: all facts, and one of them with its sources, dates and doubts."""

from __future__ import annotations

from litestar import get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Template

from simoff.desk import facts as desk
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View


@get("/facts")
@threaded
def every(request: AnyRequest) -> Template:
    """All facts by topic."""
    view = View(request)
    lines = desk.list_facts(today(), view.lang)
    topics = {line.topic: [each for each in lines if each.topic == line.topic] for line in lines}
    return view.render("facts.html", topics=topics)


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


HANDLERS = (every, one)
