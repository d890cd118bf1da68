"""What all letters to an operator have around their own words: header, answer, enclosures, signature, box."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from simoff.facts.model import Operator
from simoff.papers.closing import answer, enclosures
from simoff.papers.contract import annex
from simoff.papers.grounds import grounds_paragraph
from simoff.papers.letter import Block, Letter, Note, Paragraph, grounds_of
from simoff.papers.matter import Matter
from simoff.papers.sender import Role, addressee, sender, signature, stamp
from simoff.papers.wording import note, paragraph, words

ANYBODY = ("gk-450-1", "end-any-time")
BY_ROLE: dict[Role, tuple[str, ...]] = {
    "self": ("zozpp-32",),
    "proxy": ("zozpp-32",),
    "parent": ("zozpp-32",),
    "heir": (),
    "company": ("gk-782",),
    "trader": ("gk-782",),
}
OLD_ADDRESS_YEARS = 3


def operator_letter(
    m: Matter,
    kind: str,
    body: Iterable[Block],
    *,
    also: Iterable[str] = (),
    before_stamp: Iterable[Block] = (),
    notes: Iterable[Note] = (),
    box: str = "shared.stamp.title",
) -> Letter:
    """A letter to the operator in two copies; ``also`` names further enclosures, ``body`` its own words.

    ``box`` is the text over the clerk's box.
    """
    signed = signature(m.role, m.details)
    blocks = (
        addressee(m.operator),
        sender(m.role, m.details, m.renewed),
        paragraph(f"{kind}.title", style="title"),
        *body,
        answer(m.role, m.details),
        *enclosures(m.role, m.details, with_annex=m.with_annex, renewed=m.renewed, also=also),
        *signed,
        *before_stamp,
        stamp(box),
        *((annex(m.numbers), *signed) if m.with_annex else ()),
    )
    every = (*notes, *notes_on_addressee(m.operator, m.on), *notes_on_signer(m))
    return finished(m, kind, blocks, every)


def finished(
    m: Matter,
    kind: str,
    blocks: tuple[Block, ...],
    notes: Iterable[Note],
    copies: tuple[str, ...] = ("shared.copy.operator", "shared.copy.applicant"),
) -> Letter:
    """The letter with its title, copies and the facts its paragraphs rest on."""
    return Letter(
        kind=kind,
        title=words(f"{kind}.title"),
        on=m.on,
        copies=tuple(map(words, copies)),
        blocks=blocks,
        grounds=grounds_of(blocks),
        notes=tuple(notes),
    )


def grounds(m: Matter, *ids: str, id: str = "shared.grounds", by_role: bool = False) -> tuple[Paragraph, ...]:
    """The law a letter names. ``by_role``: with the consumer's or the customer's law, if the holder is known."""
    own = BY_ROLE[m.role] if by_role and m.holder_is_known else ()
    found = grounds_paragraph(m.facts, (*ids, *own), m.on, id)
    return () if found is None else (found,)


def points(*ids: str) -> tuple[Paragraph, ...]:
    """A numbered list of demands or data; each text takes its ``{place}``."""
    return tuple(paragraph(id, style="point", place=place) for place, id in enumerate(ids, start=1))


def notes_on_signer(m: Matter) -> tuple[Note, ...]:
    """Who may not sign is told so."""
    if m.case.holder.user_is in ("stranger", "worker"):
        return (note("shared.note.not-the-holder"),)
    return ()


def notes_on_addressee(operator: Operator | None, on: date) -> tuple[Note, ...]:
    """What is not known, or known from long ago, of the party and its address."""
    notes: list[Note] = []
    if operator is None or operator.party is None:
        notes.append(note("shared.note.party-unknown"))
    if operator is None or operator.address is None:
        notes.append(note("shared.note.address-unknown"))
    elif operator.address_dated is not None and _is_old(operator.address_dated, on):
        notes.append(note("shared.note.address-old", dated=operator.address_dated))
    return tuple(notes)


def _is_old(dated: date, on: date) -> bool:
    return (dated.year + OLD_ADDRESS_YEARS, dated.month, dated.day) < (on.year, on.month, on.day)
