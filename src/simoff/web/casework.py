"""What the pages of a case share: reading it in words, and writing one decision with the page's number checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from litestar.response import Redirect, Template
from msgspec import UNSET, UnsetType

from simoff.desk.case.keeping import Decide, Kept, change, read
from simoff.desk.case.showing import shown
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput
from simoff.web.record import check_seen, the_record
from simoff.web.view import AnyRequest, View

LONGEST_LINE = 300
LONGEST_TEXT = 20_000


NOTHING: Final = slice(0)


def load(request: AnyRequest, case_id: str, view: View, part: slice = NOTHING) -> tuple[Kept, dict[str, Any]]:
    """The case as it is kept, and as plain values in words; of its timeline the ``part``."""
    with the_record(request) as record:
        kept = read(record, case_id)
    return kept, shown(kept, request.app.state.settings.environment, view.lang, today(), part=part)


def page(
    request: AnyRequest,
    case_id: str,
    template: str,
    *,
    part: slice = NOTHING,
    **context: Any,  # noqa: ANN401
) -> Template:
    """A page of a case."""
    view = View(request)
    kept, case = load(request, case_id, view, part)
    return view.render(template, case=case, state=kept.state, seq=len(kept.recorded), today=today(), **context)


def write(request: AnyRequest, case_id: str, data: Mapping[str, Any], decide: Decide, back: str) -> Redirect:
    """Carry out one decision, unless the case changed since the form was made; then back to ``back``."""
    with the_record(request) as record:
        check_seen(record, case_id, data)
        change(record, case_id, decide, request.app.state.settings.environment)
    return Redirect(f"/cases/{case_id}{back}", status_code=303)


def line_of(data: Mapping[str, Any], name: str) -> str:
    """A field as one line of bounded length."""
    return " ".join(str(data.get(name) or "").split())[:LONGEST_LINE]


def text_of(data: Mapping[str, Any], name: str) -> str:
    """A field as text of several lines."""
    return str(data.get(name) or "").replace("\r\n", "\n").strip()[:LONGEST_TEXT]


def day_of(data: Mapping[str, Any], name: str = "on") -> date:
    """A date field; today where it is empty. WrongInput for what is no date."""
    text = line_of(data, name)
    if not text:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongInput("bad-date", option=name, value=text) from None


def maybe_day(data: Mapping[str, Any], name: str) -> date | UnsetType:
    """A date field that may be empty."""
    return day_of(data, name) if line_of(data, name) else UNSET


def roubles_of(data: Mapping[str, Any], name: str) -> Decimal:
    """An amount with a point or a comma. WrongInput for what is no amount."""
    text = line_of(data, name).replace(" ", "").replace("\u00a0", "").replace(",", ".")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise WrongInput("web-amount", value=text[:40]) from None
    if not amount.is_finite():
        raise WrongInput("web-amount", value=text[:40])
    return amount
