"""Phrases to look for in what an operator wrote: ``не возвращ*``, ``нет ... полномочи*``, ``(да|нет)``.

Words stand apart by anything that is no letter or digit; ``*`` ends a word that may go on, alone it is any
word; ``...`` lets up to four words in between; ``(a|b)`` is one of them. е stands for ё, too.
"""

from __future__ import annotations

import re
from functools import cache

BETWEEN = r"[\W_]{1,8}"
GAP = rf"(?:{BETWEEN}\w{{1,40}}){{0,4}}{BETWEEN}"
_TOKEN = re.compile(r"\([^()]+\)|[^\s()]+")
_ONE = r"(?:[\w-]+\*?|\*)"
_PART = rf"(?:\({_ONE}(?:[ |]{_ONE})*\)|{_ONE}|\.\.\.)"
_WELL_FORMED = re.compile(rf"{_PART}(?: {_PART})*")


@cache
def compiled(phrase: str) -> re.Pattern[str]:
    """The phrase as a regular expression without nested repetition. ValueError for one that is malformed."""
    parts = _TOKEN.findall(phrase)
    if not _WELL_FORMED.fullmatch(phrase) or "..." in (parts[0], parts[-1]):
        raise ValueError(f"no phrase to look for: {phrase!r}")
    found, between = "", ""
    for part in parts:
        if part == "...":
            between = GAP
            continue
        found += between + _one(part)
        between = BETWEEN
    return re.compile(rf"(?<!\w){found}(?!\w)", re.IGNORECASE)


def _one(part: str) -> str:
    if part.startswith("("):
        return "(?:" + "|".join(map(_words, part[1:-1].split("|"))) + ")"
    return _words(part)


def _words(text: str) -> str:
    return BETWEEN.join(map(_word, text.split()))


def _word(word: str) -> str:
    if word == "*":
        return r"\w{1,40}"
    stem = re.escape(word.removesuffix("*")).replace("е", "[её]")
    return stem + r"\w{0,40}" if word.endswith("*") else stem
