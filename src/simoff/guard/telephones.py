"""Telephones in a text against the allow-list, and codes that stand in the message itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from simoff.guard.matching import Span, Spans
from simoff.guard.model import Book
from simoff.number import MAX_TEXT, Found, find

_PIECE: Final = MAX_TEXT - 1_000
_ENOUGH = re.compile(r"\d[\d ()\-.]{4,}\d")
_SHORT = re.compile(r"(?<![\d.,*#+-])\d{3,5}(?![\d*#]|[.,]\d)")
_LONG = re.compile(r"(?<![\d*#+])\d{10,12}(?![\d*#])")
_CODE = re.compile(r"(?<![\d.,:*#+/-])(?:[a-z]-)?\d{4,8}(?![\d*#]|[.,:]\d)|(?<!\d)\d{3}[- ]\d{3}(?!\d)")
_REACH_OF_CODE = 24


class Telephones:
    """Tells telephones apart by the allow-list."""

    def __init__(self, book: Book) -> None:
        self._known = {phone.number for owner in book.owners for phone in owner.phones}

    def find(self, bare: str) -> Spans:
        """``@phone-known``, ``@phone-unknown`` and ``@phone-other`` in a folded text."""
        spans: Spans = {}
        if any(sign in bare for sign in "0123456789"):
            for short in _SHORT.finditer(bare):
                if short[0] in self._known:
                    spans.setdefault("@phone-known", []).append(short.span())
        if not _ENOUGH.search(bare):
            return spans
        for found in numbers(bare):
            if found.kind != "invalid" and found.e164 is not None:
                kind = "@phone-known" if found.e164 in self._known else "@phone-unknown"
                spans.setdefault(kind, []).append((found.start, found.end))
        taken = {span[0] for name in ("@phone-known", "@phone-unknown") for span in spans.get(name, [])}
        others = [one.span() for one in _LONG.finditer(bare) if one.start() not in taken]
        if others:
            spans["@phone-other"] = others
        return spans


def numbers(text: str) -> Iterator[Found]:
    """The telephone numbers of a text of any length, read in pieces that end at a blank."""
    at = 0
    while at < len(text):
        end = len(text)
        if end - at > _PIECE:
            blank = text.rfind(" ", at + _PIECE // 2, at + _PIECE)
            end = blank if blank > 0 else at + _PIECE
        for found in find(text[at:end]):
            yield Found(found.text, found.kind, found.e164, found.national, found.start + at, found.end + at)
        at = end


def codes_inside(text: str, words: list[Span], telephones: Spans) -> list[Span]:
    """Codes that the message carries: a short run of digits close to a word for code, and no telephone."""
    found: list[Span] = []
    taken = {start for spans in telephones.values() for start, _ in spans}
    for start, end in words:
        low, high = max(0, start - _REACH_OF_CODE), min(len(text), end + _REACH_OF_CODE)
        for code in _CODE.finditer(text, low, high):
            if code.start() not in taken and (not found or found[-1] != code.span()):
                found.append(code.span())
    return found
