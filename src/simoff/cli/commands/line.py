"""``simoff line``: what was seen of a line, what it means, and whether the line is dead."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from simoff.cli.arguments import Parser, chosen, day_of
from simoff.cli.call import Call
from simoff.cli.document import Block, Document, Heading, Item, Items, Paragraph
from simoff.cli.passphrase import passphrase
from simoff.desk import line as desk
from simoff.desk.case import line as case_line
from simoff.desk.clock import now, today
from simoff.desk.errors import WrongInput
from simoff.desk.files import read_text
from simoff.desk.record import open_record
from simoff.line import Judgement, Reading, Signal
from simoff.line.adapters import Probe

ACTIONS = ("test", "read", "signal", "verdict")


def run(call: Call, words: Sequence[str]) -> int:
    """``test`` lists or asks, ``read FILE`` and ``signal ID`` explain, ``verdict`` judges."""
    options = _read(words)
    if options.case is not None:
        _own_number(call, options)
    if options.action == "test":
        return _test(call, options)
    if options.action == "read":
        return _read_text(call, options)
    if options.action == "signal":
        return _signal(call, options)
    return _verdict(call, options)


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("line")
    parser.add_argument("action", nargs="?")
    parser.add_argument("what", nargs="?")
    parser.add_argument("--as", metavar="KIND", dest="kind")
    parser.add_argument("--at", metavar="TIME")
    parser.add_argument("--network", metavar="CODE")
    parser.add_argument("--end", metavar="DATE")
    parser.add_argument("--signal", metavar="ID@TIME", action="append", default=[], dest="signals")
    parser.add_argument("--filed", metavar="DATE")
    parser.add_argument("--number", metavar="NUMBER")
    parser.add_argument("--adb", action="store_true")
    parser.add_argument("--serial", metavar="PHONE")
    parser.add_argument("--modem", metavar="PORT")
    parser.add_argument("--call", action="store_true")
    parser.add_argument("--message", action="store_true")
    parser.add_argument("--code", metavar="CODE")
    parser.add_argument("--sip", metavar="HOST:PORT")
    parser.add_argument("--user", metavar="NAME")
    parser.add_argument("--password-file", metavar="FILE")
    parser.add_argument("--tcp", action="store_true")
    parser.add_argument("--yes", action="store_true")
    parser.add_argument("--case", metavar="CASE")
    parser.add_argument("--slot", metavar="SIM")
    options = parser.read(words)
    parser.need(options.action, " | ".join(ACTIONS))
    chosen("line", options.action, ACTIONS)
    if options.action in ("read", "signal"):
        parser.need(options.what, "FILE" if options.action == "read" else "ID")
    return options


def _test(call: Call, options: argparse.Namespace) -> int:
    """What to look at, each with its id; with equipment what will be sent, and with ``--yes`` its answer."""
    probe = _probe(options)
    if probe is None:
        listed = desk.choices(call.lang)
        if call.json:
            call.write_json([{"id": id_, "text": text} for id_, text in listed])
        else:
            items = tuple(Item(text, note=id_, weight="normal") for id_, text in listed)
            call.show(Document(call.lang, (Paragraph(call.say("line.choose")), Items(items))))
        return 0
    if not options.yes:
        sent = tuple(Item(text, "-", weight="normal") for text in probe.will_send())
        call.show(Document(call.lang, (Paragraph(call.say("line.will-send")), Items(sent))))
        return 0
    return _show_reading(call, options, probe.source, desk.looked(probe, call.lang))


def _probe(options: argparse.Namespace) -> Probe | None:
    if options.adb:
        from simoff.line.adapters.adb import AdbProbe

        return AdbProbe(options.serial)
    if options.modem is not None:
        from simoff.line.adapters.modem import ModemProbe, Wanted

        wanted = Wanted(_number(options), call=options.call, message=options.message, code=options.code)
        try:
            return ModemProbe(options.modem, wanted)
        except ValueError:
            id_ = "line-modem-sim" if options.call or options.message else "line-code"
            raise WrongInput(id_, code=options.code) from None
    if options.sip is not None:
        return _sip(options)
    return None


def _sip(options: argparse.Namespace) -> Probe:
    from simoff.line.adapters.sip import SipAccount, SipProbe

    host, _, port = options.sip.rpartition(":")
    if not host or not port.isdecimal() or options.user is None or options.password_file is None:
        raise WrongInput("line-sip")
    password = read_text(Path(options.password_file)).strip()
    account = SipAccount(host, int(port), options.user, password, "tcp" if options.tcp else "udp")
    return SipProbe(account, _number(options))


def _number(options: argparse.Namespace) -> str:
    from simoff.desk.number import numbering_plan, one_line

    if not options.number:
        raise WrongInput("letter-number")
    return one_line(options.number, numbering_plan(os.environ).plan).e164


def _read_text(call: Call, options: argparse.Namespace) -> int:
    text = sys.stdin.read(8_000_001) if options.what == "-" else _file(options.what, options.kind)
    kind, reading = desk.read_kind(text, options.kind)
    return _show_reading(call, options, kind, reading)


def _file(name: str, kind: str | None) -> str:
    """A dump may be larger than other texts, and a modem's log hold any bytes; cells and names are never kept."""
    path = Path(name)
    if path.is_file() and (kind in ("dump", "modem") or path.stat().st_size > 1024 * 1024):
        with path.open("rb") as file:
            return file.read(8_000_001).decode("utf-8", "replace")
    return read_text(path)


def _show_reading(call: Call, options: argparse.Namespace, kind: str, reading: Reading) -> int:
    faults = desk.faults_of(reading, call.lang)
    if options.case is not None:
        mine = desk.of_one_sim(reading.seen, options.slot)
        _note(call, options, desk.signals_of(mine, _moment(options.at), kind, options.network))
    if call.json:
        seen = [{"signal": s.meaning, "raw": s.raw, "slot": s.slot, "end": s.end} for s in reading.seen]
        call.write_json({"read_as": kind, "seen": seen, "faults": faults})
        return 0 if reading.seen else 4
    items = tuple(
        Item(desk.meaning_of(s.meaning, call.lang), s.slot or "", note=f"{s.meaning}; {s.raw}", weight="normal")
        for s in reading.seen
    )
    blocks: list[Block] = [Items(items)] if items else []
    call.show(Document(call.lang, (*blocks, *(Paragraph(fault, "alarm") for fault in faults))))
    return 0 if reading.seen else 4


def _signal(call: Call, options: argparse.Namespace) -> int:
    signal = _signal_of(options.what, options.at, options.network, options.end)
    said = desk.meaning_of(signal.meaning, call.lang)
    _note(call, options, [signal])
    if call.json:
        call.write_json({"signal": signal.meaning, "at": signal.at.isoformat(), "text": said})
    else:
        call.show(Document(call.lang, (Paragraph(said),)))
    return 0


def _signal_of(meaning: str, at: str | None, network: str | None = None, end: str | None = None) -> Signal:
    return desk.signal_of(meaning, _moment(at), network=network, end=day_of("--end", end))


def _moment(text: str | None) -> datetime:
    """A day or a moment; without a zone it is of this computer, without anything it is now."""
    if text is None:
        return now()
    try:
        if len(text) == len("2026-12-01"):
            return datetime.combine(date.fromisoformat(text), time(12), UTC)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise WrongInput("bad-date", option="--at", value=text) from None
    return moment if moment.tzinfo is not None else moment.astimezone()


def _verdict(call: Call, options: argparse.Namespace) -> int:
    signals = [_given(text) for text in options.signals]
    if options.case is None:
        show_verdict(call, desk.verdict_on(signals, today(), day_of("--filed", options.filed)))
        return 0
    with open_record(os.environ, passphrase(call)) as record:
        found = case_line.conclude(record, options.case, signals, os.environ, today())
    show_verdict(call, found.judgement, found.grave)
    return 0


def _note(call: Call, options: argparse.Namespace, signals: Sequence[Signal]) -> None:
    """Note in the case what was seen, where one is named."""
    if options.case is not None and signals:
        with open_record(os.environ, passphrase(call)) as record:
            case_line.note(record, options.case, signals, os.environ, today())


def _own_number(call: Call, options: argparse.Namespace) -> None:
    """In a case only its own line is called or texted."""
    with open_record(os.environ, passphrase(call)) as record:
        own = case_line.number_of(record, options.case)
    if options.number and _number(options) != own:
        raise WrongInput("line-other-number")
    options.number = own


def _given(text: str) -> Signal:
    """``ID@TIME``, with ``@CODE`` of the network behind it where that matters."""
    meaning, _, rest = text.partition("@")
    at, _, network = rest.partition("@")
    return _signal_of(meaning, at or None, network or None)


def show_verdict(call: Call, judgement: Judgement, grave: int | None = None) -> None:
    """One sentence, then why, then what would tell more."""
    found: dict[str, Any] = desk.verdict_json(judgement, call.lang, grave)
    if call.json:
        call.write_json(found)
        return
    blocks: list[Block] = [Paragraph(found["said"], "strong"), Paragraph(found["reason"])]
    if found["alarm"] is not None:
        blocks.append(Paragraph(found["alarm"], "alarm"))
    if judgement.because:
        blocks.append(Heading(call.say("line.because")))
        blocks.append(Items(tuple(_weighed(call, weighed) for weighed in judgement.because)))
    blocks.append(Heading(call.say("line.next")))
    blocks.append(Items(tuple(Item(text, "-", weight="normal") for text in found["next"])))
    call.show(Document(call.lang, tuple(blocks)))


def _weighed(call: Call, weighed: Any) -> Item:  # noqa: ANN401 - a Weighed of the line room
    points = call.say(f"line.points.{weighed.points_to}")
    weight = call.say(f"line.weight.{weighed.weight}")
    day = weighed.signal.at.date().isoformat()
    note = weight if weighed.points_to == "nothing" else f"{points}; {weight}"
    return Item(desk.explained(weighed, call.lang), day, note=note, weight="normal")
