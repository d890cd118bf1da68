"""The claim (претензия): refused, unanswered, money late, charged after the end, a sudden debt."""

from __future__ import annotations

from simoff.papers.contract import contract_lines
from simoff.papers.details import About
from simoff.papers.frame import ANYBODY, grounds, operator_letter, points
from simoff.papers.grounds import fit_value, rest
from simoff.papers.letter import Block, Field, Fields, Letter, Paragraph
from simoff.papers.matter import Matter
from simoff.papers.money import refund
from simoff.papers.past import history, notes_on_past
from simoff.papers.wording import field, note, official, paragraph

TERM = "claim-30-days"
GROUNDS: dict[About | None, tuple[str, ...]] = {
    "refusal": (*ANYBODY, TERM),
    "silence": (*ANYBODY, "gk-165-1", TERM),
    "late-refund": ("end-any-time", TERM),
    "charges": (*ANYBODY, TERM),
    "debt": ("consent-to-extras", TERM),
    None: (TERM,),
}
PAST: dict[About | None, tuple[str, ...]] = {
    "refusal": ("filed_on", "answered_on", "answer"),
    "silence": ("filed_on", "incoming"),
    "late-refund": ("filed_on", "incoming", "ended_on"),
    "charges": ("filed_on", "incoming", "ended_on"),
    "debt": (),
    None: ("filed_on", "incoming"),
}
POINTS: dict[About | None, tuple[str, ...]] = {
    "refusal": ("end", "no-charges", "settle", "reason"),
    "silence": ("end", "no-charges", "confirm", "settle"),
    "late-refund": ("account", "day"),
    "charges": ("cancel", "return", "no-debt", "ground"),
    "debt": ("papers", "bill", "exclude", "no-transfer"),
    None: (),
}
WITH_AMOUNT: frozenset[About] = frozenset({"late-refund", "charges", "debt"})


def claim(m: Matter) -> Letter:
    """The claim about what ``[claim] about`` says; without it the story is lines to write on."""
    about = m.details.claim.about
    body: tuple[Block, ...] = (
        paragraph(f"claim.{about or 'free'}.story"),
        contract_lines(m.numbers, m.details, m.role),
        *_told(m, about),
        *grounds(m, *GROUNDS[about], id="claim.grounds", by_role=about is not None),
        *_demands(m, about),
        *_term(m),
        paragraph("claim.registration"),
    )
    asked = () if about else (note("claim.note.about"),)
    notes = (*asked, *notes_on_past(m))
    return operator_letter(m, "claim", body, also=_also(about), notes=notes, box="claim.stamp")


def _told(m: Matter, about: About | None) -> tuple[Block, ...]:
    """What happened, as lines filled in or to be filled in."""
    past = (history(m, *PAST[about]),) if PAST[about] else ()
    sums = (Fields("claim.block.sum", sum_lines(m), "body"),) if about in WITH_AMOUNT else ()
    free = () if about else (Fields("claim.block.free", (field("claim.free.what", lines=5),), "body"),)
    return (*past, *sums, *free)


def sum_lines(m: Matter) -> tuple[Field, ...]:
    """The sum in dispute and what it is for."""
    amount = m.details.claim.amount
    written = None if amount is None else str(official(amount))
    rows = (field("claim.sum.amount", written), field("claim.sum.service", m.details.claim.service))
    return rows if m.details.claim.about != "late-refund" else rows[:1]


def _demands(m: Matter, about: About | None) -> tuple[Block, ...]:
    if about is None:
        return (Fields("claim.block.demand", (field("claim.free.demand", lines=3),), "body"),)
    head = paragraph("claim.ask", style="caption")
    asked = points(*(f"claim.{about}.point.{id}" for id in POINTS[about]))
    if about == "late-refund":
        return (*refund(m.case, m.details, m.facts, m.role, m.on), head, *asked)
    return (head, *asked, *((paragraph("claim.debt.no-admission"),) if about == "debt" else ()))


def _term(m: Matter) -> tuple[Paragraph, ...]:
    """By when the operator shall answer, where the term is known well enough for a letter."""
    value = fit_value(m.facts, TERM, m.on)
    if value is None or value.number is None or value.unit != "day":
        return ()
    return (paragraph("claim.term", rest(TERM, value), days=value.number),)


def _also(about: About | None) -> tuple[str, ...]:
    return {"debt": ("bill",), "charges": ("confirmation", "bill"), None: ()}.get(about, ("filed",))
