"""``simoff serve``: the pages in the browser, on this computer alone."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import webbrowser
from collections.abc import Sequence

from simoff.cli.arguments import Parser
from simoff.cli.call import Call
from simoff.cli.passphrase import passphrase
from simoff.desk.errors import Refusal, WrongInput

DEFAULT_PORT = 8765


def run(call: Call, words: Sequence[str]) -> int:
    """Print and open the link that works once, and serve until Ctrl-C."""
    options = _read(words)
    gc.disable()  # while the program's own parts are loaded nothing is garbage: a sixth of the start
    try:
        _serve(call, options)
    finally:
        gc.enable()
    return 0


def _serve(call: Call, options: argparse.Namespace) -> None:
    from simoff.desk.record import asks_for_passphrase

    try:
        from simoff.web.serving import PortTaken, free_port, serve
        from simoff.web.settings import Settings
    except ImportError:
        raise Refusal("no-web") from None
    wanted = _port(options.port)
    try:
        port = free_port("127.0.0.1", wanted)
    except PortTaken:
        raise Refusal("port-taken", port=wanted) from None
    settings = Settings(
        port=port,
        lang=call.lang,  # type: ignore[arg-type]
        read_only=options.read_only,
        incognito=options.incognito,
        environment=dict(os.environ),
    )

    def started() -> None:
        gc.freeze()
        gc.enable()
        if call.json:
            call.write_json({"link": settings.link, "api_token": settings.api_token})
        else:
            sys.stdout.write(call.say("serve.link", link=settings.link) + "\n" + call.say("serve.stop") + "\n")
        sys.stdout.flush()
        if not options.no_browser:
            webbrowser.open(settings.link)

    ask = passphrase(call)
    serve(settings, started, ask if ask and asks_for_passphrase(settings.environment) else None)


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("serve")
    parser.add_argument("--port", metavar="PORT")
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--read-only", action="store_true")
    parser.add_argument("--incognito", action="store_true")
    return parser.read(words)


def _port(text: str | None) -> int:
    if text is None:
        return DEFAULT_PORT
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise WrongInput("bad-port", value=text)
    return int(text)
