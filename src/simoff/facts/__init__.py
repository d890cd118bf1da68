"""What is true, since when, who says so and who last looked.

The packs (TOML) lie in ``packs/``; ``load_packs`` reads them strictly into Facts, ``state`` and ``view`` say
what holds on a day, ``stale`` what to confirm first, and ``checks.run`` what is doubtful in them. Pure: files
come as bytes and days as arguments.
"""

from simoff.facts.faults import Fault, PackError, UnknownFact
from simoff.facts.loader import load_packs
from simoff.facts.model import (
    GROUNDS,
    STATABLE,
    Channel,
    Confidence,
    Disputed,
    Ended,
    Fact,
    Facts,
    Known,
    NotYet,
    Operator,
    Source,
    State,
    Text,
    Unknown,
    Value,
)
from simoff.facts.staleness import Stale, stale
from simoff.facts.states import FactView, state, view

__all__ = [
    "GROUNDS",
    "STATABLE",
    "Channel",
    "Confidence",
    "Disputed",
    "Ended",
    "Fact",
    "FactView",
    "Facts",
    "Fault",
    "Known",
    "NotYet",
    "Operator",
    "PackError",
    "Source",
    "Stale",
    "State",
    "Text",
    "Unknown",
    "UnknownFact",
    "Value",
    "load_packs",
    "stale",
    "state",
    "view",
]
