"""From a letter to a page. The text goes in as data, the fonts are those inside typst, nothing is fetched."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any, Literal, cast

import msgspec
import typst

from simoff.papers.letter import Letter

PDF_A: Literal["a-2b"] = "a-2b"
_ONE_AT_A_TIME = Lock()
"""A compiler that is at work refuses to be used by another thread."""


class PaperError(Exception):
    """A page could not be made. ``reason`` is typst's, without any of the person's data."""

    def __init__(self, template: str, reason: str) -> None:
        self.template, self.reason = template, reason
        super().__init__(
            f"The {template} could not be made into a PDF: {reason}. "
            "Take the plain text instead and report this; no file was written."
        )


def letter_pdf(letter: Letter) -> bytes:
    """All copies in one PDF/A-2b file, the same bytes everywhere: only fonts that come with typst are used.

    Raises PaperError where a text holds a sign the font does not have.
    """
    return page(compiler(), "letter", msgspec.json.encode(letter))


def page(maker: typst.Compiler, template: str, data: bytes) -> bytes:
    """One template of this room with its JSON ``data``, as PDF/A-2b. Raises PaperError.

    The data are a file beside the template, not ``sys.inputs``: those are part of typst's library, and a
    change there makes it forget everything it had laid out.
    """
    sources = {"main.typ": _template(template), "data.json": data}
    try:
        with _ONE_AT_A_TIME:
            made = maker.compile(input=cast("Any", sources), format="pdf", pdf_standards=PDF_A)
    except typst.TypstError as error:
        raise PaperError(template, _first_words(error)) from None
    return cast("bytes", made)


@cache
def compiler() -> typst.Compiler:
    """The one compiler with typst's own fonts; kept, since a warm one is several times faster."""
    return typst.Compiler(ignore_system_fonts=True)


@cache
def _template(name: str) -> bytes:
    return files("simoff.papers").joinpath("templates", f"{name}.typ").read_bytes()


def _first_words(error: Exception) -> str:
    """Typst's complaint up to the place where it may quote the text."""
    return str(error).split("`")[0].split('"')[0].strip(" :") or "unknown reason"
