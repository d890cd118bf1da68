"""One archive being read: an iterator of what it says, which counts while it goes."""

from __future__ import annotations

import sqlite3
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from types import TracebackType
from typing import Final

from simoff.accounts.model import Coverage, Fault, Gap, Item, Login, Message
from simoff.accounts.readers.interface import Stop

GAP_DAYS: Final = 30
_EARLIEST: Final = datetime(1, 1, 2, tzinfo=UTC)
_LATEST: Final = datetime(9999, 12, 30, tzinfo=UTC)
_MOST_GAPS: Final = 100
_MOST_LINES: Final = 1_000
_MOST_FAULTS: Final = 50
"""How many faults of one kind are yielded; more are counted and said in one last fault."""

UNREADABLE: Final = (OSError, EOFError, zlib.error, zipfile.BadZipFile, sqlite3.Error, RecursionError)
"""What libraries raise over broken bytes."""


class Reading:
    """Iterate for ``Message | Login | Fault``; then ``coverage``. Faults never raise, they are yielded.

    ``done`` and ``size`` are bytes of the file, for showing progress. Leaving the ``with`` block or closing
    early lets go of the file and of private copies.
    """

    def __init__(
        self,
        file: str,
        format: str,
        items: Iterator[Item],
        *,
        size: int | None = None,
        done: Callable[[], int] = lambda: 0,
        changed: Callable[[], bool] = lambda: False,
        release: Callable[[], None] = lambda: None,
        zone_assumed: bool = False,
    ) -> None:
        self.file = file
        self.format = format
        self.size = size
        self._items = items
        self._done = done
        self._changed = changed
        self._release = release
        self._zone_assumed = zone_assumed
        self._logins = self._messages = self._without_line = 0
        self._first, self._last = _LATEST, _EARLIEST
        self._days: set[int] = set()
        self._lines: dict[str, int] = {}
        self._faults: Counter[str] = Counter()
        self._complete = False
        self._flow = self._counted()

    def __iter__(self) -> Iterator[Item]:
        return self._flow

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop reading and let go of everything; the coverage stays."""
        self._flow.close()
        self._release()

    @property
    def done(self) -> int:
        """Bytes read so far."""
        return self._done()

    @property
    def coverage(self) -> Coverage:
        """What was read so far."""
        return Coverage(
            file=self.file,
            format=self.format,
            messages=self._messages,
            logins=self._logins,
            faults=self._faults.total(),
            first=self._first if self._days else None,
            last=self._last if self._days else None,
            lines=dict(sorted(self._lines.items())),
            without_line=self._without_line,
            gaps=gaps(self._days),
            complete=self._complete,
            zone_assumed=self._zone_assumed and self._messages > 0,
        )

    def _counted(self) -> Generator[Item, None, None]:
        stopped = False
        try:
            counted = self._count
            for item in self._bounded():
                if type(item) is Message:
                    counted(item)
                elif isinstance(item, Login):
                    self._logins += 1
                elif isinstance(item, Fault):
                    stopped = stopped or item.stops
                    self._faults[item.id] += 1
                    if self._faults[item.id] > _MOST_FAULTS and not item.stops:
                        continue
                yield item
            for id, count in self._faults.items():
                if count > _MOST_FAULTS:
                    yield Fault("more-faults", self.file, args={"n": count - _MOST_FAULTS, "like": id})
            if self._changed():
                stopped = True
                self._faults["changed-while-read"] += 1
                yield Fault("changed-while-read", self.file)
            self._complete = not stopped
        finally:
            if isinstance(self._items, Generator):
                self._items.close()
            self._release()

    def _bounded(self) -> Iterator[Item]:
        """The items, with what stops them as a last fault."""
        try:
            yield from self._items
        except Stop as stop:
            yield stop.fault(self.file)
        except MemoryError:
            yield Fault("too-little-memory", self.file, stops=True)
        except UNREADABLE:
            yield Fault("unreadable", self.file, stops=True)

    def _count(self, message: Message) -> None:
        self._messages += 1
        line, at = message.line, message.at
        if line is None:
            self._without_line += 1
        elif line in self._lines:
            self._lines[line] += 1
        elif len(self._lines) < _MOST_LINES:
            self._lines[line] = 1
        if at is None:
            return
        self._days.add(at.toordinal())
        if at > self._last:
            self._last = at
        if at < self._first:
            self._first = at


def gaps(days: set[int]) -> tuple[Gap, ...]:
    """The stretches of at least 30 days without a message, the longest hundred, in order of time."""
    ordered = sorted(days)
    pairs = [(a, b) for a, b in pairwise(ordered) if b - a > GAP_DAYS]
    longest = sorted(sorted(pairs, key=lambda pair: pair[0] - pair[1])[:_MOST_GAPS])
    return tuple(Gap(date.fromordinal(a + 1), date.fromordinal(b - 1)) for a, b in longest)
