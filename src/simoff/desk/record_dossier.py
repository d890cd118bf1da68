"""A dossier of a case: made in the person's language and in Russian, masked if asked, and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from simoff.desk import clock
from simoff.desk.bundle import catalogue
from simoff.desk.case.keeping import Kept, read
from simoff.desk.case.timeline import timeline
from simoff.desk.errors import WrongInput
from simoff.desk.places import reason
from simoff.desk.record import said
from simoff.desk.record_anchor import certificates, roots_of
from simoff.desk.record_out import new_file
from simoff.record.store import Record

if TYPE_CHECKING:
    from simoff.record.dossier.making import Made
    from simoff.record.dossier.verifying import Verified

_ALSO = "ru"
"""Whoever has to read it in Russia gets it in Russian, whatever the person speaks."""


class Dossier(Struct, frozen=True):
    """A dossier that was written: where, and what lies in it."""

    path: Path
    made: Made


def make_dossier(
    record: Record,
    case_id: str,
    environment: Mapping[str, str],
    lang: str,
    *,
    out: Path,
    redact: bool = False,
    force: bool = False,
    certificates_file: str | None = None,
    name: str | None = None,
) -> Dossier:
    """Write ``dossier-CASE.zip``, or ``name``, into the folder ``out``.

    Refusal ``would-overwrite`` unless ``force``, ``folder-unwritable``.
    """
    path = out / (name or dossier_name(case_id))
    with new_file(path, force=force) as file:
        made = dossier_into(
            file, record, case_id, environment, lang, redact=redact, certificates_file=certificates_file
        )
    return Dossier(path, made)


def dossier_name(case_id: str) -> str:
    """What the file is called; it tells nothing of the case."""
    return f"dossier-{case_id}.zip"


def dossier_into(
    file: BinaryIO,
    record: Record,
    case_id: str,
    environment: Mapping[str, str],
    lang: str,
    *,
    redact: bool = False,
    certificates_file: str | None = None,
) -> Made:
    """The dossier into an open file that can be sought in; what lies in it."""
    from simoff.record.dossier.making import Asked, make

    kept = read(record, case_id)
    mask = masker(kept) if redact else None
    pages = _pages(record, kept, lang, mask)
    asked = Asked(clock.now(), pages, certificates(environment, certificates_file), mask)
    return make(record, case_id, asked, file)


def verify_dossier(path: Path, environment: Mapping[str, str], certificates_file: str | None) -> Verified:
    """Check a dossier; WrongInput when there is no such file to read."""
    from simoff.record.dossier.verifying import verify

    name = str(path)
    with said():
        roots = roots_of(environment, certificates_file)
        if not path.is_file():
            raise WrongInput("file-missing", file=name)
        try:
            with path.open("rb") as file:
                return verify(file, roots)
        except OSError as fault:
            raise WrongInput("file-unreadable", file=name, why=reason(fault)) from None


def masker(kept: Kept) -> Callable[[str], str]:
    """Masks identity numbers, cards and other people's data; the number the case is about stays readable."""
    from simoff.guard.masking import find_masks

    own = re.sub(r"\D", "", kept.state.number or "")[-10:]

    def mask(text: str) -> str:
        written, place = [], 0
        for found in find_masks(text):
            if found.kind == "phone" and own and re.sub(r"\D", "", text[found.start : found.end])[-10:] == own:
                continue
            written += [text[place : found.start], f"[{found.kind}]"]
            place = found.end
        return "".join((*written, text[place:]))

    return mask


def _pages(record: Record, kept: Kept, lang: str, mask: Callable[[str], str] | None) -> dict[str, bytes]:
    from simoff.desk.record_page import timeline_pdf
    from simoff.record.stamps import prove

    stamps = [
        {"event": str(stamp.up_to), "at": stamp.at, "authority": stamp.authority}
        for stamp in prove(record, kept.id, ()).stamps
    ]
    pages = {}
    for one in dict.fromkeys((lang, _ALSO)):
        words = catalogue("desk", one)
        about = words.say("dossier.about", {"case": kept.id, "number": kept.state.number or ""})
        page = timeline_pdf(timeline(kept, catalogue("case", one)), stamps, words, about, mask)
        if page is not None:
            pages[f"timeline.{one}.pdf"] = page
    return pages
