"""Asks for the passphrase of the record, where somebody sits at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable

from simoff.cli.call import Call
from simoff.desk.errors import WrongInput


def passphrase(call: Call) -> Callable[[str], str] | None:
    """Asks without showing what is typed, for a new one twice; None where nobody can be asked."""
    if not sys.stdin.isatty():
        return None

    def ask(question: str) -> str:
        from getpass import getpass

        found = getpass(call.say(f"case.ask.{question}"), sys.stderr)
        if question.startswith("new-") and getpass(call.say("case.ask.again"), sys.stderr) != found:
            raise WrongInput("record-passphrase-twice")
        return found

    return ask
