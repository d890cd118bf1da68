"""Where personal data lies, and what stands near it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

Kind = Literal[
    "passport_ru",
    "passport_ru_foreign",
    "passport_cn",
    "id_cn",
    "snils",
    "inn",
    "card",
    "account",
    "iban",
    "otp",
    "phone",
    "email",
    "birthdate",
    "name",
    "address",
]


class Mask(Struct, frozen=True):
    """One masked place: its kind, and where it lies in the input, in characters."""

    kind: Kind
    start: int
    end: int


def digits_of(text: str) -> str:
    """The digits of a text."""
    return "".join(sign for sign in text if sign.isdigit())


def places(kind: Kind, found: Iterable[re.Match[str]]) -> Iterator[Mask]:
    """Matches as masks of one kind."""
    for match in found:
        yield Mask(kind, match.start(), match.end())


class Context:
    """Whether one of some words stands near a place."""

    def __init__(self, words: str, before: int, after: int = 0) -> None:
        self._words = re.compile(words, re.IGNORECASE)
        self._before, self._after = before, after

    def near(self, text: str, start: int, end: int) -> bool:
        """Whether a word stands at most so many characters before or after."""
        if self._words.search(text, max(0, start - self._before), start):
            return True
        return bool(self._after and self._words.search(text, end, end + self._after))


def windows(hints: Iterable[re.Match[str]], before: int, after: int, length: int) -> Iterator[tuple[int, int]]:
    """The stretches around hints, those that touch made one; slow patterns are looked for in them alone."""
    start = end = -1
    for hint in hints:
        low, high = max(0, hint.start() - before), min(length, hint.end() + after)
        if low > end:
            if end > 0:
                yield start, end
            start = low
        end = high
    if end > 0:
        yield start, end
