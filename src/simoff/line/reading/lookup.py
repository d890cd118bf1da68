"""An answer of a home register, pasted or as JSON: the words that providers of HLR queries give."""

from __future__ import annotations

import re
from typing import Final

from simoff.line.model import Fault, Reading, Seen

_LONGEST: Final = 100_000
_STATUS: Final = (
    ("UNKNOWN_SUBSCRIBER", "lookup.unknown"),
    ("ABSENT_SUBSCRIBER", "lookup.absent"),
    ("CALL_BARRED", "lookup.barred"),
    ("TELESERVICE_NOT_PROVISIONED", "lookup.no-teleservice"),
)
_ACTIVE: Final = re.compile(r"\b(?:SUBSCRIBER_CONNECTED|CONNECTED|ACTIVE|LIVE|REACHABLE)\b")
_WORDS: Final = re.compile(r"[A-Z]+(?:[ _-]+[A-Z]+)*")


def read_lookup(text: str) -> Reading:
    """What the register says of the number; a fault where no known word stands, or two that contradict."""
    if len(text) > _LONGEST:
        return Reading((), (Fault("fault.too-long", f"{len(text)}"),))
    said = {word.replace(" ", "_").replace("-", "_") for word in _WORDS.findall(text.upper())}
    joined = " ".join(sorted(said))
    found = [Seen(meaning, status) for status, meaning in _STATUS if status in joined]
    if not found and _ACTIVE.search(joined) and "INACTIVE" not in joined and "NOT_" not in joined:
        found = [Seen("lookup.active", "ACTIVE")]
    if len(found) > 1:
        return Reading((), (Fault("fault.contradiction", ", ".join(seen.raw for seen in found)),))
    if not found:
        return Reading((), (Fault("fault.unknown-lookup", "text"),))
    return Reading(tuple(found))
