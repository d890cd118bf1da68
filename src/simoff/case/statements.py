"""What was stated, key by key, in a TOML text or by ``--set``; nothing is judged but the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from msgspec import Struct

from simoff.case.faults import Refused, shown
from simoff.case.values import hidden_character
from simoff.facts.lines import Place, line_index, line_of

LONGEST_FILE: Final = 100_000
"""Characters a circumstances file may have; one with every key has some 2,000."""
LONGEST_SETTING: Final = 2_000
DOTS: Final = 200
"""Dots a line may have: a key of very many parts costs ``tomllib`` the square of them in memory."""

_POSITION: Final = re.compile(r"\s*\((?:at )?(line \d+, column \d+|end of document)\)")
_NAME: Final = re.compile(r"[A-Za-z0-9_.-]+")
_REASONS: Final = {
    "Cannot overwrite a value": "a key stands there for the second time",
    "Invalid date or datetime": "there is no such day in the calendar",
    "Invalid value": "a word stands there without quotes, or a value is missing",
}
"""What ``tomllib`` says -> what it means for the person."""
_BARE_VALUE: Final = "value"


class Stated(Struct, frozen=True):
    """A key with its value and its place. ``raw`` is what was typed behind the ``=`` of a ``--set``."""

    key: str
    value: Any
    where: str
    raw: str | None = None


class Broken(Struct, frozen=True):
    """Something that could not be taken apart, with its place."""

    refused: Refused
    where: str


def file_statements(text: str) -> Iterator[Stated | Broken]:
    """The statements of a TOML text; tables are opened one level, deeper no circumstance lies."""
    text = text.removeprefix("\ufeff")
    try:
        table = _parsed(text)
    except Refused as refused:
        yield Broken(refused, _place_of(refused))
        return
    places = line_index(text)
    for name, value in table.items():
        for path, inner in _opened(name, value):
            yield Stated(".".join(path), inner, f"file, line {_line(places, path)}")


def _line(places: dict[Place, int], path: tuple[str, ...]) -> int:
    """The line of a key, else of the first thing inside it: a header ``[a.b.c]`` has no line for ``a.b``."""
    inside = (line for place, line in places.items() if place[: len(path)] == path)
    return line_of(places, path) or min(inside, default=1)


def _opened(name: str, value: object) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(value, Mapping) and value:
        yield from (((name, inner), content) for inner, content in value.items())
    else:
        yield (name,), value


class _Unreadable(Refused):
    """The whole text cannot be read; ``position`` says where, as far as that is known."""

    def __init__(self, id: str, position: str, what: str, why: str, what_to_do: str) -> None:
        self.position = position
        super().__init__(id, what, why, what_to_do)


def _place_of(refused: Refused) -> str:
    position = refused.position if isinstance(refused, _Unreadable) else ""
    return f"file, {position}" if position else "file"


def _parsed(text: str) -> dict[str, Any]:
    _check_size(text)
    try:
        import tomllib  # only where something is stated

        return tomllib.loads(text, parse_float=Decimal)
    except RecursionError:
        why = "Circumstances have groups of one level only."
        raise Refused(
            "nested-too-deep", "Values are nested too deep.", why, "Write group.key = value."
        ) from None
    except (ValueError, InvalidOperation) as fault:
        raise _no_toml(str(fault)) from None


def _no_toml(message: str) -> Refused:
    position = _POSITION.search(message)
    reason = _POSITION.sub("", message)
    what = f"This is no TOML: {_REASONS.get(reason) or shown(reason)}."
    todo = 'Write key = value, one a line: words in quotes ("abroad"), days as 2026-12-31, true or false.'
    where = position[1] if position else ""
    return _Unreadable("no-toml", where, what, "Nothing behind this place can be read.", todo)


def _check_size(text: str) -> None:
    if len(text) > LONGEST_FILE:
        what = f"The file has {len(text)} characters."
        why = f"Circumstances have at most {LONGEST_FILE}; this is probably another file."
        raise Refused("file-too-long", what, why, "Give the file with the circumstances.")
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > DOTS:
            what, why = f"The line has more than {DOTS} dots.", "No circumstance needs that."
            raise _Unreadable("too-many-dots", f"line {number}", what, why, "Shorten the line.")


def set_statements(settings: Sequence[str]) -> Iterator[Stated | Broken]:
    """The statements of ``--set key=value``; the value is TOML, and a bare word is a text."""
    for number, setting in enumerate(settings, 1):
        where = f"--set no. {number}"
        try:
            yield _setting(setting, where)
        except Refused as refused:
            yield Broken(refused, where)


def _setting(setting: str, where: str) -> Stated:
    if len(setting) > LONGEST_SETTING:
        what = f"The setting has {len(setting)} characters."
        raise Refused("setting-too-long", what, f"At most {LONGEST_SETTING} fit.", "Use a file for more.")
    name, sign, raw = (part.strip(" ") for part in setting.partition("="))
    if hidden := hidden_character(setting):
        what = f"The setting holds a character that cannot be seen or read ({hidden})."
        why = "It could hide or change what is read."
        raise Refused("hidden-character", what, why, "Type the setting again, on one line.")
    if not sign or not _NAME.fullmatch(name):
        what = f"{shown(name)!r} is no setting." if name else "The setting names no key."
        raise Refused(
            "no-setting", what, "A setting is a key, an equals sign and a value.", "Write where=abroad."
        )
    if not raw:
        why = "What you do not know is left out."
        raise Refused(
            "no-value", f"{name} has no value.", why, "Write a value behind the equals sign, or drop it."
        )
    return Stated(name, _value(raw), where, raw)


def _value(raw: str) -> object:
    """The TOML value, else the words themselves; dots are limited as in a file."""
    if raw.count(".") > DOTS:
        return raw
    try:
        import tomllib

        return tomllib.loads(f"{_BARE_VALUE} = {raw}", parse_float=Decimal)[_BARE_VALUE]
    except (ValueError, InvalidOperation, RecursionError):
        return raw
