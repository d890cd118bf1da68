"""What every letter is made from: the case, the line, the person's details, the facts and the day."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET, Struct

from simoff.case.circumstances import Circumstances
from simoff.facts import Facts
from simoff.facts.model import Operator
from simoff.number.model import Line
from simoff.papers.contract import lines_of, needs_annex
from simoff.papers.details import Details
from simoff.papers.sender import Role, role_of


class Matter(Struct, frozen=True):
    """One holder's matter on one day. ``operator`` is None where nobody good says whom to write to."""

    case: Circumstances
    line: Line
    details: Details
    facts: Facts
    on: date
    operator: Operator | None

    @property
    def role(self) -> Role:
        """The part the signer plays."""
        return role_of(self.case, self.details)

    @property
    def numbers(self) -> tuple[str, ...]:
        """All numbers of the letter in E.164."""
        return lines_of(self.line, self.details)

    @property
    def with_annex(self) -> bool:
        """Whether the numbers stand in an annex."""
        return needs_annex(self.numbers, self.role)

    @property
    def renewed(self) -> bool:
        """Whether the identity document is another than in the contract."""
        return self.case.holder.passport_changed is True

    @property
    def holder_is_known(self) -> bool:
        """Whether it has been said who the contract is with, so that consumer law may be named or not."""
        return self.case.holder.kind is not UNSET or self.role not in ("self", "proxy")
