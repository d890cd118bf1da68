"""Make a letter: the paper to hand in, and beside it, never in the same file, what it says."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from simoff.desk.bundle import catalogue
from simoff.desk.errors import WrongInput
from simoff.desk.files import read_text
from simoff.desk.plan import Made
from simoff.papers import (
    ABOUT,
    KINDS,
    Details,
    DetailsError,
    FontMissing,
    Letter,
    explanation_html,
    explanation_pdf,
    fault_text,
    form_text,
    letter_pdf,
    missing_font,
    read_details,
    write_letter,
)

__all__ = ["ABOUT", "KINDS", "about", "details_of", "font_advice", "letter_files", "letter_for", "notes_of"]


def letter_for(made: Made, details: Details | None = None, kind: str = "termination") -> Letter:
    """A letter of a kind. It names an operator only when the person said who bills them: the numbering
    plan does not know of ported numbers, and a letter to the wrong company ends nothing.
    """
    billing = made.plan.billing
    return write_letter(
        kind,
        made.circumstances,
        made.line,
        details or Details(),
        made.facts,
        on=made.as_of,
        operator_id=billing.id if billing.from_ == "stated" else None,
    )


def about(details: Details, what: str) -> Details:
    """The details of a claim or complaint about ``what``, one of ABOUT; StopIteration for anything else."""
    return replace(details, claim=replace(details.claim, about=next(word for word in ABOUT if word == what)))


def details_of(file: Path | None, lang: str) -> Details:
    """The details of a file, or none; WrongInput with every fault, in words."""
    if file is None:
        return Details()
    try:
        return read_details(read_text(file))
    except DetailsError as error:
        raise wrong_details(error, lang) from None


def wrong_details(error: DetailsError, lang: str) -> WrongInput:
    """Every fault of the details in words."""
    words = catalogue("papers", lang)
    return WrongInput("details", lines=tuple(fault_text(fault, words) for fault in error.faults))


def letter_files(letter: Letter, lang: str) -> dict[str, bytes]:
    """The letter as PDF and what it says in ``lang``; as HTML where no font here shows that language.

    A complaint comes as text for a form, too. The application to end the contract is plain ``letter.pdf``;
    the files of other kinds carry the kind's name, so that all of them fit into one folder.
    """
    words = catalogue("papers", lang)
    mark = "" if letter.kind == "termination" else f"-{letter.kind}"
    explained = explanation_pdf(letter, words, lang)
    if isinstance(explained, FontMissing):
        sheet = {f"explanation{mark}.html": explanation_html(letter, words, lang)}
    else:
        sheet = {f"explanation{mark}.pdf": explained}
    form = {f"form{mark}.txt": form_text(letter).encode()} if letter.kind.startswith("complaint-") else {}
    return {f"letter{mark}.pdf": letter_pdf(letter), **sheet, **form}


def font_advice(lang: str) -> str | None:
    """What to install where no font of this computer shows the language; None where one does."""
    missing = missing_font(catalogue("papers", lang))
    return None if missing is None else missing.text


def notes_of(letter: Letter, lang: str) -> tuple[str, ...]:
    """What the person should know before handing the letter in."""
    words = catalogue("papers", lang)
    return tuple(words.say(note.id, note.args) for note in letter.notes)
