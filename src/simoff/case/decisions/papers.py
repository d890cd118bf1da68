"""Attach files; issue papers and follow their way."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import UNSET, UnsetType

from simoff.case.decisions.answer import Answer, Refused, follow, next_id, not_open
from simoff.case.events import FileAttached, PaperDelivered, PaperHandedIn, PaperIssued, PaperReturned
from simoff.case.events.papers import FileKind, Genuine, How
from simoff.case.state import CaseState, Paper


def attach(
    state: CaseState,
    *,
    on: date,
    sha256: str,
    size: int,
    media_type: str,
    kind: FileKind = "other",
    name: str = "",
    proves: str = "",
    dkim: Genuine = "not_mail",
    dkim_domain: str = "",
) -> Answer:
    """A file kept by the record; also to a closed case. Nothing where it is attached just so already."""
    if not state.number:
        return Refused("not-opened")
    attached = FileAttached(
        on=on,
        sha256=sha256,
        size=size,
        media_type=media_type,
        kind=kind,
        name=name,
        proves=proves,
        dkim=dkim,
        dkim_domain=dkim_domain,
    )
    return () if state.files.get(sha256) == attached else follow(attached)


def issue_paper(
    state: CaseState,
    *,
    on: date,
    kind: str,
    files: tuple[str, ...] = (),
    grounds: tuple[str, ...] = (),
    facts_version: str = "",
) -> Answer:
    """A paper was made; its files have been attached before."""
    if refused := not_open(state):
        return refused
    missing = [file for file in files if file not in state.files]
    if missing:
        return Refused("no-such-file", {"sha256": missing[0]})
    paper = next_id("p", len(state.papers))
    version = facts_version or state.facts_version
    return follow(
        PaperIssued(on=on, paper=paper, kind=kind, files=files, grounds=grounds, facts_version=version)
    )


def hand_in_paper(
    state: CaseState,
    *,
    on: date,
    paper: str,
    how: How,
    to: str = "",
    registration: str = "",
    track: str = "",
    copy: str | UnsetType = UNSET,
) -> Answer:
    """A paper was handed in or sent; again only after it came back."""
    found = _paper(state, paper)
    if isinstance(found, Refused):
        return found
    if found.status in ("handed_in", "delivered"):
        return Refused("handed-in-already", {"paper": paper})
    if found.issued.on > on:
        return Refused("before-it-was-made", {"paper": paper, "made": found.issued.on})
    if copy is not UNSET and copy not in state.files:
        return Refused("no-such-file", {"sha256": copy})
    return follow(
        PaperHandedIn(on=on, paper=paper, how=how, to=to, registration=registration, track=track, copy=copy)
    )


def paper_delivered(
    state: CaseState, *, on: date, paper: str, proof: str | UnsetType = UNSET
) -> Answer:
    """A paper sent has arrived."""
    return _on_its_way(state, on, paper, proof) or follow(PaperDelivered(on=on, paper=paper, proof=proof))


def paper_returned(
    state: CaseState,
    *,
    on: date,
    paper: str,
    why: Literal["unclaimed", "wrong_address", "refused", "other"],
    proof: str | UnsetType = UNSET,
) -> Answer:
    """A paper sent came back."""
    returned = PaperReturned(on=on, paper=paper, why=why, proof=proof)
    return _on_its_way(state, on, paper, proof) or follow(returned)


def _on_its_way(state: CaseState, on: date, paper: str, proof: str | UnsetType) -> Refused | None:
    found = _paper(state, paper)
    if isinstance(found, Refused):
        return found
    if found.handed_in is None or found.status != "handed_in":
        return Refused("not-on-its-way", {"paper": paper, "status": found.status})
    if on < found.handed_in.on:
        return Refused("before-it-was-sent", {"paper": paper, "sent": found.handed_in.on})
    if proof is not UNSET and proof not in state.files:
        return Refused("no-such-file", {"sha256": proof})
    return None


def _paper(state: CaseState, paper: str) -> Paper | Refused:
    if refused := not_open(state):
        return refused
    found = state.papers.get(paper)
    return found or Refused("no-such-paper", {"paper": paper, "known": tuple(state.papers)})
