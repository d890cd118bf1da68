"""What a kept case fills in a letter with: days, numbers and sums of what has happened."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import UNSET
from msgspec.structs import asdict, replace

from simoff.case.state import CaseState
from simoff.papers import Details, Past, printable


def details_of_case(case: CaseState, details: Details, on: date) -> Details:
    """The details, with what the case knows laid under what the person typed: days, numbers, sums."""
    typed = {name: value for name, value in asdict(details.past).items() if value is not None}
    past = replace(_past(case, on), **typed)
    claim = details.claim
    if claim.amount is None:
        claim = replace(claim, amount=_amount(case, claim.about))
    return replace(details, past=past, claim=claim)


def _past(case: CaseState, on: date) -> Past:
    filed, claim = case.filed, _last_claim(case)
    end = case.end_day
    answers = [reply for reply in case.replies if reply.reply in ("refused", "refused_claim", "other")]
    last = answers[-1] if answers else None
    return Past(
        filed_on=None if filed is None else filed.on,
        incoming=_text("" if filed is None else filed.registration),
        ended_on=end if end is not None and end <= on else None,
        claimed_on=None if claim is None else claim[0],
        claim_incoming=_text("" if claim is None else claim[1]),
        answered_on=None if last is None else last.on,
        answer=_text("" if last is None else " ".join(last.note.split())[:300]),
    )


def _last_claim(case: CaseState) -> tuple[date, str] | None:
    """Day and number of the claim handed in last."""
    ways = [paper.handed_in for paper in case.papers.values() if paper.issued.kind == "claim"]
    handed = [way for way in ways if way is not None]
    return (handed[-1].on, handed[-1].registration or handed[-1].track) if handed else None


def _amount(case: CaseState, about: str | None) -> Decimal | None:
    """What a claim is about in roubles: the money still open, or the charges disputed."""
    if about in ("charges", "debt"):
        return sum((one.amount for one in case.charges if one.disputed), Decimal("0.00")) or None
    known = case.refund
    if known is None or known.open_sum is UNSET or known.open_sum <= 0:
        return None
    return known.open_sum


def _text(text: str) -> str | None:
    """What was noted, where a Russian letter may hold it."""
    return printable(text) if text else None
