"""The accounts of a case: what hangs on the number, what was moved, what is knowingly left."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, JSONBody
from msgspec import UNSET, Meta, Struct, UnsetType

from simoff.case.events.accounts import Loss, MovedTo
from simoff.desk import account_case as desk
from simoff.record.interface import Store
from simoff.web.api.fields import Body, CaseId, Cursor, Id, Limit, Text, day_or_today
from simoff.web.api.paging import page_of
from simoff.web.api.problems import READING
from simoff.web.api.writing import Sent, Written, case_write, tag, write
from simoff.web.record import the_record
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, asked_language

AccountIds = Annotated[list[Id], Meta(min_length=1, max_length=100)]


class Change(Struct, frozen=True):
    """How a service's number is changed, and how well that is known."""

    text: str
    old_number: str
    without_sms: list[str]
    without_old: str | None
    confidence: str
    check_live_page: bool
    sources: list[str]
    cites: list[str]
    read_up_to: date


class Account(Struct, frozen=True):
    """An account that hangs, or hung, on the number."""

    id: str
    name: str
    category: str
    loss: Loss
    status: str
    since: date | None
    reopened: str | None
    evidence: int | None
    confidence: str
    first_seen: date | None
    last_seen: date | None
    count: int
    line: str | None
    turn: str
    change: Change | None


class Unmoved(Struct, frozen=True):
    """How many accounts keep the gate shut."""

    critical: int
    high: int


class AccountsPage(Struct, frozen=True):
    """Accounts in the order of moving, open ones first; ``next`` continues the list."""

    accounts: list[Account]
    unmoved: Unmoved
    next: str | None


class AccountsMoved(Body, frozen=True, kw_only=True):
    """Accounts that no longer hang on the number, and on what they hang now."""

    accounts: AccountIds
    to: MovedTo = "other_number"
    note: Text = ""
    on: date | UnsetType = UNSET


class AccountsWaived(Body, frozen=True, kw_only=True):
    """Accounts that are knowingly left on the number, and why."""

    accounts: AccountIds
    why: Text
    on: date | UnsetType = UNSET


@get("/cases/{case_id:str}/accounts", responses=READING, operation_id="listAccounts")
@threaded
def listed(
    request: AnyRequest,
    case_id: CaseId,
    status: FromQuery[Literal["open", "all"]] = "all",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response[AccountsPage]:
    """The accounts of a case."""
    with the_record(request) as record:
        found = desk.listed(record, case_id, asked_language(request))
        seq = record.head(case_id).seq
    accounts = msgspec.convert(found["accounts"], list[Account])
    shown = [each for each in accounts if status == "all" or each.status not in ("moved", "waived")]
    entries, following = page_of(shown, limit, cursor)
    page = AccountsPage(entries, msgspec.convert(found["unmoved"], Unmoved), following)
    return Response(page, headers={"ETag": tag(seq)})


@case_write("/cases/{case_id:str}/accounts/move", "moveAccounts")
@threaded
def move(
    request: AnyRequest, case_id: CaseId, data: JSONBody[AccountsMoved], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Note that accounts were moved, all of them or none."""
    environment, on = request.app.state.settings.environment, day_or_today(data.on)

    def work(store: Store) -> None:
        desk.move(store, case_id, data.accounts, environment, on=on, to=data.to, note=data.note)

    return write(request, case_id, sent, data, work)


@case_write("/cases/{case_id:str}/accounts/waive", "waiveAccounts")
@threaded
def waive(
    request: AnyRequest, case_id: CaseId, data: JSONBody[AccountsWaived], sent: NamedDependency[Sent]
) -> Response[Written]:
    """Knowingly leave accounts on the number, all of them or none."""
    environment, on = request.app.state.settings.environment, day_or_today(data.on)

    def work(store: Store) -> None:
        desk.waive(store, case_id, data.accounts, environment, on=on, why=data.why)

    return write(request, case_id, sent, data, work)


HANDLERS = (listed, move, waive)
