"""``simoff facts changed`` and ``facts adopt``: which cases newer facts touch, and going over to them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from datetime import date

from simoff.cli.call import Call
from simoff.cli.document import Block, Document, Item, Items, Paragraph, Title
from simoff.cli.passphrase import passphrase
from simoff.desk.bundle import load_facts
from simoff.desk.case.changing import Flagged, adopt, flagged
from simoff.desk.case.keeping import Changed, the_case
from simoff.desk.record import open_record


def changed(call: Call, options: argparse.Namespace) -> int:
    """The cases that cite a fact which the newest facts change."""
    with open_record(os.environ, passphrase(call)) as record:
        found = list(flagged(record, os.environ, again=options.again))
    version = load_facts(environment=os.environ).version
    if call.json:
        cases = [{"case": one.case, "facts_version": one.version, "facts": list(one.facts)} for one in found]
        call.write_json({"to": version, "cases": cases})
    else:
        call.show(Document(call.lang, tuple(_cases(call, version, found))))
    return 0


def _cases(call: Call, version: str, found: list[Flagged]) -> Iterator[Block]:
    if not found:
        yield Paragraph(call.say("changed.cases-none", version=version))
        return
    yield Title(call.say("changed.cases-title", version=version))
    said = ((one, call.say("changed.case", version=one.version, facts=", ".join(one.facts))) for one in found)
    yield Items(tuple(Item(one.case, note=note) for one, note in said))


def take_over(call: Call, options: argparse.Namespace, on: date) -> int:
    """Plan a case with the newest facts from here on."""
    with open_record(os.environ, passphrase(call)) as record:
        case_id = the_case(record, options.case)
        done = adopt(record, case_id, os.environ, on)
    after = done.after
    touched = _touched(done)
    if call.json:
        versions = {"from": done.before.facts_version, "to": after.facts_version}
        call.write_json({"case": case_id, **versions, "touched": list(touched)})
        return 0
    lines = [Paragraph(call.say("changed.adopted", case=case_id, after=after.facts_version), "strong")]
    facts = ", ".join(touched)
    lines.append(Paragraph(call.say("changed.touched", facts=facts) if facts else call.say("changed.untouched")))
    call.show(Document(call.lang, tuple(lines)))
    return 0


def _touched(done: Changed) -> tuple[str, ...]:
    return tuple(id_ for event in done.events for id_ in getattr(event, "touched", ()))
