"""The list of contents for the registered letter."""

from __future__ import annotations

from simoff.papers.closing import enclosed
from simoff.papers.frame import finished, notes_on_addressee
from simoff.papers.letter import Block, Field, Fields, Letter, Table
from simoff.papers.matter import Matter
from simoff.papers.sender import addressee, signer
from simoff.papers.wording import field, note, paragraph, words

COPIES = ("contents.copy.inside", "contents.copy.own")
HEADS = ("number", "name", "count", "value")


def contents(m: Matter) -> Letter:
    """Addressee, sender, and a line for each thing in the envelope; number of copies and value by hand."""
    who = signer(m.role, m.details)
    sent_by = who.name or (m.details.company.name if m.role in ("company", "trader") else None)
    back_to = who.address or m.details.company.address
    blocks: tuple[Block, ...] = (
        addressee(m.operator),
        Fields(
            "contents.block.from",
            (field("shared.from.name", sent_by), field("shared.from.address", back_to, lines=2)),
            "address",
        ),
        paragraph("contents.title", style="title"),
        _table(m),
        Fields("contents.block.total", (field("contents.total"), field("contents.total-value")), "body"),
        Fields("contents.block.sender", _signature("contents.sender"), "signature"),
        Fields("contents.block.post", _signature("contents.clerk"), "box", words("contents.post-title")),
    )
    notes = (note("contents.note.form"), note("contents.note.receipt"), *notes_on_addressee(m.operator, m.on))
    return finished(m, "contents", blocks, notes, COPIES)


def _table(m: Matter) -> Table:
    heads = tuple(field(f"contents.head.{head}") for head in HEADS)
    names = m.details.contents.items or _usual(m)
    rows = tuple((str(place), name, "", "") for place, name in enumerate(names, start=1))
    return Table("contents.block.table", heads, rows, {"n": len(rows)})


def _usual(m: Matter) -> tuple[str, ...]:
    """The application and what is enclosed with it."""
    ids = enclosed(m.role, m.details, with_annex=m.with_annex, renewed=m.renewed)
    return (words("contents.application"), *(words(f"contents.thing.{id}") for id in ids))


def _signature(label: str) -> tuple[Field, ...]:
    return (field(label), field("shared.signature.sign"))
