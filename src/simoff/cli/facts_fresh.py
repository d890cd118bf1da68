"""``simoff facts confirm``, ``correct``, ``propose`` and ``watch``: keeping facts true after their release."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from simoff.cli.arguments import day_of
from simoff.cli.call import Call
from simoff.cli.document import Block, Document, Item, Items, Paragraph
from simoff.cli.passphrase import passphrase
from simoff.desk.bundle import load_facts
from simoff.desk.case.keeping import read, the_case
from simoff.desk.errors import WrongInput
from simoff.desk.facts import list_facts, the_fact
from simoff.desk.files import write_together
from simoff.desk.freshness.patching import Patch, Said, confirm, correct
from simoff.desk.freshness.proposing import propose
from simoff.desk.freshness.watching import Watched, sources_of, watch
from simoff.desk.record import open_record

COULD_NOT = 4


def patch(call: Call, options: argparse.Namespace, on: date) -> int:
    """A patch that confirms or corrects a fact, to be sent to those who keep the facts."""
    facts = load_facts(environment=os.environ)
    said = _said(options, on)
    if options.action == "confirm":
        made = confirm(options.words[0], options.value, said, call.lang, facts)
    else:
        if not options.settings:
            raise WrongInput("missing", name="--set KEY=VALUE", command="facts")
        made = correct(options.words[0], options.value, options.settings, said, call.lang, facts, new=options.new)
    path = _written(options, made.name, made.text)
    if call.json:
        call.write_json({"file": str(path), "changes": list(made.changes), "masked": list(made.masked)})
    else:
        call.show(Document(call.lang, tuple(_patched(call, path, made))))
    return 0


def _said(options: argparse.Namespace, on: date) -> Said:
    for name in ("by", "how"):
        if not getattr(options, name):
            raise WrongInput("missing", name=f"--{name}", command="facts")
    day = day_of("--on", options.on) or on
    if day > on:
        raise WrongInput("patch-future", day=day)
    return Said(day, options.by, options.how, options.source, day_of("--dated", options.dated))


def _patched(call: Call, path: Path, made: Patch) -> Iterator[Block]:
    yield Paragraph(call.say("fresh.patch", file=str(path)), "strong")
    yield Items(tuple(Item(line, "-", weight="normal") for line in made.changes))
    if made.masked:
        yield Paragraph(call.say("fresh.masked", kinds=", ".join(made.masked)))
    yield Paragraph(call.say("fresh.send"))


def proposal(call: Call, options: argparse.Namespace, on: date) -> int:
    """What an operator answered in a case, as proposed facts without anything personal."""
    with open_record(os.environ, passphrase(call)) as record:
        state = read(record, the_case(record, options.case)).state
    made = propose(state, os.environ, on, options.only)
    path = _written(options, made.name, made.text)
    if call.json:
        found = [
            {"question": one.question, "facts": list(one.facts), "answer": one.answer} for one in made.proposed
        ]
        call.write_json({"file": str(path), "proposed": found})
        return 0
    items = tuple(
        Item(one.question, note=", ".join(one.facts), body=(Paragraph(one.answer),)) for one in made.proposed
    )
    told = call.say("fresh.proposed", file=str(path), n=len(items))
    blocks: tuple[Block, ...] = (Paragraph(told, "strong"), Items(items), Paragraph(call.say("fresh.read-first")))
    call.show(Document(call.lang, blocks))
    return 0


def _written(options: argparse.Namespace, name: str, text: str) -> Path:
    folder = Path(options.out or ".")
    return write_together(folder, {name: text.encode()}, force=options.force)[0]


def visit(call: Call, options: argparse.Namespace, on: date) -> int:
    """Visit the sources of the facts named, of a topic or an operator, or of all; 4 when none could be read."""
    facts = load_facts(environment=os.environ)
    ids = list(dict.fromkeys(the_fact(word, facts).id for word in options.words))
    ids = ids or [line.id for line in list_facts(on, call.lang, options.topic, options.operator, facts)]
    sources = sources_of(facts, ids)
    sys.stderr.write(call.say("fresh.visiting", n=len(sources)) + "\n")
    sys.stderr.flush()
    found = watch(sources, os.environ, on, _tell if sys.stderr.isatty() else None)
    if call.json:
        call.write_json(found)
    else:
        call.show(Document(call.lang, tuple(_watched(call, found))))
    read_ = [one for one in found if one.result != "could_not_read"]
    return 0 if read_ or not found else COULD_NOT


def _tell(done: int, of: int) -> None:
    sys.stderr.write(f"\r{done}/{of}" + ("\n" if done == of else ""))
    sys.stderr.flush()


def _watched(call: Call, found: list[Watched]) -> Iterator[Block]:
    order = ("gone", "changed", "could_not_read", "first_seen", "unchanged")
    for result in order:
        those = [one for one in found if one.result == result]
        if not those:
            continue
        yield Paragraph(call.say(f"fresh.result.{result.replace('_', '-')}", n=len(those)), "strong")
        if result != "unchanged":
            yield Items(tuple(_source(call, one) for one in those))
    yield Paragraph(call.say("fresh.no-confirming"))


def _source(call: Call, one: Watched) -> Item:
    why = [call.say(f"fresh.why.{one.why}")] if one.why else []
    before = [] if one.read_before is None else [call.say("fresh.read-before", day=one.read_before)]
    note = "; ".join((*why, *before))
    return Item(one.address, note=note, body=(Paragraph(", ".join(one.facts), "quiet"),), weight="normal")
