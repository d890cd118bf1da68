"""Who writes: the part the signer plays, the header of a letter, its signature and the clerk's box."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET

from simoff.case.circumstances import Circumstances
from simoff.facts.model import Operator
from simoff.papers.details import Details, Person, Representative
from simoff.papers.letter import Field, Fields, Paragraph
from simoff.papers.wording import field, paragraph, words

Role = Literal["self", "proxy", "heir", "parent", "company", "trader"]


def role_of(case: Circumstances, details: Details) -> Role:
    """The part the signer plays, from the holder's kind and who the user is."""
    kind, user = case.holder.kind, case.holder.user_is
    if kind == "deceased" or (kind is UNSET and user == "heir"):
        return "heir"
    if kind == "company" or (kind is UNSET and details.company.name and not details.holder.name):
        return "company"
    if kind == "sole_trader":
        return "trader"
    if kind == "minor_under_14":
        return "parent"
    return "proxy" if user == "proxy" else "self"


def signer(role: Role, details: Details) -> Person | Representative:
    """Whose signature stands under the letter, and who gets the answer."""
    acts = role in ("proxy", "heir", "company") or (role == "trader" and details.representative.name)
    return details.representative if acts else details.holder


def addressee(operator: Operator | None) -> Fields:
    """The contract party and its legal address, from the pack only; otherwise blank lines."""
    party, address = (operator.party, operator.address) if operator else (None, None)
    rows = (field("shared.to.party", party), field("shared.to.address", address, lines=2))
    return Fields("shared.block.to", rows, "address")


def sender(role: Role, details: Details, renewed: bool) -> Fields:
    """From whom; ``renewed``: the identity document is another than in the contract."""
    return Fields("shared.block.from", _sender(role, details, renewed), "address")


def _sender(role: Role, details: Details, renewed: bool) -> tuple[Field, ...]:
    match role:
        case "company":
            return (*_company(details), *_officer(details.representative), *_contact(role, details))
        case "trader":
            return (*_trader(details), *_contact(role, details))
        case "heir":
            return (*_natural(details.representative), *_deceased(details), *_contact(role, details))
        case "proxy":
            return (*_natural(details.holder), *_proxy(details.representative), *_contact(role, details))
        case _:
            return (*_natural(details.holder), *_former(details, renewed), *_contact(role, details))


def principal_lines(role: Role, details: Details) -> tuple[Field, ...]:
    """Who gives a power of attorney: a company with its officer, else the holder."""
    if role == "company":
        return (*_company(details, "power.company"), *_officer(details.representative))
    return _trader(details, "power.trader") if role == "trader" else _natural(details.holder, "power.name")


def agent_lines(role: Role, details: Details) -> tuple[Field, ...]:
    """Whom it empowers; a company's representative in the details is its officer, so the agent stays blank."""
    agent = Representative() if role in ("company", "trader") else details.representative
    return _natural(agent, "power.name")


def _natural(person: Person | Representative, label: str = "shared.from.name") -> tuple[Field, ...]:
    return (
        field(label, person.name),
        field("shared.from.document", person.document, lines=2),
        field("shared.from.address", person.address, lines=2),
    )


def _former(details: Details, renewed: bool) -> tuple[Field, ...]:
    former = details.holder.former_document
    return (field("shared.from.former-document", former),) if former or renewed else ()


def _proxy(proxy: Representative) -> tuple[Field, ...]:
    return (
        field("shared.from.representative", proxy.name),
        field("shared.from.document", proxy.document, lines=2),
        field("shared.from.power", proxy.authority, lines=2),
    )


def _deceased(details: Details) -> tuple[Field, ...]:
    return (
        field("shared.from.deceased", details.holder.name),
        field("shared.from.certificate", details.death.certificate),
    )


def _company(details: Details, label: str = "shared.from.name") -> tuple[Field, ...]:
    company = details.company
    return (
        field(label, company.name),
        field("shared.from.inn", company.inn),
        field("shared.from.kpp", company.kpp),
        field("shared.from.ogrn", company.ogrn),
        field("shared.from.legal-address", company.address, lines=2),
    )


def _officer(officer: Representative) -> tuple[Field, ...]:
    return (
        field("shared.from.representative", officer.name),
        field("shared.from.position", officer.position),
        field("shared.from.authority", officer.authority),
    )


def _trader(details: Details, label: str = "shared.from.sole-trader") -> tuple[Field, ...]:
    holder, company = details.holder, details.company
    own = (
        field(label, holder.name or company.name),
        field("shared.from.inn", company.inn),
        field("shared.from.ogrnip", company.ogrn),
        field("shared.from.address", holder.address or company.address, lines=2),
    )
    return own + (_officer(details.representative) if details.representative.name else ())


def _contact(role: Role, details: Details) -> tuple[Field, ...]:
    """Telephone and e-mail as far as known; one blank line for both when neither is."""
    who = signer(role, details)
    known = (("shared.from.phone", who.phone), ("shared.from.email", who.email))
    return tuple(field(id, value) for id, value in known if value) or (field("shared.from.contact"),)


def signature(role: Role, details: Details) -> tuple[Fields | Paragraph, ...]:
    """Date and signature lines with the signer's name; the place of the stamp for a company or trader."""
    rows = (
        _date(),
        field("shared.signature.sign"),
        field("shared.signature.name", signer(role, details).name),
    )
    lines = Fields("shared.block.signature", rows, "signature")
    return (lines, paragraph("shared.signature.seal")) if role in ("company", "trader") else (lines,)


def parents_consent() -> Fields:
    """Lines for a parent, filled in only where the operator asks for them (holder of 14 to 17)."""
    rows = (_date(), field("shared.signature.sign"), field("shared.signature.name"))
    return Fields("shared.block.consent", rows, "signature", words("shared.signature.consent"))


def _date() -> Field:
    return field("shared.signature.date", words("shared.signature.date-blank"))


def stamp(title: str = "shared.stamp.title") -> Fields:
    """The box the operator's clerk fills in on both copies."""
    keys = ("incoming", "date", "clerk", "sign")
    rows = tuple(field(f"shared.stamp.{key}") for key in keys)
    return Fields("shared.block.stamp", rows, "box", words(title))
