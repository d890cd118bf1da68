"""``simoff guard``: is this a trap, and what must not leave in this text?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import json

from simoff.cli.arguments import Parser, chosen
from simoff.cli.call import Call
from simoff.cli.document import Document, Heading, Item, Items, Paragraph, Title
from simoff.desk import guard as desk
from simoff.desk.errors import WrongInput

FOUND_BAD = 3
COULD_NOT_CHECK = 4
LARGEST_INPUT = 32 * 1024 * 1024
LONGEST_SHOWN = 300
"""Characters of a quote that are shown on a page; the JSON has all of it."""


def run(call: Call, words: Sequence[str]) -> int:
    """Check a message, mask a text, or bring a masked text back."""
    options = _read(words)
    return _ACTIONS[options.action](call, options)


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("guard")
    parser.add_argument("action", nargs="?")
    parser.add_argument("text", nargs="?")
    parser.add_argument("--file", metavar="FILE")
    parser.add_argument("--url", metavar="URL")
    parser.add_argument("--image", metavar="FILE")
    parser.add_argument("--jsonl", metavar="FILE")
    parser.add_argument("--sender", metavar="SENDER")
    parser.add_argument("--channel", metavar="CHANNEL")
    parser.add_argument("--key-file", metavar="FILE")
    options = parser.read(words)
    parser.need(options.action, " | ".join(_ACTIONS))
    chosen("guard", options.action, tuple(_ACTIONS))
    if options.channel is not None:
        chosen("--channel", options.channel, desk.CHANNELS)
    given = [name for name in ("text", "file", "url", "image", "jsonl") if getattr(options, name) is not None]
    if not given:
        raise WrongInput("guard-nothing")
    if len(given) > 1:
        raise WrongInput("guard-two-inputs", given=", ".join(given))
    return options


def _check(call: Call, options: argparse.Namespace) -> int:
    if options.jsonl is not None:
        return _stream(options.jsonl, lambda lines: desk.check_lines(lines, call.lang))
    asked = desk.Asked(
        text=options.url if options.url is not None else _text(options.text),
        file=None if options.file is None else Path(options.file),
        picture=None if options.image is None else Path(options.image),
        sender=options.sender,
        channel=options.channel,
    )
    answer = desk.check(asked, call.lang)
    if call.json:
        call.write_json(answer)
    else:
        call.show(_page(call, answer))
    return FOUND_BAD if answer["verdict"] == "scam" else 0


def _mask(call: Call, options: argparse.Namespace) -> int:
    if options.jsonl is not None:
        return _stream(options.jsonl, lambda lines: desk.mask_lines(lines, call.lang))
    text = desk.text_in(_text(options.text or options.url), _path(options.file or options.image))
    masked = desk.mask_text(text, _path(options.key_file))
    if call.json:
        call.write_json(desk.masked_answer(masked))
        return 0
    sys.stdout.write(masked.text + ("" if masked.text.endswith("\n") else "\n"))
    sys.stderr.write(call.say("guard.masked", n=len(masked.masks)) + "\n")
    return 0


def _unmask(call: Call, options: argparse.Namespace) -> int:
    if options.key_file is None:
        raise WrongInput("missing", name="--key-file", command="guard")
    text = desk.unmask_text(desk.text_in(_text(options.text), _path(options.file)), Path(options.key_file))
    if call.json:
        call.write_json({"text": text})
    else:
        sys.stdout.write(text + ("" if text.endswith("\n") else "\n"))
    return 0


_ACTIONS: dict[str, Callable[[Call, argparse.Namespace], int]] = {"check": _check, "mask": _mask, "unmask": _unmask}


def _path(name: str | None) -> Path | None:
    return None if name is None else Path(name)


def _text(text: str | None) -> str | None:
    """The text of the argument; ``-`` reads standard input, so that a private text stays out of the history."""
    if text != "-":
        return text
    data = sys.stdin.buffer.read(LARGEST_INPUT + 1)
    if len(data) > LARGEST_INPUT:
        raise WrongInput("file-too-large", file="-", limit=f"{LARGEST_INPUT // 1024**2} MiB")
    return data.decode("utf-8", "replace")


def _stream(name: str, answers: Callable[[Iterable[bytes]], Iterator[dict[str, Any]]]) -> int:
    """One answer a line, each written as soon as it is known; a scam anywhere gives exit code 3."""
    codes = {0}
    if name == "-":
        codes |= _write(answers(_lines(sys.stdin.buffer)))
        return max(codes) if FOUND_BAD not in codes else FOUND_BAD
    try:
        with Path(name).open("rb") as file:
            codes |= _write(answers(_lines(file)))
    except FileNotFoundError:
        raise WrongInput("file-missing", file=name) from None
    except OSError as fault:
        raise WrongInput("file-unreadable", file=name, why=fault.strerror or type(fault).__name__) from None
    return max(codes) if FOUND_BAD not in codes else FOUND_BAD


def _write(answers: Iterator[dict[str, Any]]) -> set[int]:
    codes = set()
    for answer in answers:
        sys.stdout.buffer.write(json.encode(answer) + b"\n")
        sys.stdout.buffer.flush()
        if answer.get("verdict") == "scam":
            codes.add(FOUND_BAD)
        elif answer.get("not_checked"):
            codes.add(COULD_NOT_CHECK)
    return codes


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines that are not blank; of one that is too long only so much that it is known to be."""
    while line := file.readline(desk.LONGEST_LINE + 2):
        if not line.endswith(b"\n") and len(line) > desk.LONGEST_LINE:
            while (more := file.readline(desk.LONGEST_LINE)) and not more.endswith(b"\n"):
                pass
        if line.strip():
            yield line


def _page(call: Call, answer: dict[str, Any]) -> Document:
    verdict = answer["verdict"]
    blocks: list[Any] = [Title(call.say(f"guard.verdict.{verdict}"), (call.say(f"guard.below.{verdict}"),))]
    if answer["indicators"]:
        blocks += [Heading(call.say("guard.reasons")), Items(tuple(_items(call, answer["indicators"])))]
    if answer["not_checked"]:
        blocks.append(Heading(call.say("guard.not-checked")))
        blocks.append(Items(tuple(Item(one["what"], "-", note=one["why"]) for one in answer["not_checked"])))
    return Document(call.lang, tuple(blocks))


def _items(call: Call, indicators: list[dict[str, str]]) -> Iterator[Item]:
    """The reasons; a step or source that was just shown is not shown again."""
    step = source = ""
    for number, one in enumerate(indicators, 1):
        quote = " ".join(one["quote"].split())
        shown = quote if len(quote) <= LONGEST_SHOWN else f"{quote[:LONGEST_SHOWN]}…"
        body = [Paragraph(one["why"])]
        if one["next"] != step:
            body.append(Paragraph(call.say("guard.next", text=one["next"]), "strong"))
        if one["source"] != source:
            body.append(Paragraph(call.say("guard.source", text=one["source"]), "quiet"))
        step, source = one["next"], one["source"]
        yield Item(call.say("guard.quote", text=shown), f"{number}.", note=one["id"], body=tuple(body))
