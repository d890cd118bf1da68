"""``simoff facts``: what the plans rest on, what is doubtful in it, and what to confirm again."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from simoff.cli.arguments import Parser, chosen, day_of
from simoff.cli.call import Call
from simoff.cli.document import Block, Document, Heading, Item, Items, Paragraph, Quote, Title, Weight
from simoff.desk import facts as desk
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput
from simoff.facts.checks import Finding

FOUND_BAD = 3

TAKES = {"show": (1, 1), "diff": (2, 2), "update": (0, 1), "confirm": (1, 1), "correct": (1, 1), "watch": (0, 1000)}
"""How many texts an action takes behind its name, at least and at most; the others take none."""
NAMES = {"diff": "A B"}


def run(call: Call, words: Sequence[str]) -> int:
    """One action on the facts; 3 when a check finds what must not be shipped."""
    options = _read(words)
    on = day_of("--as-of", options.as_of) or today()
    return _ACTIONS[options.action](call, options, on)


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("facts")
    parser.add_argument("action", nargs="?")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--as-of", metavar="DATE")
    parser.add_argument("--address", metavar="URL")
    parser.add_argument("--case", metavar="CASE")
    for option in ("--by", "--how", "--source", "--dated", "--on", "--value", "--out"):
        parser.add_argument(option)
    parser.add_argument("--set", action="append", default=[], dest="settings")
    parser.add_argument("--only", action="append", default=[])
    for flag in ("--again", "--new", "--force"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--topic", metavar="TOPIC")
    parser.add_argument("--operator", metavar="ID")
    options = parser.read(words)
    parser.need(options.action, " | ".join(_ACTIONS))
    chosen("facts", options.action, tuple(_ACTIONS))
    least, most = TAKES.get(options.action, (0, 0))
    parser.need(len(options.words) >= least, NAMES.get(options.action, "ID"))
    if len(options.words) > most:
        raise WrongInput("too-much", text=options.words[most], command="facts")
    return options


def _show(call: Call, options: argparse.Namespace, on: date) -> int:
    page = desk.show_fact(options.words[0], on, call.lang)
    return _answer(call, page, partial(_fact, call, page))


def _list(call: Call, options: argparse.Namespace, on: date) -> int:
    lines = desk.list_facts(on, call.lang, options.topic, options.operator)
    return _answer(call, lines, partial(_lines, call, lines))


def _check(call: Call, options: argparse.Namespace, on: date) -> int:
    found = desk.check_facts(on)
    _answer(call, found, partial(_findings, call, found))
    return FOUND_BAD if any(finding.severity == "error" for finding in found) else 0


def _stale(call: Call, options: argparse.Namespace, on: date) -> int:
    lines = desk.stale_facts(on, call.lang)
    return _answer(call, lines, partial(_stale_lines, call, lines))


def _diff(call: Call, options: argparse.Namespace, on: date) -> int:
    from simoff.cli.facts_packs import diff

    return diff(call, options)


def _update(call: Call, options: argparse.Namespace, on: date) -> int:
    from simoff.cli.facts_packs import update

    return update(call, options)


def _changed(call: Call, options: argparse.Namespace, on: date) -> int:
    from simoff.cli.facts_pinned import changed

    return changed(call, options)


def _adopt(call: Call, options: argparse.Namespace, on: date) -> int:
    from simoff.cli.facts_pinned import take_over

    return take_over(call, options, on)


def _patch(call: Call, options: argparse.Namespace, on: date) -> int:
    from simoff.cli.facts_fresh import patch

    return patch(call, options, on)


def _propose(call: Call, options: argparse.Namespace, on: date) -> int:
    from simoff.cli.facts_fresh import proposal

    return proposal(call, options, on)


def _watch(call: Call, options: argparse.Namespace, on: date) -> int:
    from simoff.cli.facts_fresh import visit

    return visit(call, options, on)


_ACTIONS: dict[str, Callable[[Call, argparse.Namespace, date], int]] = {
    "show": _show,
    "list": _list,
    "check": _check,
    "stale": _stale,
    "diff": _diff,
    "update": _update,
    "changed": _changed,
    "adopt": _adopt,
    "confirm": _patch,
    "correct": _patch,
    "propose": _propose,
    "watch": _watch,
}


def _answer(call: Call, value: object, blocks: Callable[[], Iterator[Block]]) -> int:
    if call.json:
        call.write_json(value)
    else:
        call.show(Document(call.lang, tuple(blocks())))
    return 0


def _fact(call: Call, page: desk.FactPage) -> Iterator[Block]:
    read = call.say("facts.read-up-to", pack=page.pack, day=page.read_up_to)
    yield Title(page.id, (call.say("facts.title", version=page.facts_version), read))
    if page.state in ("disputed", "ended"):
        yield Paragraph(call.say(f"facts.{page.state}"), "strong")
    elif page.state == "not_yet":
        yield Paragraph(call.say("facts.not-yet", day=page.as_of), "strong")
    elif page.state == "unknown":
        yield Paragraph(call.say("facts.not-known"), "strong")
    for value in page.values:
        yield from _value(call, value)
    if page.question is not None:
        yield Paragraph(call.say("facts.question", text=page.question))
        if page.question_ru is not None and call.lang != "ru":
            yield Quote(page.question_ru, "ru")


def _value(call: Call, value: desk.ValuePage) -> Iterator[Block]:
    yield Heading(call.say(f"facts.stands.{value.stands}"))
    yield Paragraph(value.text)
    if value.doubt is not None:
        yield Paragraph(call.say("facts.doubt", text=value.doubt))
    since = "undated" if value.start == "undated" else "since-text"
    said = [
        call.say(f"page.confidence.{value.confidence}"),
        call.say(f"page.source.{since}", day=value.start),
        *([] if value.confirmed_on is None else [call.say("page.source.confirmed", day=value.confirmed_on)]),
    ]
    yield Paragraph("; ".join(said), "quiet")
    where = [value.reference] if value.reference else []
    for source in value.sources:
        where.append(source.address if source.dated is None else f"{source.address} ({source.dated})")
    if where:
        yield Items(tuple(Item(text, "-", weight="quiet") for text in where))


def _lines(call: Call, lines: list[desk.FactLine]) -> Iterator[Block]:
    topic = ""
    for line in lines:
        if line.topic != topic:
            topic = line.topic
            yield Heading(topic)
        body = tuple(map(Paragraph, line.texts)) or (Paragraph(call.say("facts.not-known"), "quiet"),)
        yield Items((Item(line.id, body=body),))


def _findings(call: Call, found: list[Finding]) -> Iterator[Block]:
    if not found:
        yield Paragraph(call.say("facts.none"))
    for finding in found:
        body = (Paragraph(f"{finding.reason} {finding.fix}", "quiet"),)
        weight: Weight = "alarm" if finding.severity == "error" else "normal"
        yield Items(
            (Item(f"{finding.where}: {finding.seen}", finding.severity, finding.check, body, weight),)
        )


def _stale_lines(call: Call, lines: list[desk.StaleLine]) -> Iterator[Block]:
    if not lines:
        yield Paragraph(call.say("facts.none"))
    for line in lines:
        confidence = "not-known" if line.weakness == "unknown" else ""
        said = call.say("facts.not-known") if confidence else call.say(f"page.confidence.{line.weakness}")
        age = call.say("facts.never-dated") if line.days is None else call.say("facts.age", n=line.days)
        used = call.say("fresh.used", n=line.plans, of=line.of)
        body = () if line.question is None else (Paragraph(line.question),)
        yield Items((Item(line.id, note=f"{said}; {age}; {used}", body=body),))
