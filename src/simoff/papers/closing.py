"""The end of a letter: how to answer, and what is enclosed."""

from __future__ import annotations

from collections.abc import Iterable

from simoff.papers.details import Details
from simoff.papers.letter import Paragraph
from simoff.papers.sender import Role, signer
from simoff.papers.wording import paragraph

ENCLOSED: dict[Role, tuple[str, ...]] = {
    "self": ("identity",),
    "parent": ("identity",),
    "proxy": ("identity-representative", "power"),
    "heir": ("identity", "certificate", "kinship"),
    "company": ("authority",),
    "trader": ("identity",),
}


def answer(role: Role, details: Details) -> Paragraph:
    """Where the answer shall go: the wanted way if its address is known, else any known, else a blank."""
    who = signer(role, details)
    post = who.address or (details.company.address if role in ("company", "trader") else None)
    if who.email and (details.answer.by == "email" or details.answer.by is None):
        return paragraph("shared.answer.email", email=who.email)
    if post and (details.answer.by == "post" or details.answer.by is None):
        return paragraph("shared.answer.post", address=post.rstrip("."))
    return paragraph("shared.answer.blank")


def enclosures(
    role: Role, details: Details, *, with_annex: bool, renewed: bool, also: Iterable[str] = ()
) -> tuple[Paragraph, ...]:
    """The numbered list of what goes with the letter; ``also`` are further ids of ``shared.enclosures``."""
    return (
        paragraph("shared.enclosures.heading", style="caption"),
        *_numbered(
            (
                *enclosed(role, details, with_annex=with_annex, renewed=renewed),
                *also,
            )
        ),
    )


def enclosed(role: Role, details: Details, *, with_annex: bool, renewed: bool) -> tuple[str, ...]:
    """What always goes with a letter of this signer, as ids of ``shared.enclosures``."""
    ids = [*(("annex",) if with_annex else ()), *ENCLOSED[role]]
    if role == "trader" and details.representative.name:
        ids[-1:] = ["identity-representative", "authority"]
    if renewed and role in ("self", "parent"):
        ids.append("former-document")
    return tuple(ids)


def _numbered(ids: Iterable[str]) -> Iterable[Paragraph]:
    return (
        paragraph(f"shared.enclosures.{id}", style="point", place=place) for place, id in enumerate(ids, start=1)
    )
