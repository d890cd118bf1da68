"""Says what is wrong and what to do. A fault of the program names its place and nothing about a person."""

from __future__ import annotations

import sys
from pathlib import PurePath

from simoff import __version__
from simoff.cli.call import Call, encode
from simoff.desk.errors import Refusal


def explain(fault: Exception, call: Call) -> int:
    """Write the fault to standard error and give the exit code."""
    refusal = fault if isinstance(fault, Refusal) else _own_fault(fault)
    try:
        _write(call, refusal)
    except Exception:  # the words themselves are broken: the id is better than nothing
        sys.stderr.write(f"simoff: {refusal.id} {refusal.facts if refusal.id == 'internal' else ''}\n")
    return refusal.exit_code


def _write(call: Call, refusal: Refusal) -> None:
    facts = dict(refusal.facts)
    if refusal.id == "not-mobile":
        facts["kind"] = call.say(f"number.kind.{facts['kind']}")
    if refusal.id == "record-anchor":
        facts["why"] = call.say(f"record.why.{facts['why']}")
    what = call.say(f"error.{refusal.id}.what", **facts)
    steps = call.say(f"error.{refusal.id}.next", **facts)
    if call.json:
        error = {"id": refusal.id, "what": what, "faults": list(refusal.lines), "next": steps}
        sys.stderr.write(encode({"error": error}).decode())
        return
    lines = (what, *(f"  - {line}" for line in refusal.lines), call.say("error.label.next", next=steps))
    sys.stderr.write("\n".join(lines) + "\n")


def _own_fault(fault: Exception) -> Refusal:
    """A fault nobody foresaw: its kind and its place in our code; its message may hold personal data."""
    if isinstance(fault, MemoryError) or getattr(fault, "errno", None) == 28:
        return Refusal("too-little-memory")
    import traceback  # needed only when something went wrong

    frames = [f for f in traceback.extract_tb(fault.__traceback__) if "simoff" in PurePath(f.filename).parts]
    place = f"{_short(frames[-1].filename)}:{frames[-1].lineno}" if frames else "?"
    return Refusal("internal", kind=type(fault).__name__, place=place, version=__version__)


def _short(filename: str) -> str:
    parts = PurePath(filename).parts
    start = len(parts) - 1 - parts[::-1].index("simoff")
    return "/".join(parts[start:])
