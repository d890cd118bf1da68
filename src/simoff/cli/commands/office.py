"""``simoff office near``: where to go, and whether it is open then."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from simoff.cli.arguments import Parser, chosen
from simoff.cli.call import Call
from simoff.cli.document import Block, Document, Heading, Item, Items, Paragraph
from simoff.desk import offices as desk
from simoff.desk.bundle import load_facts
from simoff.desk.errors import WrongInput
from simoff.offices import Wanted


def run(call: Call, words: Sequence[str]) -> int:
    """``near PLACE``: the nearest offices that fit."""
    options = _read(words)
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


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("office")
    parser.add_argument("action", nargs="?")
    parser.add_argument("place", nargs="*")
    parser.add_argument("--operator", metavar="ID")
    parser.add_argument("--region", metavar="TOWN")
    parser.add_argument("--own", action="store_true")
    parser.add_argument("--open-at", metavar="TIME")
    parser.add_argument("--most", metavar="N")
    options = parser.read(words)
    parser.need(options.action, "near")
    chosen("office", options.action, ("near",))
    parser.need(options.place, "PLACE")
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
    label = f"{office['metres'] / 1000:.1f} km"
    return Item(office["name"] or office["operator"], label, note=f"{state}; {kind}", body=tuple(body))


def _hours(call: Call, office: dict[str, Any]) -> str:
    if office["that_day"] is None:
        return call.say("office.hours-unread", hours=office["hours"] or "-")
    if not office["that_day"]:
        return call.say("office.shut-that-day", hours=office["hours"])
    return call.say("office.that-day", hours=", ".join(office["that_day"]))
