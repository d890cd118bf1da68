"""Who signs and what is to be filled in: the data of a letter, all of it optional."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final, Literal, get_args

from msgspec import Struct


class Person(Struct, frozen=True):
    """A natural person as in the contract or the passport; a missing part becomes a blank line."""

    name: str | None = None
    document: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    former_document: str | None = None


class Representative(Struct, frozen=True):
    """Who signs for the holder: proxy, heir, officer. ``authority`` names the power or the charter."""

    name: str | None = None
    document: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    position: str | None = None
    authority: str | None = None


class Company(Struct, frozen=True):
    """A company or sole trader; ``inn`` 10 or 12 digits, ``ogrn`` 13 (OGRN) or 15 (OGRNIP) digits."""

    name: str | None = None
    inn: str | None = None
    kpp: str | None = None
    ogrn: str | None = None
    address: str | None = None


class Contract(Struct, frozen=True):
    """The contract as far as the person has it at hand."""

    number: str | None = None
    signed_on: date | None = None
    personal_account: str | None = None


class Bank(Struct, frozen=True):
    """Where the unused advance goes: a Russian account (BIK) or one abroad (IBAN or SWIFT)."""

    recipient: str | None = None
    bank: str | None = None
    bik: str | None = None
    account: str | None = None
    correspondent_account: str | None = None
    iban: str | None = None
    swift: str | None = None

    @property
    def is_abroad(self) -> bool:
        """Whether the account lies outside Russia."""
        return self.bik is None and (self.iban is not None or self.swift is not None)


class Refund(Struct, frozen=True):
    """Another number that takes the advance, in E.164."""

    number: str | None = None


class Death(Struct, frozen=True):
    """The day the subscriber died and the certificate."""

    on: date | None = None
    certificate: str | None = None


class Child(Struct, frozen=True):
    """The child who uses a number of the parent's contract."""

    name: str | None = None


class Answer(Struct, frozen=True):
    """How the operator shall answer."""

    by: Literal["email", "post"] | None = None


class Past(Struct, frozen=True):
    """What was handed in and answered so far, as the person's own copies say. ``answer``: in their words."""

    filed_on: date | None = None
    incoming: str | None = None
    ended_on: date | None = None
    claimed_on: date | None = None
    claim_incoming: str | None = None
    answered_on: date | None = None
    answer: str | None = None


About = Literal["refusal", "silence", "late-refund", "charges", "debt"]
"""What a claim is about: refused, unanswered, money not returned, charged after the end, a sudden debt."""
ABOUT: Final[tuple[About, ...]] = get_args(About)


class Claim(Struct, frozen=True):
    """What a claim or complaint is about; ``amount`` in roubles, more than zero; ``service``: for what."""

    about: About | None = None
    amount: Decimal | None = None
    service: str | None = None


class Bill(Struct, frozen=True):
    """The period of an itemised bill, both days included."""

    since: date | None = None
    until: date | None = None


class Power(Struct, frozen=True):
    """Where a power of attorney is made and until when it shall hold."""

    place: str | None = None
    until: date | None = None


class Contents(Struct, frozen=True):
    """What a registered letter holds, a line each; none: what goes with the application."""

    items: tuple[str, ...] = ()


class Details(Struct, frozen=True):
    """Everything a letter can be filled in with. ``numbers`` are further lines of the contract, E.164."""

    holder: Person = Person()
    representative: Representative = Representative()
    company: Company = Company()
    contract: Contract = Contract()
    bank: Bank = Bank()
    refund: Refund = Refund()
    death: Death = Death()
    child: Child = Child()
    answer: Answer = Answer()
    past: Past = Past()
    claim: Claim = Claim()
    bill: Bill = Bill()
    power: Power = Power()
    contents: Contents = Contents()
    numbers: tuple[str, ...] = ()
