"""Where is it kept, provably? Events of a case: sealed, chained, stored; files, time-stamps, dossier, backup.

``interface`` says what a store does and ``faults`` how it refuses; ``Record`` is the store, over an engine in
memory, SQLite or PostgreSQL. Nothing heavy is imported here.
"""

from simoff.record.faults import ChangedMeanwhile, RecordError
from simoff.record.interface import (
    CaseEntry,
    FileRef,
    Head,
    Index,
    Page,
    Problem,
    Recorded,
    Store,
)

__all__ = [
    "CaseEntry",
    "ChangedMeanwhile",
    "FileRef",
    "Head",
    "Index",
    "Page",
    "Problem",
    "RecordError",
    "Recorded",
    "Store",
]
