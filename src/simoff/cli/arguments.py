"""Reads arguments with argparse and says in the person's language what is wrong with them."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from datetime import date, time
from typing import NoReturn

from msgspec import UNSET, UnsetType

from simoff.desk.errors import WrongInput

LANGUAGES = ("zh", "ru", "en")


class Parser(argparse.ArgumentParser):
    """A parser whose faults are values with an id; positional arguments are always optional for argparse."""

    def __init__(self, command: str) -> None:
        super().__init__(prog=f"simoff {command}", add_help=False, allow_abbrev=False, exit_on_error=False)
        self.command = command

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """The arguments, options and texts in any order; behind ``--`` all is text.

        WrongInput for an unknown option, a missing value or one text too many.
        """
        parse = self.parse_known_args if "--" in words else self.parse_known_intermixed_args
        try:
            found, rest = parse(words)
        except argparse.ArgumentError as fault:
            raise WrongInput("option-value", option=fault.argument_name, command=self.command) from None
        for word in rest:
            if word.startswith("-") and word != "--":
                raise WrongInput("unknown-option", option=word.partition("=")[0], command=self.command)
            raise WrongInput("too-much", text=word, command=self.command)
        return found

    def need(self, value: object, name: str) -> None:
        """WrongInput when a positional argument was not given."""
        if not value:
            raise WrongInput("missing", name=name, command=self.command)

    def error(self, message: str) -> NoReturn:
        """What argparse finds beside single arguments."""
        raise WrongInput("missing", name=message, command=self.command)


def add_case(parser: Parser) -> None:
    """The options that say which case it is and on which day."""
    parser.add_argument("--circumstances", metavar="FILE")
    parser.add_argument("--set", metavar="KEY=VALUE", action="append", default=[], dest="settings")
    parser.add_argument("--as-of", metavar="DATE")


def add_output(parser: Parser) -> None:
    """The options that say where files go."""
    parser.add_argument("--out", metavar="DIR")
    parser.add_argument("--force", action="store_true")


def day_of(option: str, text: str | None) -> date | None:
    """A date option as a date; None when it was not given."""
    if text is None:
        return None
    try:
        if len(text) == len("2026-01-31"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise WrongInput("bad-date", option=option, value=text)


def time_of(option: str, text: str | None) -> time | UnsetType:
    """A time of day such as 09:30; UNSET when it was not given."""
    if not text:
        return UNSET
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise WrongInput("bad-choice", option=option, value=text[:20], allowed="09:30") from None


def chosen(option: str, value: str, allowed: Collection[str]) -> str:
    """A value out of a closed list."""
    if value not in allowed:
        raise WrongInput("bad-choice", option=option, value=value, allowed=", ".join(allowed))
    return value


def check_language(option: str | None) -> None:
    """WrongInput for a language simoff does not speak."""
    if option is not None:
        chosen("--lang", option, LANGUAGES)


def check_command(command: str | None, words: Sequence[str], commands: Sequence[str]) -> None:
    """WrongInput for a command there is not, or an option where a command belongs."""
    if command is None:
        raise WrongInput("unknown-option", option=words[0] if words else "", command="simoff")
    if command not in commands:
        raise WrongInput("unknown-command", command=command, commands=", ".join(commands))


def without_json(words: Sequence[str]) -> list[str]:
    """The arguments without ``--json`` before ``--``; every command has it, so no parser needs to."""
    end = list(words).index("--") if "--" in words else len(words)
    return [word for place, word in enumerate(words) if word != "--json" or place > end]
