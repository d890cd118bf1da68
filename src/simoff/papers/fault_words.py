"""Faults in the person's data, in the person's language."""

from __future__ import annotations

from simoff.lang import Catalogue
from simoff.papers.details import ABOUT
from simoff.papers.entries import LONGEST, MOST_ITEMS, MOST_ROUBLES
from simoff.papers.faults import DetailFault
from simoff.papers.reading import LONGEST_TEXT, MOST_NUMBERS


def fault_text(fault: DetailFault, words: Catalogue) -> str:
    """Where it is, what is wrong and why, and what to do; nothing of what was typed."""
    if fault.near:
        hint = words.say("fault-part.near", {"near": fault.near})
    else:
        hint = words.say("fault-part.known", {"known": ", ".join(fault.known)}) if fault.known else ""
    args = {
        "about": ", ".join(ABOUT),
        "hint": hint,
        "items": MOST_ITEMS,
        "longest": LONGEST,
        "numbers": MOST_NUMBERS,
        "roubles": int(MOST_ROUBLES),
        "section": fault.where,
        "text": LONGEST_TEXT,
    }
    said = words.say(f"fault.{fault.id.removeprefix('details.')}", args)
    return words.say("fault-part.at", {"where": fault.where, "text": said})
