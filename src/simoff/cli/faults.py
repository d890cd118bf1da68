"""Says what went wrong: what, and what to do. A fault of the program names its place and nothing about a person."""

from __future__ import annotations

import sys
import traceback
from pathlib import PurePath

from simoff import __version__
from simoff.cli.call import Call, encode
from simoff.desk.errors import Refusal, WrongInput

FAILED = 1


def explain(fault: Exception, call: Call) -> int:
    """Write the fault to standard error and give the exit code."""
    refusal = fault if isinstance(fault, Refusal) else _own_fault(fault)
    try:
        what, steps = call.say(f"error.{refusal.id}.what", **refusal.facts), call.say(
            f"error.{refusal.id}.next", **refusal.facts
        )
        label = call.say("error.label.next", next=steps)
    except Exception:
        what, steps, label = refusal.id, "", ""
    lines = refusal.lines if isinstance(refusal, WrongInput) else ()
    _write(call, refusal.id, what, lines, steps, label)
    return refusal.exit_code


def _write(call: Call, id_: str, what: str, lines: tuple[str, ...], steps: str, label: str) -> None:
    if call.json:
        error = {"error": {"id": id_, "what": what, "faults": list(lines), "next": steps}}
        sys.stderr.write(encode(error).decode())
        return
    sys.stderr.write("\n".join((what, *(f"  - {line}" for line in lines), label)).rstrip() + "\n")


def _own_fault(fault: Exception) -> Refusal:
    """A fault nobody foresaw: its kind and its place in our code; its message may hold personal data."""
    if isinstance(fault, MemoryError) or getattr(fault, "errno", None) == 28:
        return Refusal("too-little-memory")
    frames = [f for f in traceback.extract_tb(fault.__traceback__) if "simoff" in PurePath(f.filename).parts]
    place = f"{_short(frames[-1].filename)}:{frames[-1].lineno}" if frames else "?"
    return Refusal("internal", kind=type(fault).__name__, place=place, version=__version__)


def _short(filename: str) -> str:
    parts = PurePath(filename).parts
    start = len(parts) - 1 - parts[::-1].index("simoff")
    return "/".join(parts[start:])
