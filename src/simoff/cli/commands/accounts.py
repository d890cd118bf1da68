"""``simoff accounts``: what hangs on the number, found in one's own archives, and in which order to move it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from simoff.cli.arguments import Parser, chosen, day_of
from simoff.cli.call import Call
from simoff.cli.passphrase import passphrase
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput

if TYPE_CHECKING:
    from simoff.desk.accounts import Scan
    from simoff.record.store import Record

ACTIONS = ("scan", "list", "moved", "waive", "name")
LOSSES = ("critical", "high", "medium", "low")


def run(call: Call, words: Sequence[str]) -> int:
    """``scan FILE…`` reads archives and keeps nothing, unless a case is named; the others work on a case."""
    options = _read(words)
    return {"scan": _scan, "list": _list, "moved": _moved, "waive": _waive, "name": _name}[
        options.action
    ](call, options)


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("accounts")
    parser.add_argument("action", nargs="?")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--case", metavar="ID")
    parser.add_argument("--line", metavar="SIM|NUMBER")
    parser.add_argument("--since", metavar="DATE")
    parser.add_argument("--password-file", metavar="FILE")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--on", metavar="DATE")
    parser.add_argument("--to", metavar="WHERE")
    parser.add_argument("--note", metavar="TEXT", default="")
    parser.add_argument("--why", metavar="TEXT", default="")
    parser.add_argument("--sender", metavar="SENDER", default="")
    parser.add_argument("--loss", metavar="LOSS", default="high")
    options = parser.read(words)
    parser.need(options.action, " | ".join(ACTIONS))
    chosen("accounts", options.action, ACTIONS)
    if options.action == "list" and options.words:
        raise WrongInput("too-much", text=options.words[0], command="accounts")
    if options.action != "list":
        parser.need(options.words, {"scan": "FILE", "name": "NAME"}.get(options.action, "ID"))
    if options.line is not None and not options.line.strip():
        raise WrongInput("option-value", option="--line", command="accounts")
    return options


def _scan(call: Call, options: argparse.Namespace) -> int:
    day_of("--on", options.on)
    if options.case is None:
        _show(call, options, _read_archives(call, options, None), None)
        return 0
    from simoff.desk.account_case import keep_scan, number_of

    with _record(call) as record:
        done = _read_archives(call, options, number_of(record, options.case))
        on = day_of("--on", options.on) or today()
        settled = keep_scan(record, options.case, done, os.environ, on=on)
    kept = {"id": options.case, "new": list(settled.new), "reopened": list(settled.reopened)}
    _show(call, options, done, kept)
    return 0


def _read_archives(call: Call, options: argparse.Namespace, number: str | None) -> Scan:
    from simoff.cli.progress import Meter
    from simoff.desk.accounts import Asked, password_of, scan

    asked = Asked(
        files=tuple(map(Path, options.words)),
        line=options.line,
        since=day_of("--since", options.since),
        number=number,
        password=password_of(None if options.password_file is None else Path(options.password_file)),
    )
    with Meter(call, sys.stderr) as meter:
        return scan(asked, call.lang, meter.show)


def _show(call: Call, options: argparse.Namespace, done: Scan, kept: dict[str, Any] | None) -> None:
    from simoff.desk.accounts import render_scan

    found = render_scan(done, call.lang)
    if call.json:
        call.write_json(found if kept is None else {**found, "case": kept})
        return
    from simoff.cli.accounts_page import inventory_page

    call.show(inventory_page(call, found, kept, everything=options.all))


def _list(call: Call, options: argparse.Namespace) -> int:
    from simoff.desk.account_case import listed

    with _record(call) as record:
        found = listed(record, _case(record, options), call.lang)
    if call.json:
        call.write_json(found)
        return 0
    from simoff.cli.accounts_page import list_page

    call.show(list_page(call, found, everything=options.all))
    return 0


def _moved(call: Call, options: argparse.Namespace) -> int:
    from simoff.case.events.accounts import MovedTo
    from simoff.desk.account_case import move

    stated = options.to or "other_number"
    chosen("--to", stated, get_args(MovedTo))
    to: MovedTo = next(word for word in get_args(MovedTo) if word == stated)
    with _record(call) as record:
        on = day_of("--on", options.on) or today()
        case_id = _case(record, options)
        move(record, case_id, options.words, os.environ, on=on, to=to, note=options.note)
        return _left(call, record, case_id)


def _waive(call: Call, options: argparse.Namespace) -> int:
    from simoff.desk.account_case import waive

    with _record(call) as record:
        on = day_of("--on", options.on) or today()
        case_id = _case(record, options)
        waive(record, case_id, options.words, os.environ, on=on, why=options.why)
        return _left(call, record, case_id)


def _name(call: Call, options: argparse.Namespace) -> int:
    """Say whose messages an unknown group is: from then on it is an account of the case."""
    from simoff.desk.account_case import name

    loss = chosen("--loss", options.loss, LOSSES)
    with _record(call) as record:
        on = day_of("--on", options.on) or today()
        case_id = _case(record, options)
        name(record, case_id, " ".join(options.words), os.environ, on=on, sender=options.sender, loss=loss)
        return _left(call, record, case_id)


def _left(call: Call, record: Record, case_id: str) -> int:
    """What is left to move, after something was settled."""
    from simoff.desk.account_case import listed

    found = listed(record, case_id, call.lang)
    if call.json:
        call.write_json(found)
        return 0
    left = found["unmoved"]["critical"] + found["unmoved"]["high"]
    sys.stdout.write(call.say("accounts.left" if left else "accounts.left-none", n=left) + "\n")
    return 0


@contextmanager
def _record(call: Call) -> Iterator[Record]:
    from simoff.desk.record import open_record

    with open_record(os.environ, passphrase(call)) as record:
        yield record


def _case(record: Record, options: argparse.Namespace) -> str:
    from simoff.desk.case.keeping import the_case

    return the_case(record, options.case)
