"""Asks for the passphrase of the record, where somebody sits at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable

from simoff.cli.call import Call


def passphrase(call: Call) -> Callable[[str], str] | None:
    """Asks without showing what is typed; None where nobody can be asked."""
    if not sys.stdin.isatty():
        return None

    def ask(question: str) -> str:
        from getpass import getpass

        return getpass(call.say(f"case.ask.{question}"), sys.stderr)

    return ask
