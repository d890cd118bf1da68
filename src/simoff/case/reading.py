"""From a TOML text and ``--set`` to circumstances: strict, and with every fault named at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from msgspec.structs import replace

from simoff.case.circumstances import Circumstances
from simoff.case.faults import LONGEST_SHOWN, CircumstanceError, CircumstanceFault, Refused, shown
from simoff.case.keys import Key, key_names
from simoff.case.statements import Broken, Stated, file_statements, set_statements
from simoff.case.values import read_value
from simoff.facts.faults import nearest

MOST_FAULTS: Final = 50
"""So many faults are named; a file with more is probably another file."""


def read_circumstances(
    toml_text: str | None, settings: Sequence[str], *, operators: Collection[str]
) -> Circumstances:
    """The circumstances of a TOML text and of settings ``key=value``; a setting wins over the text.

    ``operators`` are the ids that ``operator`` may name. Roubles become decimals with two places. Raises
    CircumstanceError with all faults, at most MOST_FAULTS of them and one that says so.
    """
    reader = _Reader(key_names(operators))
    reader.read(() if toml_text is None else file_statements(toml_text), once=False)
    reader.read(set_statements(settings), once=True)
    if reader.faults:
        raise CircumstanceError(reader.faults)
    return reader.circumstances()


class _Reader:
    """Collects values and faults."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self.keys = {key.name: key for key in keys}
        self.groups = frozenset(name.partition(".")[0] for name in self.keys if "." in name)
        self.values: dict[str, object] = {}
        self.faults: list[CircumstanceFault] = []

    def read(self, statements: Iterable[Stated | Broken], *, once: bool) -> None:
        """Take the statements in; ``once``: the same key may not come twice among them."""
        places: dict[str, str] = {}
        for statement in statements:
            if len(self.faults) >= MOST_FAULTS:
                self.faults.append(_TOO_MANY)
                return
            try:
                if isinstance(statement, Broken):
                    raise statement.refused
                if once and (before := places.setdefault(statement.key, statement.where)) != statement.where:
                    raise _twice(statement.key, before)
                self._take(statement)
            except Refused as refused:
                self.faults.append(refused.at(statement.where))

    def _take(self, statement: Stated) -> None:
        key = self.keys.get(statement.key)
        if key is None:
            raise self._unknown(statement.key)
        value = statement.value
        if key.kind == "text" and statement.raw is not None and not isinstance(value, str):
            value = statement.raw
        self.values[key.name] = read_value(key, value)

    def _unknown(self, name: str) -> Refused:
        if name in self.groups:
            inside = ", ".join(key for key in self.keys if key.startswith(f"{name}."))
            why = "It is a group of keys and has no value of its own."
            return Refused("group", f"{name} is no single circumstance.", why, f"Its keys are: {inside}.")
        what = f"There is no circumstance {shown(name)!r}."
        why = "What is not understood would be missing from the plan."
        return Refused("unknown-key", what, why, self._hint(name))

    def _hint(self, name: str) -> str:
        last = name.rpartition(".")[2]
        same = [key for key in self.keys if key.rpartition(".")[2] == last]
        if same:
            return f"Did you mean {' or '.join(same)}?"
        near = nearest(name[:LONGEST_SHOWN].lower(), self.keys)
        if near:
            return f"The nearest is {near}."
        return f"Known are: {', '.join(self.keys)}."

    def circumstances(self) -> Circumstances:
        """What was read; every value has been brought into its type already."""
        return circumstances_from(self.values)


def circumstances_from(values: Mapping[str, object]) -> Circumstances:
    """Circumstances of values by dotted key; every value is of its type already, as ``read_value`` gives it."""
    plain = {name: value for name, value in values.items() if "." not in name}
    inner: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        group, dot, last = name.partition(".")
        if dot:
            inner.setdefault(group, {})[last] = value
    empty = Circumstances()
    groups = {group: type(getattr(empty, group))(**values) for group, values in inner.items()}
    return replace(empty, **plain, **groups)


def _twice(name: str, before: str) -> Refused:
    what = f"{shown(name)} was already set by {before}."
    return Refused("set-twice", what, "Only one of the two can hold.", "Leave one of them out.")


_TOO_MANY = CircumstanceFault(
    "too-many-faults",
    "circumstances",
    f"There are more than {MOST_FAULTS} faults.",
    "The rest was not read.",
    "Correct these first, or check that it is the right file.",
)
