"""How far a long reading is: one line on standard error that is rewritten, on a terminal only."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TextIO

from simoff.cli.call import Call

INTERVAL = 0.2
"""Seconds between two writings."""

MEGABYTE = 1_000_000


class Meter:
    """Shows file, share, speed and time left; leaves an empty line behind, also after Ctrl-C."""

    def __init__(self, call: Call, stream: TextIO) -> None:
        self._call = call
        self._stream = stream
        self._shown = 0
        self._file = ""
        self._start = self._last = 0.0

    def __enter__(self) -> Meter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._write("")

    def show(self, file: str, done: int, size: int | None) -> None:
        """What is known now. ``done`` and ``size`` are bytes."""
        now = time.monotonic()
        if file != self._file:
            self._file, self._start, self._last = file, now, 0.0
        if now - self._last < INTERVAL or not self._stream.isatty():
            return
        self._last = now
        self._write(self._line(done, size, now - self._start))

    def _line(self, done: int, size: int | None, spent: float) -> str:
        from rich.filesize import decimal

        speed = done / spent if spent > 0 else 0.0
        file = self._file if len(self._file) <= 30 else f"{self._file[:29]}…"
        if not size or not speed:
            return self._call.say("accounts.progress.unknown", file=file, done=decimal(done))
        left = max(0, round((size - done) / speed))
        return self._call.say(
            "accounts.progress.line",
            file=file,
            share=min(100, 100 * done // size),
            speed=f"{speed / MEGABYTE:.1f}",
            left=f"{left // 60}:{left % 60:02}",
        )

    def _write(self, line: str) -> None:
        if not self._stream.isatty():
            return
        self._stream.write("\r" + line + " " * max(0, self._shown - len(line)) + ("" if line else "\r"))
        self._stream.flush()
        self._shown = len(line)
