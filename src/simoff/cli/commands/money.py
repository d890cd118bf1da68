"""``simoff money``: the refund of a kept case: what is demanded, what came, what is open, and what to do next."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Final, get_args

from msgspec import UNSET, UnsetType

from simoff.case import decisions as do
from simoff.case.events.money import RefundTo
from simoff.cli.arguments import Parser, chosen, day_of
from simoff.cli.call import Call
from simoff.cli.case_options import amount
from simoff.cli.case_page import written_page
from simoff.cli.document import Document
from simoff.cli.money_page import money_page
from simoff.cli.passphrase import passphrase
from simoff.desk.case.attaching import attach_to
from simoff.desk.case.keeping import Changed, Decide, change, read, the_case
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput
from simoff.desk.money import given, ledger_of
from simoff.desk.record import open_record
from simoff.record.store import Record

WAYS: Final[tuple[RefundTo, ...]] = get_args(RefundTo)
Build = Callable[[argparse.Namespace, "str | UnsetType"], Decide]


def run(call: Call, words: Sequence[str]) -> int:
    """Show the ledger of a case, or note what happened to the money; the sums always add up."""
    options = _read(words)
    build = None if options.action == "show" else _BUILDS[options.action]
    if build is not None:
        build(options, UNSET)  # what is wrong with the words is said before anything is kept
    with open_record(os.environ, passphrase(call)) as record:
        case_id = the_case(record, options.case)
        if build is None:
            return _show(call, record, case_id, options)
        return _tell(call, case_id, _written(record, case_id, options, build))


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("money")
    parser.add_argument("action", nargs="?")
    parser.add_argument("amount", nargs="?")
    for name in ("--case", "--on", "--as-of", "--file"):
        parser.add_argument(name, metavar="TEXT")
    for name in ("--source", "--why", "--paper", "--reference", "--refusal", "--to"):
        parser.add_argument(name, metavar="TEXT", default="")
    parser.add_argument("--written", action="store_true")
    options = parser.read(words)
    actions = ("show", *_BUILDS)
    parser.need(options.action, " | ".join(actions))
    chosen("money", options.action, actions)
    if options.action in ("snapshot", "received"):
        parser.need(options.amount, "AMOUNT")
    elif options.amount and options.action != "demanded":
        raise WrongInput("too-much", text=options.amount, command="money")
    return options


def _show(call: Call, record: Record, case_id: str, options: argparse.Namespace) -> int:
    on = day_of("--as-of", options.as_of) or today()
    ledger = ledger_of(read(record, case_id), os.environ, call.lang, on)
    if call.json:
        call.write_json({"case": case_id, "ledger": ledger})
    else:
        call.show(Document(call.lang, tuple(money_page(call, ledger))))
    return 0


def _written(record: Record, case_id: str, options: argparse.Namespace, build: Build) -> Changed:
    if options.file is None:
        return change(record, case_id, build(options, UNSET), os.environ)
    path, on = Path(options.file), day_of("--on", options.on) or today()
    proof = attach_to(record, case_id, path, os.environ, on=on, then=lambda sha256: build(options, sha256))
    return proof.changed


def _tell(call: Call, case_id: str, changed: Changed) -> int:
    if call.json:
        written = [event.ID for event in changed.events]
        call.write_json({"case": case_id, "written": written, "events": changed.after.length})
        return 0
    call.show(written_page(call, case_id, changed))
    sys.stdout.write(call.say("money.see") + "\n")
    return 0


def _amount(options: argparse.Namespace) -> Decimal | None:
    return None if not options.amount else amount(options.amount)


def _snapshot(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    balance = amount(options.amount)
    return partial(do.take_snapshot, on=_on(options), balance=balance, source=options.source, file=file)


def _demanded(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    way = chosen("--to", options.to or "bank_account", WAYS)
    return partial(
        do.demand_refund,
        on=_on(options),
        to=next(one for one in WAYS if one == way),
        amount=given(_amount(options)),
        basis=options.why,
        paper=options.paper,
    )


def _received(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    came = amount(options.amount)
    return partial(do.receive_refund, on=_on(options), amount=came, reference=options.reference, file=file)


def _refused(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    return partial(
        do.refuse_refund,
        on=_on(options),
        why=options.why,
        refusal=options.refusal,
        in_writing=options.written or file is not UNSET,
        file=file,
    )


def _settled(options: argparse.Namespace, file: str | UnsetType) -> Decide:
    return partial(do.settle_refund, on=_on(options), why=options.why)


def _on(options: argparse.Namespace) -> date:
    return day_of("--on", options.on) or today()


_BUILDS: Final[dict[str, Build]] = {
    "snapshot": _snapshot,
    "demanded": _demanded,
    "received": _received,
    "refused": _refused,
    "settled": _settled,
}
