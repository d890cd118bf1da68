"""The draft of a power of attorney, for the notary or consul to put into form."""

from __future__ import annotations

from simoff.papers.frame import finished, points
from simoff.papers.grounds import fit_value, rest
from simoff.papers.letter import Block, Field, Fields, Letter, Note, Paragraph
from simoff.papers.matter import Matter
from simoff.papers.sender import agent_lines, principal_lines
from simoff.papers.wording import NO_BREAK, field, note, official_date, paragraph, telephone, words

POINTS = ("end", "papers", "bill", "pay", "claims")
OWN_PAGE = "t2.termination-documents"
"""The one operator whose own page says what its power must name."""


def power(m: Matter) -> Letter:
    """The draft: who, whom, which line, which powers, until when. One copy, marked as a draft."""
    money = m.case.proxy.covers_money is not False
    blocks: tuple[Block, ...] = (
        paragraph("power.title", style="title"),
        Fields("power.block.made", _made(m), "body"),
        paragraph("power.principal", style="caption"),
        Fields("power.block.principal", principal_lines(m.role, m.details), "body"),
        paragraph("power.agent", style="caption"),
        Fields("power.block.agent", agent_lines(m.role, m.details), "body"),
        paragraph("power.before", style="caption"),
        Fields("power.block.line", _line(m), "body"),
        paragraph("power.ask", style="caption"),
        *points(*(f"power.point.{id}" for id in POINTS)),
        *((_money_point(m),) if money else ()),
        paragraph("power.point.sign", style="point", place=len(POINTS) + 1 + money),
        paragraph("power.no-substitution"),
        Fields("power.block.term", (field("power.until", _until(m)),), "body"),
        Fields(
            "power.block.signature", (field("shared.signature.name"), field("shared.signature.sign")), "signature"
        ),
        Fields("power.block.notary", (field("power.notary"),), "box", words("power.notary-title")),
    )
    return finished(m, "power", blocks, _notes(money), ("power.copy",))


def _made(m: Matter) -> tuple[Field, ...]:
    day = words("shared.signature.date-blank")
    return (field("power.place", m.details.power.place), field("power.day", day))


def _line(m: Matter) -> tuple[Field, ...]:
    label = "shared.contract.one" if len(m.numbers) == 1 else "shared.contract.several"
    contract = m.details.contract
    return (
        field("power.operator", m.operator.party if m.operator else None),
        field(label, ", ".join(map(telephone, m.numbers))),
        field("shared.contract.contract", None if contract.number is None else f"№{NO_BREAK}{contract.number}"),
        field("shared.contract.account", contract.personal_account),
    )


def _money_point(m: Matter) -> Paragraph:
    """The express right to receive money; T2's own page asks for it."""
    value = fit_value(m.facts, OWN_PAGE, m.on) if m.operator and m.operator.id == "t2" else None
    rests = () if value is None else (rest(OWN_PAGE, value),)
    return paragraph("power.point.money", *rests, style="point", place=len(POINTS) + 1)


def _until(m: Matter) -> str | None:
    until = m.details.power.until
    return official_date(until) if until is not None and until > m.on else None


def _notes(money: bool) -> tuple[Note, ...]:
    notes = ("power.note.draft", "power.note.form", "power.note.ask")
    return tuple(map(note, (*notes, *(() if money else ("power.note.no-money",)))))
