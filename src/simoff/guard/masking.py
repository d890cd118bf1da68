"""Personal data out of a text: every place with its kind, and a text that can still be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from msgspec import Struct

from simoff.guard.mask import accounts, addresses, births, cards, codes, contacts, identity, names, passports
from simoff.guard.mask.place import Mask
from simoff.number.marks import plain_marks

Finder = Callable[[str, str], Iterator[Mask]]

FINDERS: Final[tuple[Finder, ...]] = (
    contacts.find_emails,
    accounts.find,
    identity.find,
    cards.find,
    passports.find,
    births.find,
    contacts.find_phones,
    codes.find,
    addresses.find,
    names.find,
)
"""In the order of their claim: where two kinds overlap the earlier one counts."""


class Masked(Struct, frozen=True):
    """A text without its personal data; ``masks`` are places in the input, in order, none overlapping."""

    text: str
    masks: tuple[Mask, ...]


class Key(Struct, frozen=True):
    """What brings a masked text back: the mark its tokens carry, and what each stood for. A secret."""

    mark: str
    tokens: dict[str, str]


def mask(text: str) -> Masked:
    """The text with every place of personal data as ``[kind number]``; the same value has the same number.

    It cannot be brought back. Time grows with the length of the text.
    """
    masks = find_masks(text)
    return Masked(_written(text, masks, "", {}), masks)


def mask_with_key(text: str, mark: str) -> tuple[Masked, Key]:
    """As ``mask``, with tokens that carry ``mark`` (a random word of the caller) and the key to them."""
    masks = find_masks(text)
    tokens: dict[str, str] = {}
    return Masked(_written(text, masks, f" {mark}", tokens), masks), Key(mark, tokens)


def restore(text: str, key: Key) -> str:
    """A text with the key's tokens as they were; tokens of another key stay."""
    pattern = re.compile(rf"\[[a-z_]{{3,20}} \d{{1,9}} {re.escape(key.mark)}\]")
    return pattern.sub(lambda found: key.tokens.get(found[0], found[0]), text)


def find_masks(text: str) -> tuple[Mask, ...]:
    """The places of personal data, in order, none overlapping."""
    plain = plain_marks(text)
    taken = bytearray(len(text))
    found: list[Mask] = []
    for finder in FINDERS:
        for one in finder(text, plain):
            if one.end > one.start and not any(taken[one.start : one.end]):
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _written(text: str, masks: Iterable[Mask], mark: str, tokens: dict[str, str]) -> str:
    numbers: dict[tuple[str, str], int] = {}
    counts: dict[str, int] = {}
    parts: list[str] = []
    at = 0
    for one in masks:
        value = text[one.start : one.end]
        same = (one.kind, _essence(one.kind, value))
        if same not in numbers:
            counts[one.kind] = counts.get(one.kind, 0) + 1
            numbers[same] = counts[one.kind]
        token = f"[{one.kind} {numbers[same]}{mark}]"
        tokens.setdefault(token, value)
        parts += [text[at : one.start], token]
        at = one.end
    return "".join((*parts, text[at:]))


def _essence(kind: str, value: str) -> str:
    """What two spellings of one value share."""
    plain = re.sub(r"[\W_]+", "", value).lower()
    return plain[-10:] if kind == "phone" else plain
