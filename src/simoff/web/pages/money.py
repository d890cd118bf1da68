"""The money of a case: balance, demand, what came back, what was refused; the sums always add up."""

from __future__ import annotations

from functools import partial
from typing import get_args

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template
from msgspec import UNSET

from simoff.case.decisions import (
    demand_refund,
    note_charge,
    receive_refund,
    refuse_refund,
    settle_refund,
    take_snapshot,
)
from simoff.case.events.money import RefundTo
from simoff.desk.case.keeping import Decide
from simoff.desk.errors import WrongInput
from simoff.web.casework import day_of, line_of, page, roubles_of, write
from simoff.web.entering import may_write
from simoff.web.pages.start import Form
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest

WAYS: tuple[RefundTo, ...] = get_args(RefundTo)
KINDS = ("snapshot", "demanded", "received", "refused", "settled", "charge")


@get("/cases/{case_id:str}/money")
@threaded
def show(request: AnyRequest, case_id: FromPath[str]) -> Template:
    """Where the money stands, and a form for each thing that can happen to it."""
    return page(request, case_id, "money.html", ways=WAYS)


@post("/cases/{case_id:str}/money", guards=[may_write], status_code=303)
@threaded
def note(request: AnyRequest, case_id: FromPath[str], data: Form) -> Redirect:
    """One thing that happened to the money."""
    return write(request, case_id, data, _decision(data), "/money")


def _decision(data: dict[str, str]) -> Decide:
    what, on = data.get("what", ""), day_of(data)
    if what == "snapshot":
        return partial(take_snapshot, on=on, balance=roubles_of(data, "amount"), source=line_of(data, "source"))
    if what == "demanded":
        way = next((each for each in WAYS if each == data.get("to")), None)
        if way is None:
            raise WrongInput("web-choose", what="to")
        amount = roubles_of(data, "amount") if line_of(data, "amount") else UNSET
        return partial(demand_refund, on=on, to=way, amount=amount)
    if what == "received":
        return partial(
            receive_refund, on=on, amount=roubles_of(data, "amount"), reference=line_of(data, "reference")
        )
    if what == "refused":
        written = data.get("in_writing") == "yes"
        return partial(refuse_refund, on=on, why=line_of(data, "why"), in_writing=written)
    if what == "settled":
        return partial(settle_refund, on=on, why=line_of(data, "why"))
    if what == "charge":
        return partial(note_charge, on=on, amount=roubles_of(data, "amount"), what=line_of(data, "why"))
    raise WrongInput("web-choose", what="what")


HANDLERS = (show, note)
