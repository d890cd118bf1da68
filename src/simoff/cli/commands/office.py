"""``simoff office``: where to go, whether it is open then, and the visit itself."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simoff.cli.arguments import Parser, add_case, chosen, day_of, time_of
from simoff.cli.call import Call
from simoff.cli.document import Block, Document, Heading, Item, Items, Paragraph
from simoff.cli.kept import add_kept, made_from
from simoff.desk import offices as desk
from simoff.desk.bundle import load_facts
from simoff.desk.errors import WrongInput
from simoff.offices import Wanted

if TYPE_CHECKING:
    from simoff.case.state import CaseState
    from simoff.desk.plan import Made
    from simoff.desk.visit import Appointment


ACTIONS = ("near", "visit")


def run(call: Call, words: Sequence[str]) -> int:
    """``near PLACE``: the nearest offices that fit. ``visit OFFICE``: the best days for it, or planning it."""
    options = _read(words)
    return _near(call, options) if options.action == "near" else _visit(call, options)


def _near(call: Call, options: argparse.Namespace) -> int:
    place = desk.place_of(" ".join(options.place), options.region)
    wanted = Wanted(
        operator=_operator(options.operator),
        kinds=("own",) if options.own else ("own", "unknown", "dealer"),
        open_at=desk.moment_of(options.open_at, place),
        most=_most(options.most),
    )
    found = desk.nearest(place, wanted, os.environ, call.lang)
    if call.json:
        call.write_json(found)
    else:
        call.show(_page(call, found))
    return 0


def _visit(call: Call, options: argparse.Namespace) -> int:
    if len(options.place) > 1:
        raise WrongInput("too-much", text=options.place[1], command="office")
    if options.case is None:
        if options.day is not None:
            raise WrongInput("visit-needs-case")
        made = made_from(call, options, "letter-number") if options.number else None
        return _show_visit(call, options, made, None)
    from simoff.cli.passphrase import passphrase
    from simoff.desk.case.keeping import read
    from simoff.desk.case.planning import plan_of
    from simoff.desk.clock import today
    from simoff.desk.record import open_record
    from simoff.desk.visit import plan_into

    if options.number or options.settings or options.circumstances:
        raise WrongInput("case-and-number")
    when = _appointment(options)
    with open_record(os.environ, passphrase(call)) as record:
        if when is not None:
            plan_into(record, options.case, options.place[0], when, os.environ)
        state = read(record, options.case).state
    made = plan_of(state, os.environ, day_of("--as-of", options.as_of) or today())
    return _show_visit(call, options, made, state)


def _show_visit(call: Call, options: argparse.Namespace, made: Made | None, state: CaseState | None) -> int:
    from simoff.cli.visit_page import visit_page
    from simoff.desk.visit import visit_answer

    before = day_of("--before", options.before)
    found = visit_answer(options.place[0], os.environ, call.lang, made=made, state=state, before=before)
    if call.json:
        call.write_json(found)
    else:
        call.show(visit_page(call, found))
    return 0


def _appointment(options: argparse.Namespace) -> Appointment | None:
    from simoff.desk.visit import Appointment

    day = day_of("--day", options.day)
    if day is None:
        return None
    return Appointment(day, time_of("--at", options.at), time_of("--until", options.until), options.visit or "")


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("office")
    parser.add_argument("action", nargs="?")
    parser.add_argument("place", nargs="*")
    parser.add_argument("--operator", metavar="ID")
    parser.add_argument("--region", metavar="TOWN")
    parser.add_argument("--own", action="store_true")
    parser.add_argument("--open-at", metavar="TIME")
    parser.add_argument("--most", metavar="N")
    parser.add_argument("--number", metavar="NUMBER")
    add_case(parser)
    add_kept(parser)
    for name in ("--before", "--day", "--at", "--until", "--visit"):
        parser.add_argument(name, metavar="TEXT")
    options = parser.read(words)
    parser.need(options.action, " | ".join(ACTIONS))
    chosen("office", options.action, ACTIONS)
    parser.need(options.place, "PLACE" if options.action == "near" else "OFFICE")
    return options


def _operator(text: str | None) -> str | None:
    if text is None:
        return None
    return chosen("--operator", text, tuple(load_facts().operators))


def _most(text: str | None) -> int:
    if text is None:
        return 5
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 100):
        raise WrongInput("bad-choice", option="--most", value=text, allowed="1…100")
    return int(text)


def _page(call: Call, found: dict[str, Any]) -> Document:
    blocks: list[Block] = [Heading(call.say("office.near"))]
    if not found["offices"]:
        blocks.append(Paragraph(call.say("office.none")))
    blocks.append(Items(tuple(_office(call, office) for office in found["offices"])))
    blocks.append(Paragraph(call.say("office.crow"), "quiet"))
    blocks += [Paragraph(text, "quiet") for text in found["attribution"]]
    return Document(call.lang, tuple(blocks))


def _office(call: Call, office: dict[str, Any]) -> Item:
    where = ", ".join(part for part in (office["city"], office["address"]) if part) or call.say("office.no-address")
    body = [Paragraph(where), Paragraph(_hours(call, office))]
    if office["next_open"] is not None and office["state"] != "open":
        opens = datetime.fromisoformat(office["next_open"])
        body.append(Paragraph(call.say("office.opens", day=opens.date(), time=f"{opens:%H:%M}")))
    body.append(Paragraph(office["links"]["OpenStreetMap"], "quiet"))
    kind, state = call.say(f"office.kind.{office['kind']}"), call.say(f"office.state.{office['state']}")
    body.append(Paragraph(call.say("office.id", id=office["id"]), "quiet"))
    label = f"{office['metres'] / 1000:.1f} km"
    return Item(office["name"] or office["operator"], label, note=f"{state}; {kind}", body=tuple(body))


def _hours(call: Call, office: dict[str, Any]) -> str:
    if office["that_day"] is None:
        return call.say("office.hours-unread", hours=office["hours"] or "-")
    if not office["that_day"]:
        return call.say("office.shut-that-day", hours=office["hours"])
    return call.say("office.that-day", hours=", ".join(office["that_day"]))
