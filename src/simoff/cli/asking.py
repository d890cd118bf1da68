"""Asks the person on the terminal; where there is none, nobody is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from getpass import getpass

from simoff.cli.call import Call


def passphrase(call: Call) -> Callable[[str], str] | None:
    """Asks for the record's passphrase, ``passphrase`` or ``new-passphrase``; None where nobody can be asked."""
    if not sys.stdin.isatty():
        return None
    return lambda question: getpass(call.say(f"case.ask.{question}"), sys.stderr)
