"""Which contract: its numbers, in a line or in an annex, its number and personal account."""

from __future__ import annotations

from simoff.number.model import Line
from simoff.papers.details import Contract, Details
from simoff.papers.letter import Annex, Field, Fields
from simoff.papers.sender import Role
from simoff.papers.wording import NO_BREAK, field, official_date, telephone, words

MOST_IN_A_LINE = 3


def lines_of(line: Line, details: Details) -> tuple[str, ...]:
    """All numbers of the letter in E.164, the line itself first, none twice."""
    return tuple(dict.fromkeys((line.e164, *details.numbers)))


def needs_annex(numbers: tuple[str, ...], role: Role) -> bool:
    """A company's list of several numbers is an annex; so is anybody's that fits no line."""
    return len(numbers) > (1 if role in ("company", "trader") else MOST_IN_A_LINE)


def contract_lines(numbers: tuple[str, ...], details: Details, role: Role) -> Fields:
    """The number or numbers, the contract and the personal account."""
    contract = details.contract
    rows = (
        _numbers(numbers, role),
        field("shared.contract.contract", _contract(contract)),
        field("shared.contract.account", contract.personal_account),
    )
    return Fields("shared.block.contract", rows, "body")


def annex(numbers: tuple[str, ...]) -> Annex:
    """The list of all numbers on a page of its own."""
    title = words("shared.annex.title", n=len(numbers))
    return Annex("shared.block.annex", title, tuple(map(telephone, numbers)), {"n": len(numbers)})


def _numbers(numbers: tuple[str, ...], role: Role) -> Field:
    if needs_annex(numbers, role):
        return field("shared.contract.several", words("shared.contract.in-annex", n=len(numbers)))
    label = "shared.contract.one" if len(numbers) == 1 else "shared.contract.several"
    return field(label, ", ".join(map(telephone, numbers)))


def _contract(contract: Contract) -> str:
    if contract.number is None:
        return words("shared.contract.blank")
    if contract.signed_on is None:
        return words("shared.contract.number", number=contract.number)
    day = official_date(contract.signed_on)
    return words("shared.contract.number-and-date", number=contract.number, date=day).replace(
        " от ", f"{NO_BREAK}от "
    )
