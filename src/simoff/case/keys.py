"""The keys of the circumstances, taken from their types: what may be stated, and in which form."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct, UnsetType
from msgspec.structs import fields, replace

from simoff.case.circumstances import Circumstances

Kind = Literal["word", "flag", "count", "day", "roubles", "text"]

_KINDS: dict[type, Kind] = {bool: "flag", int: "count", date: "day", Decimal: "roubles", str: "text"}


class Key(Struct, frozen=True):
    """A circumstance: dotted name, form of its value, and the words allowed (a day may have some, too)."""

    name: str
    kind: Kind
    words: tuple[str, ...] = ()


def key_names(operators: Collection[str] = ()) -> tuple[Key, ...]:
    """Every key in the order of the types; ``operators`` are the words that ``operator`` allows."""
    first, *rest = _keys()
    return (replace(first, words=tuple(operators)), *rest)


@cache
def _keys() -> tuple[Key, ...]:
    found = tuple(_keys_of(Circumstances, ""))
    return (Key("operator", "word"), *(key for key in found if key.name != "operator"))


def _keys_of(group: type[Struct], before: str) -> Iterator[Key]:
    for field in fields(group):
        name = f"{before}{field.encode_name}"
        if isinstance(field.type, type) and issubclass(field.type, Struct):
            yield from _keys_of(field.type, f"{name}.")
        else:
            yield _key(name, field.type)


def _key(name: str, hint: Any) -> Key:  # noqa: ANN401 - a type hint
    parts = [part for part in get_args(hint) if part is not UnsetType]
    words = tuple(word for part in parts if get_origin(part) is Literal for word in get_args(part))
    plain = [part for part in parts if get_origin(part) is not Literal]
    return Key(name, _KINDS[plain[0]] if plain else "word", words)
