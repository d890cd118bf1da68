"""Is it dead? Signals of a line give a verdict that shows its reasons.

``judge`` is a pure function. ``reading`` turns words, dumps and answers of equipment into observations;
``adapters`` fetch them, on request only.
"""

from simoff.line.meanings import MEANINGS, PERSON_CAN_SAY
from simoff.line.model import Fault, Judgement, Meaning, Reading, Seen, Signal, Verdict, Weighed
from simoff.line.verdict import judge

__all__ = [
    "MEANINGS",
    "PERSON_CAN_SAY",
    "Fault",
    "Judgement",
    "Meaning",
    "Reading",
    "Seen",
    "Signal",
    "Verdict",
    "Weighed",
    "judge",
]
