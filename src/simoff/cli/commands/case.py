"""``simoff case``: a case kept in the record, from its opening to its closing."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, get_args

from msgspec import UNSET
from msgspec.structs import replace

from simoff.case import decisions as do
from simoff.case.events.opening import Outcome, SaidBy
from simoff.case.events.papers import FileKind
from simoff.cli import case_log, case_options
from simoff.cli.arguments import chosen, day_of
from simoff.cli.call import Call
from simoff.cli.case_options import at_most, moment, on_day, pairs
from simoff.cli.case_telling import tell, tell_closed
from simoff.cli.passphrase import passphrase
from simoff.desk.case import attaching, filing, keeping, marking, opening, showing, stating
from simoff.desk.case.closing import close_case
from simoff.desk.case.mail import Keys, read_keys
from simoff.desk.case.refusing import NotYet
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput
from simoff.desk.files import read_text
from simoff.desk.plan import Asked
from simoff.desk.record import open_record
from simoff.record.store import Record

FOUND_BAD = 3
STATUSES: Final = ("open", "filed", "closed")


def run(call: Call, words: Sequence[str]) -> int:
    """One action on the record; it is opened for that and closed again."""
    options = case_options.read(words)
    with open_record(os.environ, passphrase(call)) as record:
        return _ACTIONS[options.action](call, record, options)


def _ask(call: Call, key: str, **args: object) -> str | None:
    """A line typed on the terminal; None where there is none."""
    if not sys.stdin.isatty():
        return None
    sys.stderr.write(call.say(key, **args))
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _case(record: Record, options: argparse.Namespace, place: int | None = None) -> str:
    """The case that is meant: ``--case``, or the word at ``place``, or the only one."""
    word = options.words[place] if place is not None and len(options.words) > place else None
    if place is not None:
        at_most(options, place + 1)
    return keeping.the_case(record, options.case or word)


def _open(call: Call, record: Record, options: argparse.Namespace) -> int:
    number = " ".join(options.words)
    if not number:
        raise WrongInput("missing", name="NUMBER", command="case")
    file = Path(options.circumstances) if options.circumstances else None
    asked = Asked(number, file, tuple(options.settings))
    on = day_of("--on", options.on or None)
    case_id = opening.open_for(record, asked, os.environ, label=options.label, on=on)
    if call.json:
        call.write_json({"case": case_id})
    else:
        sys.stdout.write(call.say("case.opened", case=case_id) + "\n")
    return 0


def _list(call: Call, record: Record, options: argparse.Namespace) -> int:
    at_most(options, 0)
    status = chosen("--status", options.status, STATUSES) if options.status else None
    found = showing.listed(record, status, day_of("--due-by", options.due_by or None))
    if not options.all and status is None:
        found = [entry for entry in found if entry["status"] in ("open", "filed")]
    if call.json:
        call.write_json(found)
        return 0
    from simoff.cli.case_page import list_page

    call.show(list_page(call, found))
    return 0


def _show(call: Call, record: Record, options: argparse.Namespace) -> int:
    kept = keeping.read(record, _case(record, options, 0))
    on = day_of("--as-of", options.as_of or None) or today()
    case = showing.shown(kept, os.environ, call.lang, on, all_steps=options.all)
    if call.json:
        call.write_json(case)
        return 0
    from simoff.cli.case_page import case_page
    from simoff.desk.bundle import catalogue

    call.show(case_page(call, case, catalogue("plan", call.lang), sources=options.sources))
    return 0


def _set(call: Call, record: Record, options: argparse.Namespace) -> int:
    settings = (*options.settings, *options.words)
    if not settings and not options.unset and not options.circumstances:
        raise WrongInput("missing", name="KEY=VALUE", command="case")
    case_id = _case(record, options)
    changed = stating.state_for(
        record,
        case_id,
        os.environ,
        on=on_day(options),
        settings=settings,
        file=Path(options.circumstances) if options.circumstances else None,
        unset=options.unset,
        said_by=_said_by(options),
    )
    return tell(call, case_id, changed)


def _said_by(options: argparse.Namespace) -> SaidBy:
    words: tuple[SaidBy, ...] = get_args(SaidBy)
    chosen("--by", options.by or "me", words)
    return next(word for word in words if word == (options.by or "me"))


def _log(call: Call, record: Record, options: argparse.Namespace) -> int:
    if options.words[:1] == ["refusal"]:
        return _log_refusal(call, record, options)
    build = case_log.build_for(options)
    decide = build(options, UNSET)  # what is wrong with the words is said before anything is kept
    case_id = _case(record, options)
    return tell(call, case_id, _logged(record, case_id, options, build, decide))


def _log_refusal(call: Call, record: Record, options: argparse.Namespace) -> int:
    """The event, what to answer, and the letter if it is asked for."""
    from simoff.cli.case_refusal import checked, tell_refusal

    build = case_log.build_for(options)
    decide = build(options, UNSET)
    answered = checked(call, options.words[1])
    case_id = _case(record, options)
    changed = _logged(record, case_id, options, build, decide)
    return tell_refusal(call, case_id, changed, answered, (options.out or ".") if options.letter else None)


def _logged(
    record: Record, case_id: str, options: argparse.Namespace, build: case_log.Build, decide: keeping.Decide
) -> keeping.Changed:
    if not options.file:
        return keeping.change(record, case_id, decide, os.environ)
    return attaching.attach_to(
        record,
        case_id,
        Path(options.file),
        os.environ,
        on=on_day(options) if options.words[0] != "visit-planned" else today(),
        kind=_kind(options),
        proves=options.proves,
        then=lambda sha256: build(options, sha256),
        keys=_keys(options),
    ).changed


def _kind(options: argparse.Namespace) -> FileKind:
    kinds: tuple[FileKind, ...] = get_args(FileKind)
    chosen("--kind", options.kind or "other", kinds)
    return next(kind for kind in kinds if kind == (options.kind or "other"))


def _attach(call: Call, record: Record, options: argparse.Namespace) -> int:
    at_most(options, 1)
    path = Path(case_options.needed(options, 0, "FILE"))
    kind, case_id = _kind(options), _case(record, options)
    attached = attaching.attach_to(
        record,
        case_id,
        path,
        os.environ,
        on=on_day(options),
        kind=kind,
        proves=options.proves,
        keys=_keys(options),
    )
    if call.json:
        file = attached.file
        call.write_json(
            {
                "case": case_id,
                "sha256": file.sha256,
                "size": file.size,
                "media_type": file.media_type,
                "dkim": attached.mail.result,
                "dkim_domain": attached.mail.domain or None,
            }
        )
        return 0
    return tell(call, case_id, attached.changed)


def _keys(options: argparse.Namespace) -> Keys:
    """The keys for mails, out of the file named; WrongInput for one without any."""
    if not options.dkim_keys:
        return {}
    found = read_keys(read_text(Path(options.dkim_keys)))
    if not found:
        raise WrongInput("case-no-keys", file=options.dkim_keys)
    return found


def _done(call: Call, record: Record, options: argparse.Namespace) -> int:
    case_options.needed(options, 0, "STEP")
    case_id, on = _case(record, options), on_day(options)
    if options.undo:
        changed = marking.undo(record, case_id, options.words, os.environ, on=on, why=options.why)
    else:
        changed = marking.done(record, case_id, options.words, os.environ, on=on, note=options.note)
    return tell(call, case_id, changed)


def _waive(call: Call, record: Record, options: argparse.Namespace) -> int:
    case_options.needed(options, 0, "STEP")
    case_id, on = _case(record, options), on_day(options)
    return tell(
        call, case_id, marking.waive(record, case_id, options.words, os.environ, on=on, why=options.why)
    )


def _file(call: Call, record: Record, options: argparse.Namespace) -> int:
    case_id, on = _case(record, options, 0), on_day(options)
    waivers = pairs("--waive", options.waive)
    typed = options.digits or None
    decide = partial(
        filing.through, os.environ, lambda: typed or _ask(call, "case.ask.digits"), on=on, waivers=waivers
    )
    what = None if options.gate_only else _filing(options, on)
    try:
        changed = _through(record, case_id, options, decide, what)
    except NotYet as fault:
        if fault.id != "case-gate-shut":
            raise
        blocks = filing.blocks(record, case_id, os.environ, on)
        return _shut(call, case_id, tuple(step for step in blocks if step not in waivers))
    return tell(call, case_id, changed)


def _filing(options: argparse.Namespace, on: date) -> filing.Filing:
    route: Any = chosen("--route", options.route, filing.ROUTES) if options.route else UNSET
    return filing.Filing(on, route, options.registration, options.office, options.paper, at=moment(options))


def _through(
    record: Record,
    case_id: str,
    options: argparse.Namespace,
    decide: Callable[..., keeping.Decide],
    what: filing.Filing | None,
) -> keeping.Changed:
    """Through the gate; a stamped copy is attached in the same breath."""
    if what is None or not options.copy:
        return keeping.change(record, case_id, decide(filing=what), os.environ)
    return attaching.attach_to(
        record,
        case_id,
        Path(options.copy),
        os.environ,
        on=what.on,
        kind="scan",
        proves=options.proves,
        then=lambda sha256: decide(filing=replace(what, copy=sha256)),
    ).changed


def _shut(call: Call, case_id: str, blocks: tuple[str, ...]) -> int:
    """What blocks, with its titles; exit 3."""
    if call.json:
        call.write_json({"case": case_id, "filed": False, "blocked_by": list(blocks)})
        return FOUND_BAD
    from simoff.cli.case_page import shut_page
    from simoff.desk.bundle import catalogue

    call.show(shut_page(call, blocks, catalogue("plan", call.lang)))
    return FOUND_BAD


def _close(call: Call, record: Record, options: argparse.Namespace) -> int:
    case_id = _case(record, options, 0)
    outcome: Outcome = "kept" if options.kept else "ended"
    out = None if options.no_dossier else Path(options.out or ".")
    note = options.why or options.note
    try:
        closed = close_case(
            record, case_id, os.environ, call.lang, on=on_day(options), outcome=outcome, note=note, out=out
        )
    except NotYet as fault:
        missing = str(fault.facts["missing"]).split(", ")
        raise NotYet(fault.id, lines=tuple(call.say(f"case.missing.{name}") for name in missing)) from None
    return tell_closed(call, case_id, closed)


def _reopen(call: Call, record: Record, options: argparse.Namespace) -> int:
    stated = options.case or (options.words[0] if options.words else "")
    if not stated:
        raise WrongInput("missing", name="CASE", command="case")
    at_most(options, 1)
    on, why = on_day(options), options.why
    changed = keeping.change(record, stated, partial(do.reopen, on=on, why=why), os.environ)
    return tell(call, stated, changed)


def _forget(call: Call, record: Record, options: argparse.Namespace) -> int:
    stated = options.case or (options.words[0] if options.words else "")
    if not stated:
        raise WrongInput("missing", name="CASE", command="case")
    at_most(options, 1)
    typed = options.confirm or _ask(call, "case.ask.forget", case=stated) or ""
    opening.forget(record, stated, typed)
    if call.json:
        call.write_json({"case": stated, "forgotten": True})
    else:
        sys.stdout.write(call.say("case.forgotten", case=stated) + "\n")
    return 0


_ACTIONS: Final[dict[str, Callable[[Call, Record, argparse.Namespace], int]]] = {
    "open": _open,
    "list": _list,
    "show": _show,
    "set": _set,
    "log": _log,
    "attach": _attach,
    "done": _done,
    "waive": _waive,
    "file": _file,
    "close": _close,
    "reopen": _reopen,
    "forget": _forget,
}
