"""Asks for a passphrase, where somebody sits at a terminal."""

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
        found = typed(call, f"case.ask.{question}", twice=question.startswith("new-"))
        if found is None:
            raise WrongInput("record-passphrase-twice")
        return found

    return ask


def typed(call: Call, question: str, *, twice: bool) -> str | None:
    """What somebody types without its being shown; None where the second time was not the same."""
    from getpass import getpass

    found = getpass(call.say(question), sys.stderr)
    if twice and found and getpass(call.say("case.ask.again"), sys.stderr) != found:
        return None
    return found
