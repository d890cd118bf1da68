"""From a TOML value to the value of a circumstance, or a refusal that says why and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from simoff.case.faults import Refused, shown
from simoff.case.keys import Key, Kind
from simoff.facts.faults import nearest

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
MOST: Final = 1_000_000
"""The largest count that can be meant."""
MOST_ROUBLES: Final = Decimal(1_000_000_000)
LONGEST_TEXT: Final = 500
"""Characters a text may have."""

_HIDDEN: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_JOINERS: Final = "\u200c\u200d"
_DAY_FORM: Final = "Write the day as 2026-12-31, without a time."


def read_value(key: Key, value: object) -> object:
    """The value as the types of the circumstances want it; Refused where it cannot be that."""
    return _READERS[key.kind](key, value)


def _word(key: Key, value: object) -> object:
    if isinstance(value, str) and value in key.words:
        return value
    if not isinstance(value, str):
        raise _wrong_form(key, value, "one of a few words", f"Allowed are: {', '.join(key.words)}.")
    raise _not_allowed(key, value, key.words)


def _not_allowed(key: Key, value: str, words: tuple[str, ...]) -> Refused:
    near = nearest(value[:LONGEST_TEXT].lower(), words)
    hint = f"The nearest is {near!r}; allowed are: " if near else "Allowed are: "
    what = f"{key.name} cannot be {shown(value)!r}."
    return Refused("value-not-allowed", what, "The plan knows no such case.", f"{hint}{', '.join(words)}.")


def _flag(key: Key, value: object) -> object:
    if isinstance(value, bool):
        return value
    raise _wrong_form(
        key, value, "true or false", "Write true or false, in small letters and without quotes."
    )


def _count(key: Key, value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong_form(key, value, "a whole number", "Write figures without quotes and without a point.")
    if 0 <= value <= MOST:
        return value
    raise Refused(
        "count-out-of-range",
        f"{key.name} is {'less than nothing' if value < 0 else 'far too large'}.",
        f"It counts things: from 0 to {MOST}.",
        "Correct the number, or leave the key out if you do not know.",
    )


def _day(key: Key, value: object) -> object:
    if isinstance(value, str):
        if value in key.words:
            return value
        raise _no_day(key, value)
    if isinstance(value, datetime) or not isinstance(value, date):
        raise _wrong_form(key, value, "a day", _day_forms(key))
    if FIRST_YEAR <= value.year <= LAST_YEAR:
        return value
    raise Refused(
        "day-out-of-range",
        f"{key.name} is in the year {value.year}.",
        f"Only {FIRST_YEAR} to {LAST_YEAR} can be reckoned with.",
        "Correct the year.",
    )


def _no_day(key: Key, value: str) -> Refused:
    try:
        date.fromisoformat(value)
    except ValueError:
        why = "There is no such day in the calendar, or it is written in another way."
        return Refused("no-such-day", f"{key.name}: {shown(value)!r} is no day.", why, _day_forms(key))
    return Refused(
        "day-in-quotes",
        f"{key.name}: the day stands in quotes or is written without hyphens.",
        "That makes it a text.",
        _day_forms(key),
    )


def _day_forms(key: Key) -> str:
    return " ".join((_DAY_FORM, *(f"Or write {word}." for word in key.words)))


def _roubles(key: Key, value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _wrong_form(key, value, "an amount of roubles", "Write it as 350 or -250.50, without quotes.")
    amount = Decimal(value)
    if not amount.is_finite() or not -MOST_ROUBLES <= amount <= MOST_ROUBLES:
        why = f"An amount is at most {MOST_ROUBLES} roubles, owed or owned."
        raise Refused("roubles-out-of-range", f"{key.name} is no such amount.", why, "Correct the number.")
    if amount != round(amount, 2):
        what = f"{key.name} has parts of a kopeck."
        raise Refused("parts-of-a-kopeck", what, "Money has two decimals.", "Write it as 350.50.")
    return round(amount, 2)


def _text(key: Key, value: object) -> object:
    if not isinstance(value, str):
        raise _wrong_form(key, value, "a text", 'Write it in quotes: "…".')
    if len(value) > LONGEST_TEXT:
        what = f"{key.name} has {len(value)} characters."
        raise Refused("text-too-long", what, f"At most {LONGEST_TEXT} fit.", "Say it in a sentence or two.")
    if hidden := hidden_character(value):
        raise Refused(
            "hidden-character",
            f"{key.name} holds a character that cannot be seen ({hidden}).",
            "It could hide or change what is read.",
            "Write the text on one line, without control characters.",
        )
    return value


def hidden_character(text: str) -> str | None:
    """The first control, format or surrogate character as ``U+202E``, else None; joiners are letters' own."""
    for c in text:
        if unicodedata.category(c) in _HIDDEN and c not in _JOINERS:
            return f"U+{ord(c):04X}"
    return None


def _wrong_form(key: Key, value: object, wanted: str, what_to_do: str) -> Refused:
    what = f"{key.name} is {_form(value)}."
    return Refused("wrong-form", what, f"It must be {wanted}.", what_to_do)


def _form(value: object) -> str:
    return next((name for kind, name in _FORMS if isinstance(value, kind)), "something else")


_FORMS: Final[tuple[tuple[type, str], ...]] = (
    (bool, "true or false"),
    (int, "a whole number"),
    (Decimal, "a number with a point"),
    (str, "a text"),
    (datetime, "a day with a time"),
    (date, "a day"),
    (list, "a list"),
    (dict, "a group of keys"),
)
_READERS: Final[dict[Kind, Callable[[Key, object], object]]] = {
    "word": _word,
    "flag": _flag,
    "count": _count,
    "day": _day,
    "roubles": _roubles,
    "text": _text,
}
