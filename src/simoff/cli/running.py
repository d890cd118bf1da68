"""From the argument list to an exit code: language, help page, command, and the guard around all."""

from __future__ import annotations

import os
import sys

COMMANDS = (
    "plan",
    "number",
    "letter",
    "card",
    "script",
    "money",
    "case",
    "calendar",
    "numbers",
    "guard",
    "facts",
    "ask",
    "office",
    "offices",
    "line",
    "accounts",
    "record",
    "dossier",
    "backup",
    "serve",
    "mcp",
    "doctor",
)
INTERRUPTED = 130
"""What shells report for a program stopped with Ctrl-C."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from simoff.cli.call import Call


def run(arguments: list[str] | None = None) -> int:
    """Run one command; whatever happens, a person sees a sentence and not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        _make_steady(stream)
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_gone()
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _run(arguments: list[str]) -> int:
    language, rest = _take_language(arguments)
    command = next((word for word in rest if not word.startswith("-")), None)
    before_dashes = rest[: rest.index("--")] if "--" in rest else rest
    if rest and rest[0] in ("--version", "-V"):
        return _version()
    if command is None or command in COMMANDS:
        if command is None and before_dashes in ([], ["--help"], ["-h"]):
            return _help(_language(language), "simoff")
        if command is not None and ("--help" in before_dashes or "-h" in before_dashes):
            return _help(_language(language), command)
    return _command(language, command, rest)


def _command(language: str | None, command: str | None, rest: list[str]) -> int:
    from simoff.cli.call import Call
    from simoff.cli.faults import explain

    json = "--json" in rest[: rest.index("--")] if "--" in rest else "--json" in rest
    call = Call(lang=_language(language), json=json)
    try:
        return _module(call, language, command, rest)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as fault:
        return explain(fault, call)


def _module(call: Call, language: str | None, command: str | None, rest: list[str]) -> int:
    from importlib import import_module

    from simoff.cli.arguments import check_command, check_language, without_json

    check_language(language)
    check_command(command, rest, COMMANDS)
    words = without_json(rest)
    words.remove(str(command))
    return int(import_module(f"simoff.cli.commands.{command}").run(call, words))


def _take_language(arguments: list[str]) -> tuple[str | None, list[str]]:
    """The value of the last ``--lang`` before ``--``, and the arguments without it."""
    language, rest = None, []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--lang":
            language = next(words, "")
            if language.startswith("-"):
                rest += [language, *words] if language == "--" else [language]
                language = ""
        elif word.startswith("--lang="):
            language = word.removeprefix("--lang=")
        else:
            rest.append(word)
    return language, rest


def _language(option: str | None) -> str:
    from simoff.lang import LANGS, pick_language

    return pick_language(option if option in LANGS else None, os.environ)


def _help(language: str, page: str) -> int:
    """Help is written by hand, a page a language: it is read whole, and nothing has to be loaded for it."""
    for name in (page, "circumstances") if page == "plan" else (page,):
        place = os.path.join(os.path.dirname(__file__), "help", language, f"{name}.txt")
        with open(place, encoding="utf-8") as file:
            sys.stdout.write(file.read())
    return 0


def _version() -> int:
    from simoff import __version__

    sys.stdout.write(f"simoff {__version__}\n")
    return 0


def _make_steady(stream: object) -> None:
    """A terminal that cannot show a character shows ``?`` and the program goes on."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _reader_gone() -> int:
    """Whoever read our output has gone (``simoff … | head``): leave without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
