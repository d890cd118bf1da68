"""What can be typed behind ``simoff case``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Final

from msgspec import UNSET, UnsetType

from simoff.cli.arguments import Parser, chosen, day_of
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput

ACTIONS: Final = (
    "open",
    "list",
    "show",
    "set",
    "log",
    "attach",
    "done",
    "waive",
    "file",
    "close",
    "reopen",
    "forget",
)
_TEXTS: Final = (
    "--address",
    "--at",
    "--as-of",
    "--by",
    "--case",
    "--circumstances",
    "--confirm",
    "--copy",
    "--digits",
    "--dkim-keys",
    "--due-by",
    "--ends-on",
    "--file",
    "--how",
    "--kind",
    "--label",
    "--note",
    "--office",
    "--on",
    "--out",
    "--paper",
    "--phone",
    "--proves",
    "--reference",
    "--refusal",
    "--registration",
    "--route",
    "--seconds",
    "--source",
    "--start",
    "--status",
    "--summary",
    "--to",
    "--track",
    "--until",
    "--visit",
    "--why",
    "--with",
)
_LISTS: Final = ("--answer", "--set", "--unset", "--waive")
_FLAGS: Final = (
    "--accepted",
    "--all",
    "--gate-only",
    "--in",
    "--kept",
    "--letter",
    "--no-dossier",
    "--sources",
    "--undo",
    "--written",
)


def read(words: Sequence[str]) -> argparse.Namespace:
    """The action, what stands behind it, and the options. Texts not given are empty."""
    parser = Parser("case")
    parser.add_argument("action", nargs="?")
    parser.add_argument("words", nargs="*")
    for name in _TEXTS:
        parser.add_argument(name, metavar="TEXT", default="", dest=_name(name))
    for name in _LISTS:
        parser.add_argument(name, metavar="TEXT", action="append", default=[], dest=_name(name))
    for name in _FLAGS:
        parser.add_argument(name, action="store_true", dest=_name(name))
    options = parser.read(words)
    parser.need(options.action, " | ".join(ACTIONS))
    chosen("case", options.action, ACTIONS)
    return options


def _name(option: str) -> str:
    return {"--in": "incoming", "--with": "with_whom", "--set": "settings"}.get(
        option, option.removeprefix("--").replace("-", "_")
    )


def on_day(options: argparse.Namespace) -> date:
    """The day it happened: ``--on``, else today."""
    return day_of("--on", options.on or None) or today()


def moment(options: argparse.Namespace) -> datetime | UnsetType:
    """The time of day of ``--at`` on the day of ``--on``, by this computer's clock; UNSET without it."""
    if not options.at:
        return UNSET
    try:
        clock = time.fromisoformat(options.at).replace(microsecond=0, tzinfo=None)
        return datetime.combine(on_day(options), clock).astimezone()
    except (ValueError, OverflowError):
        raise WrongInput("bad-choice", option="--at", value=options.at[:20], allowed="09:30") from None


def needed(options: argparse.Namespace, place: int, name: str) -> str:
    """A word behind the action; WrongInput when it is missing."""
    if len(options.words) <= place:
        raise WrongInput("missing", name=name, command="case")
    word: str = options.words[place]
    return word


def at_most(options: argparse.Namespace, count: int) -> None:
    """WrongInput for more words behind the action than it takes."""
    if len(options.words) > count:
        raise WrongInput("too-much", text=options.words[count], command="case")


def amount(text: str) -> Decimal:
    """Roubles as typed: 350 or -12.50."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise WrongInput("case-amount", text=text[:40])
    return found


def pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    """``NAME=TEXT`` options as a mapping; WrongInput for one without both."""
    found: dict[str, str] = {}
    for one in given:
        name, sign, text = one.partition("=")
        if not sign or not name.strip() or not text.strip():
            raise WrongInput("case-pair", option=option, text=one[:60])
        found[name.strip()] = text.strip()
    return found
