"""``simoff record``: how the record is, whether it is whole, and stamping it from outside."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from simoff.cli.arguments import Parser, chosen
from simoff.cli.call import Call
from simoff.cli.document import Document, Item, Items, Paragraph, Title
from simoff.cli.passphrase import passphrase
from simoff.desk.errors import WrongInput

if TYPE_CHECKING:
    from simoff.desk.record_anchor import Anchored
    from simoff.record.stamps import Proof

FAILED = 1
FOUND_BAD = 3
ACTIONS = ("status", "verify", "anchor", "lock")


def run(call: Call, words: Sequence[str]) -> int:
    """``status``, ``verify`` (3 when something is broken), ``anchor`` (uses the network, and says so) or
    ``lock`` (changes what opens the record).
    """
    options = _read(words)
    if options.action == "status":
        return _status(call)
    if options.action == "lock":
        return _lock(call, options)
    return _verify(call, options) if options.action == "verify" else _anchor(call, options)


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("record")
    parser.add_argument("action", nargs="?")
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--authority", metavar="URL")
    parser.add_argument("--certificates", metavar="FILE")
    parser.add_argument("--new-passphrase-file", metavar="FILE")
    options = parser.read(words)
    parser.need(options.action, " | ".join(ACTIONS))
    chosen("record", options.action, ACTIONS)
    if options.action == "status" and options.cases:
        raise WrongInput("too-much", text=options.cases[0], command="record")
    if options.action == "lock":
        from simoff.desk.record import KINDS

        parser.need(options.cases, " | ".join(KINDS))
        if len(options.cases) > 1:
            raise WrongInput("too-much", text=options.cases[1], command="record")
        chosen("record lock", options.cases[0], KINDS)
    return options


def _lock(call: Call, options: argparse.Namespace) -> int:
    from simoff.desk.record_lock import change_lock

    locked = change_lock(options.cases[0], os.environ, passphrase(call), options.new_passphrase_file)
    if call.json:
        call.write_json(locked)
        return 0
    told = [f"now.{locked.now}"]
    if locked.now != locked.before or locked.now == "passphrase":
        told.append(f"before.{locked.before}")
    texts = (Paragraph(call.say(f"record.{key}", file=locked.key_file)) for key in told)
    call.show(Document(call.lang, tuple(texts)))
    return 0


def _status(call: Call) -> int:
    from simoff.cli.record_page import record_items
    from simoff.desk.record_state import look

    report = look(os.environ)
    if call.json:
        call.write_json(report)
    else:
        items = Items(tuple(record_items(call, report)))
        call.show(Document(call.lang, (Title(call.say("record.title")), items)))
    return FOUND_BAD if report.needs_attention() else 0


def _verify(call: Call, options: argparse.Namespace) -> int:
    from simoff.desk.record import open_record
    from simoff.desk.record_anchor import roots_of
    from simoff.record.stamps import prove

    with open_record(os.environ, passphrase(call)) as record:
        roots = roots_of(os.environ, options.certificates)
        cases = options.cases or record.engine.case_ids()
        proofs = {case_id: prove(record, case_id, roots) for case_id in cases}
    verdicts = [proof.verdict for proof in proofs.values()]
    overall = next((word for word in ("broken", "consistent", "anchored") if word in verdicts), "consistent")
    if call.json:
        found = [
            {"case": case_id, "verdict": proof.verdict, "problems": proof.problems, "stamps": proof.stamps}
            for case_id, proof in proofs.items()
        ]
        call.write_json({"verdict": overall, "cases": found})
    else:
        items = tuple(_proof(call, case_id, proof) for case_id, proof in proofs.items())
        empty = () if items else (Paragraph(call.say("record.no-cases")),)
        call.show(Document(call.lang, (Title(call.say(f"record.verdict.{overall}")), Items(items), *empty)))
    return FOUND_BAD if overall == "broken" else 0


def _proof(call: Call, case_id: str, proof: Proof) -> Item:
    if proof.problems:
        told = tuple(Paragraph(problem_text(call, one.place, one.what)) for one in proof.problems)
        return Item(case_id, "!", call.say("record.word.broken"), told, weight="alarm")
    notes = tuple(Paragraph(stamp_text(call, stamp), "quiet") for stamp in proof.stamps)
    return Item(case_id, "+", call.say(f"record.word.{proof.verdict}"), notes, weight="normal")


def problem_text(call: Call, place: str, what: str) -> str:
    """One finding in words: the place, and what is wrong there."""
    key = f"record.problem.{what}"
    return f"{place}: {call.say(key) if key in call.words else what}"


def stamp_text(call: Call, stamp: object) -> str:
    """One time-stamp in words: up to which event, when, by whom, and whether that was checked."""
    seq, at, authority, trusted = (getattr(stamp, name) for name in ("up_to", "at", "authority", "trusted"))
    key = "record.stamp" if trusted else "record.stamp-unchecked"
    return call.say(key, event=str(seq), at=at, authority=authority)


def _anchor(call: Call, options: argparse.Namespace) -> int:
    from simoff.desk.record import open_record
    from simoff.desk.record_anchor import anchor_cases, authority_of, open_cases

    authority = authority_of(os.environ, options.authority)
    sys.stderr.write(call.say("record.asking", authority=authority) + "\n")
    sys.stderr.flush()
    with open_record(os.environ, passphrase(call)) as record:
        found = anchor_cases(
            record,
            options.cases or open_cases(record),
            os.environ,
            authority=authority,
            certificates_file=options.certificates,
        )
    if call.json:
        call.write_json({"authority": authority, "cases": found})
    else:
        items = tuple(_anchored(call, one) for one in found)
        empty = () if items else (Paragraph(call.say("record.no-cases")),)
        call.show(Document(call.lang, (Items(items), *empty)))
    return FAILED if any(one.state == "failed" for one in found) else 0


def _anchored(call: Call, one: Anchored) -> Item:
    if one.state == "failed":
        why = f"record.why.{one.why}"
        return Item(one.case, "!", call.say(why) if why in call.words else str(one.why), weight="alarm")
    note = call.say(f"record.{one.state}", event=str(one.seq), at=one.at or "")
    return Item(one.case, "+", note, weight="normal")
