"""The Russian words of the letters: the sheets in ``letters/``, official dates and sums."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from simoff.lang import Catalogue, flatten, money_text
from simoff.papers.letter import BLANK, Field, Note, Paragraph, Rest

NO_BREAK = "\u00a0"


@cache
def sheet() -> Catalogue:
    """All Russian letter texts that come with the program."""
    entries: dict[str, str | dict[str, str]] = {}
    for file in sorted(files("simoff.papers").joinpath("letters").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            entries |= flatten(tomllib.loads(file.read_text(encoding="utf-8")))
    return Catalogue("ru", entries)


def words(id: str, **args: Any) -> str:  # noqa: ANN401 - any printable value
    """The Russian text of a message, dates and sums written as in official papers."""
    return sheet().say(id, {key: official(value) for key, value in args.items()})


def paragraph(
    id: str,
    *rests: Rest,
    style: str = "body",
    **args: Any,  # noqa: ANN401 - any printable value
) -> Paragraph:
    """A paragraph with its Russian text; a missing argument (None) becomes a blank to fill in."""
    filled = {key: BLANK if value is None else value for key, value in args.items()}
    return Paragraph(id, words(id, **filled), filled, rests, style)  # type: ignore[arg-type]


def field(id: str, value: str | None = None, lines: int = 1) -> Field:
    """A labelled line; without a value a blank of ``lines`` lines."""
    return Field(id, words(id), value, lines)


def note(id: str, **args: Any) -> Note:  # noqa: ANN401 - any printable value
    """A note for the person."""
    return Note(id, args)


def official(value: object) -> object:
    """Dates as «1» декабря 2026 г., sums as 1 234,50 руб.; anything else unchanged."""
    if isinstance(value, date):
        return official_date(value)
    if isinstance(value, Decimal):
        return money_text(value, "ru").replace("₽", "руб.")
    return value


def official_date(day: date) -> str:
    """``«1» декабря 2026 г.``, unbroken."""
    month = sheet().say(f"shared.month.{day.month}")
    return NO_BREAK.join((f"«{day.day}»", month, str(day.year), "г."))


def telephone(e164: str) -> str:
    """A Russian mobile number as papers write it: ``+7 (916) 123-45-67``, unbroken."""
    national = e164[-10:]
    return NO_BREAK.join(("+7", f"({national[:3]})", f"{national[3:6]}-{national[6:8]}-{national[8:]}"))
