"""Is this a trap? What must not leave in this text? Files and streams in, plain values ready for JSON out."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from simoff.desk.bundle import catalogue, load_guard, load_services
from simoff.desk.errors import CouldNotCheck, WrongInput
from simoff.desk.files import read_bytes, write_together
from simoff.guard import Indicator, Message, NotChecked, Verdict
from simoff.guard.deciding import Guard
from simoff.guard.masking import Key, Masked, mask, mask_with_key, restore
from simoff.guard.never import NEVER, hotlines, never_tell
from simoff.guard.readers.reading import LARGEST, Read, Unreadable, kind_of, read
from simoff.lang import Catalogue

CHANNELS: Final = ("sms", "chat", "web", "call")
LONGEST_LINE: Final = 1_000_000
"""Bytes a line of ``--jsonl`` may have."""

COULD_NOT: Final = ("picture-too-large",)
"""Readable, perhaps, but not here: the check could not be made. Everything else is unusable input."""


class Asked(msgspec.Struct, frozen=True):
    """What is to be checked: a text, or a file of text, mail or page, or a picture."""

    text: str | None = None
    file: Path | None = None
    picture: Path | None = None
    sender: str | None = None
    channel: Literal["sms", "chat", "web", "call"] | None = None


class Line(msgspec.Struct):
    """One line of ``--jsonl``; other keys are left aside."""

    text: str
    sender: str | None = None
    channel: Literal["sms", "chat", "web", "call"] | None = None


@cache
def guard() -> Guard:
    """The guard with the packs that come along; made once."""
    services = load_services().services.values()
    return Guard(load_guard(), frozenset(domain for service in services for domain in service.domains))


def check(asked: Asked, lang: str) -> dict[str, Any]:
    """The verdict as the JSON of DOMAIN, in ``lang``.

    WrongInput for a file that cannot be read, CouldNotCheck for one that is too large to look at.
    """
    found = _read(asked)
    message = Message(
        text=found.message.text,
        sender=asked.sender if asked.sender is not None else found.message.sender,
        channel=asked.channel,
        links=found.message.links,
    )
    verdict = guard().check(message)
    return answer(verdict, lang, found.not_checked)


def check_lines(lines: Iterable[bytes], lang: str) -> Iterator[dict[str, Any]]:
    """One answer a line, in order; a line that is no JSON object with a text is answered as not checked."""
    for line in lines:
        read_line = _line(line)
        if isinstance(read_line, NotChecked):
            yield answer(Verdict("nothing_found", ()), lang, (read_line,))
        else:
            message = Message(read_line.text, read_line.sender, read_line.channel)
            yield answer(guard().check(message), lang)


def answer(verdict: Verdict, lang: str, rest: Sequence[NotChecked] = ()) -> dict[str, Any]:
    """A verdict in words."""
    return {
        "verdict": verdict.verdict,
        "indicators": [_indicator(one, lang) for one in verdict.indicators],
        "not_checked": [
            {"what": _say(lang, f"what.{one.what}"), "why": _say(lang, f"why.{one.why}", one.args)}
            for one in (*rest, *verdict.not_checked)
        ],
    }


def text_in(text: str | None, file: Path | None) -> str:
    """The text itself, or that of a file of text, mail or page."""
    return _read(Asked(text, file)).message.text


def mask_text(text: str, key_file: Path | None = None) -> Masked:
    """A text without its personal data; with ``key_file`` the key to bring it back is written there.

    Refusal where the file exists: a key is never written over another.
    """
    if key_file is None:
        return mask(text)
    masked, key = mask_with_key(text, secrets.token_hex(3))
    content = msgspec.json.format(msgspec.json.encode(key), indent=2)
    write_together(key_file.parent, {key_file.name: content}, force=False)
    return masked


def unmask_text(text: str, key_file: Path) -> str:
    """A masked text as it was; WrongInput for a file that is no key."""
    try:
        key = msgspec.json.decode(read_bytes(key_file, LARGEST), type=Key)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise WrongInput("guard-not-a-key", file=str(key_file)) from None
    return restore(text, key)


def mask_lines(lines: Iterable[bytes], lang: str) -> Iterator[dict[str, Any]]:
    """One masked answer a line, in order; a line that is no JSON object with a text says so and shows nothing."""
    for line in lines:
        read_line = _line(line)
        if isinstance(read_line, NotChecked):
            why = _say(lang, f"why.{read_line.why}", read_line.args)
            yield {"text": "", "masks": [], "not_checked": [{"what": _say(lang, "what.line"), "why": why}]}
        else:
            yield masked_answer(mask(read_line.text))


def masked_answer(masked: Masked) -> dict[str, Any]:
    """A masked text as the JSON of DOMAIN."""
    return {"text": masked.text, "masks": [{"kind": m.kind, "start": m.start, "end": m.end} for m in masked.masks]}


def never_tell_lines(lang: str, about: Sequence[str] = NEVER) -> tuple[str, ...]:
    """The "never tell" lines for papers, scripts and steps."""
    return never_tell(_words(lang), about)


def shown_hotlines(operator_id: str) -> tuple[str, ...]:
    """The operator's telephones that may be printed, from the allow-list; () where none is well enough known."""
    return tuple(phone.number for phone in hotlines(load_guard(), operator_id))


def _read(asked: Asked) -> Read:
    path = asked.picture or asked.file
    if path is None:
        return Read(Message(asked.text or ""))
    data = read_bytes(path, LARGEST)
    try:
        if asked.picture is not None and kind_of(data) != "picture":
            raise Unreadable("not-a-picture")
        return read(data)
    except Unreadable as fault:
        kind = CouldNotCheck if fault.why in COULD_NOT else WrongInput
        facts: dict[str, Any] = {"file": str(path), **fault.args_of_text}
        raise kind(f"guard-{fault.why}", **facts) from None


def _line(line: bytes) -> Line | NotChecked:
    if len(line) > LONGEST_LINE:
        return NotChecked("line", "line-too-long", {"n": LONGEST_LINE})
    try:
        return msgspec.json.decode(line, type=Line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return NotChecked("line", "not-json")


def _indicator(one: Indicator, lang: str) -> dict[str, str]:
    book = guard().book
    source = book.sources[one.rule.source]
    return {
        "id": one.rule.id,
        "quote": one.quote,
        "why": one.rule.why.in_(lang),
        "source": _say(lang, f"grade.{source.grade}", {"reference": source.reference or ""}),
        "next": book.steps[one.rule.step].in_(lang),
    }


@cache
def _words(lang: str) -> Catalogue:
    return catalogue("guard", lang)


def _say(lang: str, key: str, args: dict[str, str | int] | None = None) -> str:
    return _words(lang).say(key, args or {})
