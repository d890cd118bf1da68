"""``simoff mcp``: tools for an assistant, over standard input and output."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from simoff.cli.arguments import Parser
from simoff.cli.call import Call
from simoff.desk.errors import Refusal, WrongInput


def run(call: Call, words: Sequence[str]) -> int:
    """Serve until the assistant goes."""
    options = _read(words)
    try:
        from simoff.mcp.serving import serve
    except ImportError:
        raise Refusal("no-mcp") from None
    serve(tuple(options.case))
    return 0


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("mcp")
    parser.add_argument("--allow-writes", action="store_true")
    parser.add_argument("--case", action="append", default=[], metavar="CASE")
    options = parser.read(words)
    if options.allow_writes != bool(options.case):
        raise WrongInput("mcp-both")
    return options
