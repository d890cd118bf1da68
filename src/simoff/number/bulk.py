"""Look-ups of many numbers at once, with numpy. Imported only when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .faults import NationalError
from .model import Range

_BASE = 9_000_000_000
_SPAN = 1_000_000_000
_LINE = 11  # ten digits and a line end
_WEIGHTS = 10.0 ** np.arange(9, -1, -1)


class Bulk:
    """The index as arrays: starts of the stretches and the range behind each."""

    def __init__(self, starts: Sequence[int], places: Sequence[int], ranges: Sequence[Range]) -> None:
        answers = np.empty(len(ranges), dtype=object)
        answers[:] = ranges
        self._answers = answers[np.array(places, dtype=np.int64)]
        self._starts = np.array(starts, dtype=np.uint32)
        # Most thousands lie in one stretch: its place is read from a table, the rest are searched for.
        edges = np.arange(0, _SPAN, 1000, dtype=np.uint32)
        first = self._starts.searchsorted(edges, "right") - 1
        last = self._starts.searchsorted(edges + 999, "right") - 1
        self._table = np.where(first == last, first, -1).astype(np.int32)

    def look_up(self, nationals: Sequence[str] | Sequence[int]) -> list[Range]:
        """Return the ranges in the order of the numbers; `NationalError` has the place of a bad one."""
        if len(nationals) == 0:
            return []
        offsets = _offsets(nationals)
        places = self._table[offsets // np.uint32(1000)]
        open_ = np.flatnonzero(places < 0)
        places[open_] = self._starts.searchsorted(offsets[open_], "right") - 1
        answers: list[Range] = self._answers[places].tolist()
        return answers


def _offsets(nationals: Sequence[str] | Sequence[int]) -> NDArray[np.uint32]:
    numbers = _from_text(nationals) if isinstance(nationals[0], str) else _from_ints(nationals)
    wrong = np.flatnonzero((numbers < _BASE) | (numbers >= _BASE + _SPAN))
    if wrong.size:
        raise NationalError(int(wrong[0]))
    return (numbers - _BASE).astype(np.uint32)


def _from_ints(nationals: Sequence[str] | Sequence[int]) -> NDArray[np.int64]:
    try:
        numbers = np.asarray(nationals)
    except (ValueError, OverflowError) as error:
        raise NationalError(_first_bad(nationals)) from error
    if numbers.ndim != 1 or numbers.dtype.kind not in "iu":
        raise NationalError(_first_bad(nationals))
    return numbers.astype(np.int64)


def _from_text(nationals: Sequence[str] | Sequence[int]) -> NDArray[np.int64]:
    """One text with a line for each number is turned into numbers far faster than number by number."""
    try:
        joined = ("\n".join(nationals) + "\n").encode("ascii")  # type: ignore[arg-type]
    except (TypeError, UnicodeEncodeError) as error:
        raise NationalError(_first_bad(nationals)) from error
    if len(joined) != _LINE * len(nationals):
        raise NationalError(_first_bad(nationals))
    lines = np.frombuffer(joined, dtype=np.uint8).reshape(-1, _LINE)
    digits = lines[:, :10] - np.uint8(ord("0"))
    if (digits > 9).any() or (lines[:, 10] != ord("\n")).any():
        raise NationalError(_first_bad(nationals))
    numbers = digits.astype(np.float64) @ _WEIGHTS  # far faster than in ints, and exact: all below 2**53
    return numbers.astype(np.int64)


def _first_bad(nationals: Sequence[str] | Sequence[int]) -> int | None:
    for place, one in enumerate(nationals):
        text = str(one)
        if type(one) is not type(nationals[0]) or len(text) != 10 or not text.isdigit() or not text.isascii():
            return place
    return None
