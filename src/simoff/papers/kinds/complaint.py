"""Complaints to the two supervisors: on paper, or as text for the form on their site."""

from __future__ import annotations

from typing import Literal

from simoff.papers.closing import answer
from simoff.papers.contract import annex, contract_lines
from simoff.papers.frame import ANYBODY, finished, grounds, notes_on_signer, points
from simoff.papers.kinds.claim import WITH_AMOUNT, sum_lines
from simoff.papers.letter import Block, Field, Fields, Letter, Note, Paragraph
from simoff.papers.matter import Matter
from simoff.papers.past import history, notes_on_past
from simoff.papers.sender import sender, signature
from simoff.papers.wording import field, note, paragraph, words

Kind = Literal["complaint-communications", "complaint-consumer"]
COPIES = ("complaint.copy.body", "complaint.copy.own")


def complaint_communications(m: Matter) -> Letter:
    """To the supervisor of communications."""
    return _complaint(m, "complaint-communications")


def complaint_consumer(m: Matter) -> Letter:
    """To the supervisor of consumer rights."""
    return _complaint(m, "complaint-consumer")


def _complaint(m: Matter, kind: Kind) -> Letter:
    about = m.details.claim.about
    rows = (field("shared.to.party", words(f"{kind}.body")), field("shared.to.address", lines=2))
    signed = signature(m.role, m.details)
    blocks: tuple[Block, ...] = (
        Fields("complaint.block.to", rows, "address"),
        sender(m.role, m.details, m.renewed),
        paragraph(f"{kind}.title", style="title"),
        paragraph(f"complaint.{about}") if about else _free(),
        Fields("complaint.block.operator", _operator(m), "body"),
        contract_lines(m.numbers, m.details, m.role),
        history(m, "filed_on", "incoming", "claimed_on", "claim_incoming", "answered_on", "answer"),
        *((Fields("claim.block.sum", sum_lines(m), "body"),) if about in WITH_AMOUNT else ()),
        *grounds(m, *ANYBODY, "claim-30-days", id="complaint.grounds", by_role=kind == "complaint-consumer"),
        paragraph("complaint.ask", style="caption"),
        *points(f"{kind}.point.check", "complaint.point.oblige", "complaint.point.tell"),
        paragraph("complaint.forward"),
        answer(m.role, m.details),
        *_enclosures(m),
        *signed,
        *((annex(m.numbers), *signed) if m.with_annex else ()),
    )
    return finished(m, kind, blocks, _notes(m, kind), COPIES)


def _free() -> Fields:
    return Fields("complaint.block.free", (field("claim.free.what", lines=5),), "body")


def _operator(m: Matter) -> tuple[Field, ...]:
    party, address = (m.operator.party, m.operator.address) if m.operator else (None, None)
    return (field("complaint.operator", party), field("complaint.operator-address", address))


def _enclosures(m: Matter) -> tuple[Paragraph, ...]:
    ids = ("application", "claim", "answer", "contract")
    named = points(*(f"complaint.enclosures.{id}" for id in ids))
    return (paragraph("shared.enclosures.heading", style="caption"), *named)


def _notes(m: Matter, kind: Kind) -> tuple[Note, ...]:
    """Where it may be handed in, who else may be in charge, and when to do it."""
    firm = m.role in ("company", "trader") and kind == "complaint-consumer"
    notes = ("complaint.note.how", "complaint.note.who", "complaint.note.before-gosuslugi")
    own = (note("complaint.note.no-consumer"),) if firm else ()
    return (*map(note, notes), *own, *notes_on_signer(m), *notes_on_past(m))
