"""From a run of digits to the telephone numbers in it, by their digits and their grouping alone."""

from __future__ import annotations

from msgspec import Struct

from .abroad import foreign
from .model import Kind
from .runs import Run
from .spelling import bare_fits, kind_of, national_form, prefixed_fits, sure_among_others
from .surroundings import Style

_LONGEST = 18  # digits: 810 or 00 and the fifteen of E.164


class Candidate(Struct, frozen=True):
    """What may be a number: its groups ``first`` to ``stop`` of the run, and its place in the text.

    ``needs_all``: it is only a number if the run holds nothing but numbers.
    """

    kind: Kind
    e164: str
    national: str | None
    style: Style
    first: int
    stop: int
    start: int
    end: int
    needs_all: bool


def candidates(run: Run, plain: str, alone: bool) -> list[Candidate]:
    """Return the numbers of a run; with ``alone`` the run is the whole text, and nothing may be left over."""
    taken: list[Candidate] = []
    index, left_over = 0, False
    while index < len(run.groups):
        candidate = _take(run, plain, index, alone)
        if candidate is None:
            left_over = True
            index += 1
        else:
            taken.append(candidate)
            index = candidate.stop
    if alone and taken and taken[0].first == 0 and _goes_on(run, plain, taken[-1]):
        return []  # the whole text is a number with some digits too many
    ends = {candidate.stop for candidate in taken}
    starts = {candidate.first for candidate in taken}
    kept = [one for one in taken if _stands_apart(run, plain, one, starts, ends)]
    return [one for one in kept if not (left_over and one.needs_all)]


def _goes_on(run: Run, plain: str, one: Candidate) -> bool:
    """Digits behind the last number look like its own."""
    if one.stop == len(run.groups):
        return False
    like_inside = one.stop > 1 and run.between(plain, one.stop) == run.between(plain, one.stop - 1)
    return like_inside or one.stop == len(run.groups) - 1


def _stands_apart(run: Run, plain: str, one: Candidate, starts: set[int], ends: set[int]) -> bool:
    """Digits that are no number must be parted from a number by a space, else they belong to it."""
    if one.first > 0 and one.first not in ends and " " not in run.between(plain, one.first):
        return False
    if one.stop == len(run.groups) or one.stop in starts:
        return True
    gap = run.between(plain, one.stop)
    return " " in gap or (gap == "/" and len(run.groups[one.stop].digits) <= 4)


def _take(run: Run, plain: str, index: int, alone: bool) -> Candidate | None:
    if run.plus and index == 0:
        return _international(run, plain, 0, 0)
    digits = run.groups[index].digits
    if digits.startswith("00"):
        return _international(run, plain, index, 2)
    if digits[0] in "78":
        return (
            _prefixed(run, plain, index) or _bare(run, plain, index, alone) or _dialled_out(run, plain, index)
        )
    return _bare(run, plain, index, alone)


def _dialled_out(run: Run, plain: str, index: int) -> Candidate | None:
    """8-10, the way out of Russia, and a number of any country."""
    if run.digits(index, index + 2)[:3] == "810":
        return _international(run, plain, index, 3)
    return None


def _prefixed(run: Run, plain: str, index: int) -> Candidate | None:
    stop = run.reach(index, 11)
    if stop is None:
        return None
    national = run.digits(index, stop)[1:]
    kind = kind_of(national)
    layout = run.layout(index, stop)
    if kind is None or not prefixed_fits(layout, kind):
        return None
    unsure = not sure_among_others(layout, kind)
    return _russian(run, plain, kind, national, "prefix", index, stop, unsure)


def _bare(run: Run, plain: str, index: int, alone: bool) -> Candidate | None:
    stop = run.reach(index, 10)
    if stop is None:
        return None
    national = run.digits(index, stop)
    kind = kind_of(national)
    bracketed = _bracketed(run, plain, index)
    if kind is None or not bare_fits(run.layout(index, stop), national, kind, bracketed):
        return None
    if kind != "mobile_ru" and not (alone or bracketed):
        return None
    return _russian(run, plain, kind, national, "bare", index, stop, True)


def _bracketed(run: Run, plain: str, index: int) -> bool:
    group = run.groups[index]
    return plain[group.start - 1 : group.start] == "(" and plain[group.end : group.end + 1] == ")"


def _international(run: Run, plain: str, index: int, skip: int) -> Candidate | None:
    ends: list[tuple[int, str]] = []
    digits = ""
    for stop in range(index, len(run.groups)):
        digits += run.groups[stop].digits
        if len(digits) > _LONGEST:
            break
        ends.append((stop + 1, digits[skip:]))
    return _country_seven(run, plain, index, ends, slips=skip == 0) or _foreign(
        run, plain, index, ends, strict=skip > 0
    )


def _country_seven(
    run: Run, plain: str, index: int, ends: list[tuple[int, str]], *, slips: bool
) -> Candidate | None:
    for stop, digits in ends:
        national = digits[1:] if len(digits) == 11 and digits[0] == "7" else _slip(digits) if slips else None
        kind = kind_of(national) if national else None
        if national and kind:
            return _russian(run, plain, kind, national, "plus" if slips else "prefix", index, stop, False)
    return None


def _slip(digits: str) -> str | None:
    """Two things people write with the plus sign: +8 916 … and +7 8 916 …; no country has such numbers."""
    if len(digits) == 11 and digits[:2] == "89":
        return digits[1:]
    return digits[2:] if len(digits) == 12 and digits[:3] == "789" else None


def _foreign(
    run: Run, plain: str, index: int, ends: list[tuple[int, str]], *, strict: bool
) -> Candidate | None:
    best: Candidate | None = None
    for stop, digits in reversed(ends):
        answer = foreign(digits, strict=strict)
        if answer is None:
            continue
        start, end = _place(run, plain, index, stop)
        style: Style = "prefix" if strict else "plus"
        candidate = Candidate("foreign", answer[0], None, style, index, stop, start, end, strict)
        if answer[1]:
            return candidate
        best = best or candidate
    return best


def _russian(
    run: Run, plain: str, kind: Kind, national: str, style: Style, index: int, stop: int, needs_all: bool
) -> Candidate:
    start, end = _place(run, plain, index, stop)
    form = national_form(kind, national)
    return Candidate(kind, "+7" + national, form, style, index, stop, start, end, needs_all)


def _place(run: Run, plain: str, index: int, stop: int) -> tuple[int, int]:
    start, end = run.groups[index].start, run.groups[stop - 1].end
    if index == 0 and run.plus:
        return run.start, end
    if plain[start - 1 : start] == "(" and ")" in plain[start:end]:
        return start - 1, end
    return start, end
