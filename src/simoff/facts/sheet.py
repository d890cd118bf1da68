"""Reading the tables of one pack file strictly: every wrong thing becomes a fault, none is guessed."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime

from simoff.facts.faults import Fault, nearest
from simoff.facts.lines import Place, line_index, line_of

LONGEST = 4000
"""Characters a single text may have."""

_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Sheet:
    """One pack file while it is read: its text and the faults found so far."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.faults: list[Fault] = []
        self._index: dict[Place, int] | None = None

    def line(self, place: Place) -> int | None:
        """The line (from 1) of a place in the document."""
        if self._index is None:  # most files have no fault and never need it
            self._index = line_index(self.text)
        return line_of(self._index, place)

    def fault(self, place: Place, what: str, why: str, what_to_do: str) -> None:
        """Note a fault at a place."""
        self.faults.append(Fault(self.file, self.line(place), what, why, what_to_do))


class Table:
    """One table of a sheet. A reading method returns None (or nothing) where it noted a fault."""

    def __init__(self, sheet: Sheet, place: Place, content: dict[str, object], name: str) -> None:
        self.sheet = sheet
        self.place = place
        self.content = content
        self.name = name
        """How messages call this table, such as ``fact "silence-90"``."""

    def __contains__(self, key: str) -> bool:
        """Whether the key is stated."""
        return key in self.content

    def fault(self, key: str | None, what: str, why: str, what_to_do: str) -> None:
        """Note a fault at a key of this table, or at the table itself."""
        place = self.place if key is None else (*self.place, key)
        self.sheet.fault(place, f"{self.name}: {what}", why, what_to_do)

    def only(self, *known: str) -> None:
        """Refuse every other key."""
        for key in self.content.keys() - set(known):
            like = nearest(key, known)
            hint = f"Did you mean {like!r}?" if like else f"The known keys are {', '.join(known)}"
            self.fault(key, f"unknown key {key!r}", hint, "Correct the key or take it out")

    def missing(self, key: str, why: str) -> None:
        """Note that a required key is missing."""
        self.fault(None, f"{key!r} is missing", why, f"State {key!r}")

    def string(self, key: str) -> str | None:
        """A text that is not empty, or None where the key is not stated."""
        return self._string(key, self.content[key]) if key in self.content else None

    def _string(self, key: str, value: object) -> str | None:
        if not isinstance(value, str):
            self.fault(key, f"{key!r} is not a text", f"It is {_kind(value)}", "Put it in quotes")
        elif not value.strip():
            self.fault(
                key, f"{key!r} is empty", "An empty text says nothing", "Write it or leave the key out"
            )
        elif len(value) > LONGEST:
            self.fault(
                key, f"{key!r} has {len(value)} characters", f"A text has {LONGEST} at most", "Shorten it"
            )
        elif bad := _UNPRINTABLE.search(value):
            sign = f"U+{ord(bad[0]):04X}"
            self.fault(key, f"{key!r} holds {sign}", "It is invisible or reorders text", "Take the sign out")
        else:
            return value.strip()
        return None

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of texts, none empty; () where the key is not stated."""
        found = [self._string(key, item) for item in self._list(key)]
        return tuple(item for item in found if item is not None)

    def choice(self, key: str, allowed: Collection[str]) -> str | None:
        """One of the allowed words."""
        word = self.string(key)
        if word is None or word in allowed:
            return word
        like = nearest(word, allowed)
        hint = f"Perhaps {like!r}" if like else "The words are fixed"
        self.fault(key, f"{key!r} is {word!r}", hint, f"Use one of {', '.join(allowed)}")
        return None

    def flag(self, key: str) -> bool:
        """True or false; false where the key is not stated."""
        value = self.content.get(key, False)
        if not isinstance(value, bool):
            self.fault(key, f"{key!r} is not true or false", f"It is {_kind(value)}", "Write true or false")
        return value is True

    def day(self, key: str) -> date | None:
        """A TOML date."""
        value = self.content.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self.fault(
            key, f"{key!r} is not a day", f"It is {_kind(value)}", "Write it as 2026-03-07, without quotes"
        )
        return None

    def whole_number(self, key: str) -> int | None:
        """A whole number from 0 to a thousand million."""
        value = self.content.get(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10**9:
            return value
        self.fault(key, f"{key!r} is not a figure", f"It is {_kind(value)}", "Write a whole number from 0 on")
        return None

    def table(self, key: str) -> Table | None:
        """A table below this one."""
        value = self.content.get(key)
        if isinstance(value, dict):
            return Table(self.sheet, (*self.place, key), value, f"{self.name}, {key}")
        if value is not None:
            self.fault(key, f"{key!r} is not a table", f"It is {_kind(value)}", "Write it as a table")
        return None

    def tables(self, key: str) -> list[Table]:
        """A list of tables below this one; [] where the key is not stated."""
        items = self._list(key)
        found: list[Table] = []
        for number, item in enumerate(items):
            if isinstance(item, dict):
                name = self.name if len(items) == 1 else f"{self.name}, {key} {number + 1}"
                found.append(Table(self.sheet, (*self.place, key, number), item, name))
            else:
                self.fault(
                    key, f"{key!r} holds {_kind(item)}", "It is a list of tables", "Write each as a table"
                )
        return found

    def _list(self, key: str) -> list[object]:
        value = self.content.get(key, [])
        if isinstance(value, list):
            return value
        self.fault(key, f"{key!r} is not a list", f"It is {_kind(value)}", "Put it in square brackets")
        return []


_KINDS = {
    bool: "true or false",
    int: "a number",
    float: "a number with a fraction",
    str: "a text",
    list: "a list",
    dict: "a table",
    datetime: "a day with a time",
    date: "a day",
}


def _kind(value: object) -> str:
    name = _KINDS.get(type(value), type(value).__name__)
    return f"{name} ({value!r:.40})" if isinstance(value, str | int | float) else name
