"""``simoff ask``: an answer to a question in words, or the help beside a step of the plan."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from simoff.cli.arguments import Parser, day_of
from simoff.cli.call import Call
from simoff.cli.document import Block, Document, Heading, Item, Items, Paragraph, Quote, Title
from simoff.desk import ask as desk
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput

if TYPE_CHECKING:
    from simoff.desk.ask_passages import HelpPage, Rest
    from simoff.desk.plan import Made

SHOWN_SOURCES = 3


def run(call: Call, words: Sequence[str]) -> int:
    """Answer; that nothing was found is an answer, too."""
    options = _read(words)
    on = day_of("--as-of", options.as_of) or today()
    if options.step is not None:
        page = desk.help_for(options.step, call.lang, on)
        return _show(call, page, lambda: _help(call, page))
    made = None if options.case is None else _of_case(call, options)
    asked = desk.Asked(_question(options), options.operator, options.most)
    found = desk.answer(asked, call.lang, on, made)
    return _show(call, found, lambda: _answers(call, found))


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("ask")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--case", metavar="CASE")
    parser.add_argument("--operator", metavar="ID")
    parser.add_argument("--step", metavar="STEP")
    parser.add_argument("--most", metavar="N", default=desk.MOST)
    parser.add_argument("--as-of", metavar="DATE")
    options = parser.read(words)
    if options.step is None:
        parser.need(options.words, "WORDS")
    if not str(options.most).isdecimal() or not 1 <= int(options.most) <= desk.LONGEST_LIST:
        allowed = f"1 … {desk.LONGEST_LIST}"
        raise WrongInput("bad-choice", option="--most", value=str(options.most)[:20], allowed=allowed)
    options.most = int(options.most)
    return options


def _question(options: argparse.Namespace) -> str:
    """The words of the command; ``-`` reads standard input, so that a private question stays out of the history."""
    if options.words != ["-"]:
        return " ".join(options.words)
    return sys.stdin.buffer.read(desk.LONGEST * 4 + 1).decode("utf-8", "replace")


def _of_case(call: Call, options: argparse.Namespace) -> Made:
    from simoff.cli.passphrase import passphrase
    from simoff.desk.case.keeping import read
    from simoff.desk.case.planning import plan_of
    from simoff.desk.record import open_record

    with open_record(os.environ, passphrase(call)) as record:
        state = read(record, options.case).state
    return plan_of(state, os.environ, day_of("--as-of", options.as_of) or today())


def _show(call: Call, value: object, blocks: Any) -> int:  # noqa: ANN401
    if call.json:
        call.write_json(value)
    else:
        call.show(Document(call.lang, tuple(blocks())))
    return 0


def _answers(call: Call, found: dict[str, Any]) -> Iterator[Block]:
    below = call.say("ask.below", version=found["facts_version"], day=found["as_of"])
    sentence = found["ask_operator"]
    if sentence is not None:
        yield Title(call.say("ask.nothing"), (below,))
        yield Paragraph(call.say("ask.nothing-next"))
        yield Quote(sentence["text_ru"], "ru")
        return
    yield Title(call.say("ask.title"), (below,))
    for number, answer in enumerate(found["answers"], 1):
        yield Items((_item(call, answer, number),))


def _item(call: Call, answer: dict[str, Any], number: int) -> Item:
    body = tuple(_body(call, answer))
    kind = call.say(f"ask.kind.{answer['kind']}")
    return Item(answer["title"], f"{number}.", f"{kind} · {answer['id'].partition(':')[2]}", body)


def _body(call: Call, answer: dict[str, Any]) -> Iterator[Paragraph | Quote]:
    if answer["state"] in ("unknown", "disputed", "ended"):
        yield Paragraph(call.say(f"ask.state.{answer['state']}"), "strong")
    yield from (Paragraph(line) for line in answer["text"].split("\n") if line)
    if (in_case := answer["in_case"]) is not None:
        yield Paragraph(_in_case(call, in_case), "strong")
    if (question := answer["question"]) is not None:
        refusal = answer["kind"] == "refusal"
        yield Paragraph(call.say("ask.say-this" if refusal else "ask.ask-this"))
        yield Quote(question["text_ru"], "ru")
        if refusal and call.lang != "ru":
            yield Paragraph(question["text"], "quiet")
    if answer["command"] is not None:
        yield Paragraph(call.say("ask.do", command=answer["command"]), "strong")
    if answer["page"] is not None:
        yield Paragraph(call.say("ask.page", page=answer["page"]), "quiet")
    yield from (Paragraph(call.say("ask.doubt", text=doubt), "quiet") for doubt in answer["doubts"])
    yield from _sources(call, answer["sources"])


def _in_case(call: Call, in_case: dict[str, Any]) -> str:
    if "verdict" in in_case:
        return call.say("ask.way", verdict=call.say(f"page.verdict.{in_case['verdict']}"))
    status = call.say(f"ask.status.{in_case['status']}")
    due = in_case["due"]
    return status if due is None else call.say("ask.due", status=status, day=due)


def _sources(call: Call, sources: Sequence[Rest]) -> Iterator[Paragraph]:
    for rest in sources[:SHOWN_SOURCES]:
        parts = [rest.fact or "", call.say(f"page.confidence.{rest.confidence}"), rest.address or ""]
        if rest.confirmed_on is not None:
            parts.append(call.say("page.source.confirmed", day=rest.confirmed_on))
        elif rest.read_up_to is not None:
            parts.append(call.say("ask.read-up-to", day=rest.read_up_to))
        yield Paragraph(call.say("ask.source", text="; ".join(filter(None, parts))), "quiet")


def _help(call: Call, page: HelpPage) -> Iterator[Block]:
    yield Title(page.title, (call.say("ask.help.below", step=page.step),))
    for key, texts in (("why", (page.why,)), ("how", page.how), ("wrong", (page.wrong,)), ("take", (page.take,))):
        yield Heading(call.say(f"ask.help.{key}"))
        yield from map(Paragraph, texts)
    yield Heading(call.say("ask.help.command"))
    yield Paragraph(page.command, "strong")
    if page.sources:
        yield Heading(call.say("page.sources"))
        yield Items(tuple(_source(call, rest) for rest in page.sources))


def _source(call: Call, rest: Rest) -> Item:
    said = [call.say(f"page.confidence.{rest.confidence}"), *([rest.address] if rest.address else [])]
    doubt = (Paragraph(call.say("ask.doubt", text=rest.doubt), "quiet"),) if rest.doubt else ()
    return Item(rest.fact or "", "-", "; ".join(said), doubt, "normal")
