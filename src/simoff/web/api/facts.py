"""What plans rest on: the facts, and one of them with its sources, dates and doubts."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from litestar import get
from litestar.params import FromQuery, PathParameter, QueryParameter
from msgspec import Struct

from simoff.desk import facts as desk
from simoff.desk.clock import today
from simoff.desk.facts import FactLine, FactPage
from simoff.web.api.fields import Cursor, Limit
from simoff.web.api.paging import page_of
from simoff.web.api.problems import READING
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, asked_language

AsOf = Annotated[date | None, QueryParameter(name="as_of", description="The day; without it today.")]
FactId = Annotated[str, PathParameter(max_length=160)]


class FactsPage(Struct, frozen=True):
    """Facts in the order of their ids' packs; ``next`` continues the list."""

    facts: list[FactLine]
    next: str | None


@get("/facts", responses=READING, operation_id="listFacts")
@threaded
def listed(
    request: AnyRequest,
    topic: FromQuery[str | None] = None,
    as_of: AsOf = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> FactsPage:
    """The facts as they stand on a day, all or those of a topic."""
    lines = desk.list_facts(as_of or today(), asked_language(request))
    shown, following = page_of([each for each in lines if topic in (None, each.topic)], limit, cursor)
    return FactsPage(shown, following)


@get("/facts/{fact_id:str}", responses=READING, operation_id="showFact")
@threaded
def one(request: AnyRequest, fact_id: FactId, as_of: AsOf = None) -> FactPage:
    """One fact with all its values."""
    return desk.show_fact(fact_id, as_of or today(), asked_language(request))


HANDLERS = (listed, one)
