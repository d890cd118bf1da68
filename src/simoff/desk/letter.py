"""Make a letter: the paper to hand in, and beside it, never in the same file, what it says."""

from __future__ import annotations

from pathlib import Path

from simoff.desk.bundle import catalogue
from simoff.desk.errors import WrongInput
from simoff.desk.files import read_text
from simoff.desk.plan import Made
from simoff.papers import (
    Details,
    DetailsError,
    FontMissing,
    Letter,
    explanation_html,
    explanation_pdf,
    letter_pdf,
    read_details,
    termination,
)

KINDS = ("termination",)


def letter_for(made: Made, details: Details | None = None) -> Letter:
    """The application to end the contract. It names an operator only when the person said who bills them:
    the numbering plan does not know of ported numbers, and a letter to the wrong company ends nothing.
    """
    billing = made.plan.billing
    return termination(
        made.circumstances,
        made.line,
        details or Details(),
        made.facts,
        on=made.as_of,
        operator_id=billing.id if billing.from_ == "stated" else None,
    )


def details_of(file: Path | None) -> Details:
    """The details of a file, or none; WrongInput with every fault."""
    if file is None:
        return Details()
    try:
        return read_details(read_text(file))
    except DetailsError as error:
        raise WrongInput("details", lines=tuple(map(str, error.faults))) from None


def letter_files(letter: Letter, lang: str) -> dict[str, bytes]:
    """The letter as PDF and what it says in ``lang``; as HTML where no font here shows that language."""
    words = catalogue("papers", lang)
    explained = explanation_pdf(letter, words, lang)
    if isinstance(explained, FontMissing):
        sheet = {"explanation.html": explanation_html(letter, words, lang)}
    else:
        sheet = {"explanation.pdf": explained}
    return {"letter.pdf": letter_pdf(letter), **sheet}


def notes_of(letter: Letter, lang: str) -> tuple[str, ...]:
    """What the person should know before handing the letter in."""
    words = catalogue("papers", lang)
    return tuple(words.say(note.id, note.args) for note in letter.notes)
