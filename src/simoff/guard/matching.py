"""All phrases of all groups in one pass over the text; time grows with the text and with what is found."""

from __future__ import annotations

import re
from collections.abc import Iterable

import ahocorasick_rs
from msgspec import Struct

from simoff.guard.model import Group
from simoff.guard.normal import Folded, fold
from simoff.guard.translit import in_latin

Span = tuple[int, int]
Spans = dict[str, list[Span]]

_WILD = re.compile(r"(?<=\w)\*")
_LONGEST_ENDING = 12
_HAN = "\u2e80"


class _Entry(Struct, frozen=True):
    """What one searched string stands for."""

    group: str
    rest: tuple[str, ...]
    """What follows after any ending of the word, part by part; () for a phrase without a star."""


class Matcher:
    """Finds the phrases of groups, at word boundaries (Chinese has none)."""

    def __init__(self, groups: Iterable[Group]) -> None:
        entries: dict[str, dict[_Entry, None]] = {}
        for group in groups:
            for phrase in group.phrases:
                for head, *rest in map(_WILD.split, _spellings(phrase)):
                    entries.setdefault(head, {})[_Entry(group.id, tuple(rest))] = None
        self._heads = list(entries)
        self._entries = [tuple(entries[head]) for head in self._heads]
        self._search = ahocorasick_rs.AhoCorasick(self._heads)

    def find(self, folded: Folded) -> Spans:
        """Group -> where its phrases stand in the folded text, in order."""
        found: Spans = {}
        text, joints = folded.text, folded.joints
        for pattern, start, end in self._search.find_matches_as_indexes(text, overlapping=True):
            if not _may_start(text, start, joints):
                continue
            for entry in self._entries[pattern]:
                stop = _follow(text, end, entry.rest)
                if stop is not None and (entry.rest[-1:] == ("",) or _may_end(text, stop, joints)):
                    found.setdefault(entry.group, []).append((start, stop))
        for spans in found.values():
            spans.sort()
        return found


def _spellings(phrase: str) -> tuple[str, ...]:
    plain = fold(phrase).text.replace("\n", " ")
    return (plain, *in_latin(plain))


def _is_word(sign: str) -> bool:
    return sign.isalnum() and sign < _HAN


def _may_start(text: str, start: int, joints: frozenset[int]) -> bool:
    return start == 0 or not _is_word(text[start]) or not _is_word(text[start - 1]) or start in joints


def _may_end(text: str, end: int, joints: frozenset[int]) -> bool:
    return end == len(text) or not _is_word(text[end - 1]) or not _is_word(text[end]) or end in joints


def _follow(text: str, end: int, rest: tuple[str, ...]) -> int | None:
    """Where the phrase ends when its later parts follow, each after any ending of a word."""
    for part in rest:
        last = min(end + _LONGEST_ENDING, len(text))
        while end < last and _is_word(text[end]):
            end += 1
        if not text.startswith(part, end):
            return None
        end += len(part)
    return end
