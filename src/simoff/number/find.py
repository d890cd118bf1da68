"""Every telephone number in a text, in any spelling people use."""

from __future__ import annotations

import re
from bisect import bisect_right

from .candidate import Candidate, candidates
from .marks import plain_marks
from .model import Found, Line, NumberingPlan
from .runs import Run, runs
from .surroundings import allows, links

MAX_TEXT = 100_000
"""Characters that are read; what lies behind them is reported as one ``invalid``."""

_LONGEST_SPELLING = 120
_SHOWN = 200  # how much of a text without a number is given back
_EDGES = " \t\r\n.,;:!?<>\"'«»"
_SCHEME = re.compile(r"(?:tel|callto|sms|phone|тел|телефон|т)[.:]*\s*", re.IGNORECASE)
_GAP = "[ \u00a0\u2011\u2013.()-]{0,3}"
# The ways nearly everybody writes, found without looking further: it makes a look-up three times faster.
_USUAL = re.compile(
    rf"(?:\+?7|8|007)?{_GAP}(9[0-9]{{2}}){_GAP}([0-9]{{3}}){_GAP}([0-9]{{2}}){_GAP}([0-9]{{2}})"
).fullmatch
_SHORT = re.compile(r"0[1-4]|[0-9]{3,5}|0[0-9]{5}")


class NotMobile(ValueError):
    """A line was asked for what is no Russian mobile number; ``kind`` says what it is."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(
            f"number.not-mobile: only a Russian mobile number (+7 9xx) has a line; this is {kind}. "
            "Give a number of that kind."
        )


def find(text: str) -> tuple[Found, ...]:
    """Return the telephone numbers of a text in their order; one ``invalid`` if there is none.

    Never fails, whatever the text. Time grows with its length; beyond ``MAX_TEXT`` characters nothing is
    read, and the unread rest is the last entry, ``invalid``.
    """
    usual = _USUAL(text)
    if usual is not None:
        return (_mobile(text, usual, 0),)
    announced = _SCHEME.match(text)
    if announced is not None:
        start = announced.end()
        usual = _USUAL(text, start)
        if usual is not None:
            return (_mobile(text[start:], usual, start),)
    if len(text) > MAX_TEXT:
        return _find_in_part(text)
    return _find(text)


def line_of(found: Found, plan: NumberingPlan) -> Line:
    """Return the line of a Russian mobile number with its range; raises `NotMobile` for other kinds."""
    if found.kind != "mobile_ru" or found.e164 is None or found.national is None:
        raise NotMobile(found.kind)
    return Line(found.e164, found.national, plan.range_of(found.e164[2:]))


def _find_in_part(text: str) -> tuple[Found, ...]:
    """A number may lie across the end of what is read: the last characters count as unread."""
    found = [one for one in _find(text[:MAX_TEXT]) if one.kind != "invalid"]
    end = MAX_TEXT - _LONGEST_SPELLING
    unread = min([end, *(one.start for one in found if one.end > end)])
    return (*(one for one in found if one.end <= end), _invalid(text, unread))


def _find(text: str) -> tuple[Found, ...]:
    plain = plain_marks(text)
    bare = plain.strip(_EDGES)
    scheme = _SCHEME.match(bare)
    if scheme is not None:
        bare = bare[scheme.end() :]
    start = plain.find(bare)
    usual = _USUAL(bare)
    if usual is not None:
        return (_mobile(text[start : start + len(bare)], usual, start),)
    if _SHORT.fullmatch(bare):
        return (Found(text[start : start + len(bare)], "short_code", None, bare, start, start + len(bare)),)
    return _search(text, plain, (start, start + len(bare))) or (_invalid(text, 0),)


def _search(text: str, plain: str, whole: tuple[int, int]) -> tuple[Found, ...]:
    web = links(plain)
    results: list[Found] = []
    for run in runs(plain):
        alone = run.end >= whole[1] - 1 and run.start <= whole[0] + 1
        for candidate in candidates(run, plain, alone):
            if allows(plain, candidate.start, candidate.end, candidate.style, _link_at(web, run)):
                results.append(_found(text, candidate))
    return tuple(results)


def _link_at(web: list[tuple[int, int]], run: Run) -> tuple[int, int] | None:
    place = bisect_right(web, (run.start, len(web) and web[-1][1])) - 1
    return web[place] if place >= 0 and run.start < web[place][1] else None


def _found(text: str, candidate: Candidate) -> Found:
    return Found(
        text[candidate.start : candidate.end],
        candidate.kind,
        candidate.e164,
        candidate.national,
        candidate.start,
        candidate.end,
    )


def _mobile(spelled: str, usual: re.Match[str], start: int) -> Found:
    code, first, second, third = usual.groups()
    return Found(
        spelled,
        "mobile_ru",
        f"+7{code}{first}{second}{third}",
        f"8 ({code}) {first}-{second}-{third}",
        start,
        start + len(spelled),
    )


def _invalid(text: str, start: int) -> Found:
    return Found(text[start : start + _SHOWN], "invalid", None, None, start, len(text))
