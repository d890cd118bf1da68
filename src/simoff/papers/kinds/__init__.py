"""The kinds of letter, a module each. A kind takes a Matter and gives a Letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from simoff.case.circumstances import Circumstances
from simoff.facts import Facts
from simoff.number.model import Line
from simoff.papers.details import Details
from simoff.papers.kinds.bill import bill
from simoff.papers.kinds.claim import claim
from simoff.papers.kinds.complaint import complaint_communications, complaint_consumer
from simoff.papers.kinds.confirmation import confirmation
from simoff.papers.kinds.contents import contents
from simoff.papers.kinds.data import data
from simoff.papers.kinds.disown import disown
from simoff.papers.kinds.freeze import freeze
from simoff.papers.kinds.power import power
from simoff.papers.kinds.refund import refund
from simoff.papers.kinds.termination import termination
from simoff.papers.letter import Letter
from simoff.papers.matter import Matter

KINDS: Final[Mapping[str, Callable[[Matter], Letter]]] = {
    "termination": termination,
    "refund": refund,
    "confirmation": confirmation,
    "claim": claim,
    "freeze": freeze,
    "complaint-communications": complaint_communications,
    "complaint-consumer": complaint_consumer,
    "data": data,
    "bill": bill,
    "disown": disown,
    "power": power,
    "contents": contents,
}


def write_letter(
    kind: str,
    case: Circumstances,
    line: Line,
    details: Details,
    facts: Facts,
    *,
    on: date,
    operator_id: str | None,
) -> Letter:
    """The letter of a kind about ``line``, as it may be written on the day ``on``. KeyError for no kind.

    The addressee comes from the pack's operator ``operator_id`` alone; a brand the pack does not know, an
    unknown party or address leave a blank line. ``grounds`` are the facts in force that day, official or
    credible, that the text rests on.
    """
    operator = None if operator_id is None else facts.operators.get(operator_id)
    return KINDS[kind](Matter(case, line, details, facts, on, operator))
