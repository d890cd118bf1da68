"""What a letter says about money: what is owed, and where the unused advance shall go."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import UNSET

from simoff.case.circumstances import Circumstances, MoneyFacts
from simoff.facts import Facts
from simoff.papers.details import Bank, Details
from simoff.papers.grounds import fit_value, rest
from simoff.papers.letter import Block, Field, Fields, Paragraph
from simoff.papers.sender import Role, signer
from simoff.papers.wording import field, paragraph, telephone

REFUND_TERM = "refund-30-days"


def debt(money: MoneyFacts, role: Role) -> Paragraph:
    """The sentence about payment: paid, owed, disputed in writing (roubles), or not known."""
    if role == "heir":
        return paragraph("termination.debt.heir")
    if not isinstance(money.balance, Decimal):
        known = _positive(money.disputed)
        return paragraph("termination.debt.disputed-only", disputed=known) if known else _unknown()
    owed, disputed = _parts(money.balance, _positive(money.disputed))
    if owed and disputed:
        return paragraph("termination.debt.owed-and-disputed", owed=owed, disputed=disputed)
    if owed:
        return paragraph("termination.debt.owed", owed=owed)
    if disputed:
        return paragraph("termination.debt.disputed", disputed=disputed)
    return _unknown() if _more_falls_due(money) else paragraph("termination.debt.paid")


def _parts(balance: Decimal, disputed: Decimal) -> tuple[Decimal, Decimal]:
    """What is owed beyond dispute, and what is disputed."""
    return max(-balance - disputed, Decimal(0)), disputed


def _positive(amount: object) -> Decimal:
    return amount if isinstance(amount, Decimal) and amount > 0 else Decimal(0)


def _more_falls_due(money: MoneyFacts) -> bool:
    """A promised payment or instalments: the balance is no proof that everything is paid."""
    return money.promised_payment is True or money.installments is True


def _unknown() -> Paragraph:
    return paragraph("termination.debt.unknown")


def refund(case: Circumstances, details: Details, facts: Facts, role: Role, on: date) -> tuple[Block, ...]:
    """The demand for the unused advance; bank lines stay blank where the account is not given."""
    way = case.wants.refund_to
    if way == "none":
        return (paragraph("termination.refund.none"),)
    term = _term(facts, on)
    if way == "cash":
        return (paragraph("termination.refund.cash"), *term)
    if way == "other_number" or (way is UNSET and details.refund.number and details.bank == Bank()):
        number = details.refund.number
        to = None if number is None else telephone(number)
        return (paragraph("termination.refund.number", number=to), *term)
    demand = paragraph("termination.refund.heir" if role == "heir" else "termination.refund.bank")
    return (demand, bank_lines(details, role), *term)


def _term(facts: Facts, on: date) -> tuple[Paragraph, ...]:
    value = fit_value(facts, REFUND_TERM, on)
    if value is None or value.number is None or value.unit != "day":
        return ()
    return (paragraph("termination.refund.term", rest(REFUND_TERM, value), days=value.number),)


def bank_lines(details: Details, role: Role) -> Fields:
    """The bank details, in the Russian form or the one for an account abroad; blanks where not given."""
    bank = details.bank
    head = (
        field("shared.bank.recipient", bank.recipient or _recipient(role, details)),
        field("shared.bank.bank", bank.bank),
    )
    rows = _abroad(bank) if bank.is_abroad else _in_russia(bank)
    return Fields("shared.block.bank", head + rows, "body")


def _recipient(role: Role, details: Details) -> str | None:
    """The holder, unless somebody else is named: a proxy gets money only where the power says so."""
    if role == "company":
        return details.company.name
    if role == "proxy":
        return details.holder.name
    return signer(role, details).name if role == "heir" else details.holder.name or details.company.name


def _in_russia(bank: Bank) -> tuple[Field, ...]:
    return (
        field("shared.bank.bik", bank.bik),
        field("shared.bank.correspondent", bank.correspondent_account),
        field("shared.bank.account", bank.account),
    )


def _abroad(bank: Bank) -> tuple[Field, ...]:
    own = field("shared.bank.iban", bank.iban) if bank.iban else None
    account = field("shared.bank.foreign-account", bank.account) if bank.account or own is None else None
    return tuple(row for row in (own, account, field("shared.bank.swift", bank.swift)) if row is not None)
