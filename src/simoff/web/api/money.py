"""The money of a case: balance, demand, what came, what was refused, charges. The sums always add up."""

from __future__ import annotations

from datetime import date
from functools import partial

from litestar import Response
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import UNSET, UnsetType

from simoff.case import decisions as do
from simoff.case.events.money import RefundTo
from simoff.desk.case.keeping import Decide
from simoff.web.api.fields import Amount, Body, CaseId, Short, Text, day_or_today, roubles
from simoff.web.api.writing import Sent, Written, case_write, decided
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest


class Dated(Body, frozen=True, kw_only=True):
    """Something that happened on a day; without one today."""

    on: date | UnsetType = UNSET


class Balance(Dated, frozen=True, kw_only=True):
    """What the line held; negative is a debt."""

    balance: Amount
    source: Short = ""


class Demand(Dated, frozen=True, kw_only=True):
    """What was demanded back, and how; without an amount the whole rest."""

    to: RefundTo
    amount: Amount | UnsetType = UNSET


class Receipt(Dated, frozen=True, kw_only=True):
    """What came back."""

    amount: Amount
    reference: Short = ""


class RefundRefusal(Dated, frozen=True, kw_only=True):
    """That the operator will not pay."""

    why: Text = ""
    in_writing: bool = False


class Settlement(Dated, frozen=True, kw_only=True):
    """That the matter is over, and why the rest is given up."""

    why: Text = ""


class Charge(Dated, frozen=True, kw_only=True):
    """What was charged, and for what."""

    amount: Amount
    what: Text
    disputed: bool = True


@case_write("/cases/{case_id:str}/money/balance", "noteBalance")
@threaded
def balance(
    request: AnyRequest, case_id: CaseId, data: JSONBody[Balance], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Note what the line held."""
    on = day_or_today(data.on)
    decide = partial(do.take_snapshot, on=on, balance=roubles(data.balance), source=data.source)
    return decided(request, case_id, sent, data, decide)


@case_write("/cases/{case_id:str}/money/demand", "demandRefund")
@threaded
def demand(
    request: AnyRequest, case_id: CaseId, data: JSONBody[Demand], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Note that the money was demanded in writing."""
    amount = UNSET if data.amount is UNSET else roubles(data.amount)
    decide: Decide = partial(do.demand_refund, on=day_or_today(data.on), to=data.to, amount=amount)
    return decided(request, case_id, sent, data, decide)


@case_write("/cases/{case_id:str}/money/receive", "receiveRefund")
@threaded
def receive(
    request: AnyRequest, case_id: CaseId, data: JSONBody[Receipt], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Note that money came, all of it or a part."""
    on = day_or_today(data.on)
    decide = partial(do.receive_refund, on=on, amount=roubles(data.amount), reference=data.reference)
    return decided(request, case_id, sent, data, decide)


@case_write("/cases/{case_id:str}/money/refuse", "noteRefundRefusal")
@threaded
def refuse(
    request: AnyRequest, case_id: CaseId, data: JSONBody[RefundRefusal], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Note that the operator refused to pay."""
    decide = partial(do.refuse_refund, on=day_or_today(data.on), why=data.why, in_writing=data.in_writing)
    return decided(request, case_id, sent, data, decide)


@case_write("/cases/{case_id:str}/money/settle", "settleRefund")
@threaded
def settle(
    request: AnyRequest, case_id: CaseId, data: JSONBody[Settlement], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Note that the refund is over."""
    decide = partial(do.settle_refund, on=day_or_today(data.on), why=data.why)
    return decided(request, case_id, sent, data, decide)


@case_write("/cases/{case_id:str}/money/charge", "noteCharge")
@threaded
def charge(
    request: AnyRequest, case_id: CaseId, data: JSONBody[Charge], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Note a charge."""
    decide = partial(
        do.note_charge,
        on=day_or_today(data.on),
        amount=roubles(data.amount),
        what=data.what,
        disputed=data.disputed,
    )
    return decided(request, case_id, sent, data, decide)


HANDLERS = (balance, demand, receive, refuse, settle, charge)
