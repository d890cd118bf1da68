"""``simoff plan``: what to do about one number, and by when."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simoff.cli.arguments import Parser, add_case, add_output, day_of
from simoff.cli.call import Call, encode
from simoff.desk.plan import Asked, Made, make, rendered

if TYPE_CHECKING:
    from simoff.cli.document import Document


def run(call: Call, words: Sequence[str]) -> int:
    """Print the plan; with ``--out`` write it too, with the letter and the calendar."""
    options = _read(words)
    made = make(asked_of(options, " ".join(options.number)), os.environ)
    plan = rendered(made, call.lang, all_steps=options.all)
    say_registry_fault(call, made)
    paths = () if options.out is None else _write(call, made, plan, options)
    if call.json:
        call.write_json(plan)
    else:
        call.show(_page(call, plan, options.sources))
    if paths:
        say_written(call, options.out, paths)
    return 0


def asked_of(options: argparse.Namespace, number: str) -> Asked:
    """What the case options say, as the desk takes it."""
    return Asked(
        number=number,
        circumstances=None if options.circumstances is None else Path(options.circumstances),
        settings=tuple(options.settings),
        as_of=day_of("--as-of", options.as_of),
    )


def say_registry_fault(call: Call, made: Made) -> None:
    """A loaded numbering plan that cannot be read is said, and the plan goes on without it."""
    if made.registry_fault is not None:
        sys.stderr.write(call.say("doctor.registry-broken", why=made.registry_fault) + "\n")


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = Parser("plan")
    parser.add_argument("number", nargs="*")
    add_case(parser)
    add_output(parser)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--sources", action="store_true")
    options = parser.read(words)
    parser.need(options.number, "NUMBER")
    return options


def _page(call: Call, plan: dict[str, Any], sources: bool) -> Document:
    from simoff.cli.plan_page import PlanPage
    from simoff.desk.bundle import catalogue

    return PlanPage(plan, call.words, catalogue("plan", call.lang), sources=sources).document()


def _write(call: Call, made: Made, plan: dict[str, Any], options: argparse.Namespace) -> tuple[Path, ...]:
    """Plan, letter and calendar; with every source, since the file may be read without simoff."""
    from simoff.cli.html import page
    from simoff.cli.pdf import document_pdf
    from simoff.cli.terminal import plain
    from simoff.desk.calendar import calendar_files
    from simoff.desk.files import write_together
    from simoff.desk.letter import font_advice, letter_files, letter_for
    from simoff.desk.timeline_picture import picture

    document = _page(call, plan, sources=True)
    pdf = document_pdf(document, made.as_of, lambda font: picture(plan, call.lang, font))
    if pdf is None:
        sys.stderr.write(f"{font_advice(call.lang) or ''}\n")
    files = {
        "plan.html": page(document, picture(plan, call.lang)).encode(),
        **({} if pdf is None else {"plan.pdf": pdf}),
        "plan.txt": plain(document).encode(),
        "plan.json": encode(plan),
        **letter_files(letter_for(made), call.lang),
        **calendar_files(made, call.lang),
    }
    return write_together(Path(options.out), files, force=options.force)


def say_written(call: Call, folder: str, paths: tuple[Path, ...]) -> None:
    """Name the files that were written; not on standard output where JSON goes."""
    stream = sys.stderr if call.json else sys.stdout
    stream.write("\n" + call.say("written.files", folder=folder) + "\n")
    stream.writelines(f"  {path.name}\n" for path in paths)
