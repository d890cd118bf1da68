"""An Android telephone on a cable: ``adb shell dumpsys telephony.registry``. Nothing is changed on it."""

from __future__ import annotations

import shutil
import subprocess
from typing import Final

from simoff.line.adapters.interface import Skipped
from simoff.line.model import Reading
from simoff.line.reading.android import read_registry_dump

TIMEOUT: Final = 20.0
_LARGEST: Final = 8_000_000


class AdbProbe:
    """The telephone that adb sees; ``serial`` chooses one of several."""

    source = "adb"

    def __init__(self, serial: str | None = None, program: str | None = None, timeout: float = TIMEOUT) -> None:
        self._program = program or shutil.which("adb")
        self._serial = serial
        self._timeout = timeout

    def _command(self) -> tuple[str, ...]:
        chosen = () if self._serial is None else ("-s", self._serial)
        return (*chosen, "shell", "dumpsys", "telephony.registry")

    def will_send(self) -> tuple[str, ...]:
        """The one command."""
        return (" ".join(("adb", *self._command())),)

    def run(self) -> Reading | Skipped:
        """Read the dump; Skipped without adb, without a telephone, and when it does not answer in time."""
        if self._program is None:
            return Skipped("skipped.no-adb")
        try:
            done = subprocess.run(  # noqa: S603 - adb itself with fixed words, no shell
                [self._program, *self._command()], capture_output=True, timeout=self._timeout, check=False
            )
        except subprocess.TimeoutExpired:
            return Skipped("skipped.timeout")
        except OSError as fault:
            return Skipped("skipped.no-adb", fault.strerror or "")
        if done.returncode != 0:
            return Skipped(_why(done.stderr.decode("utf-8", "replace")))
        return read_registry_dump(done.stdout[:_LARGEST].decode("utf-8", "replace"))


def _why(said: str) -> str:
    if "more than one" in said:
        return "skipped.two-phones"
    return "skipped.adb-not-allowed" if "unauthorized" in said else "skipped.no-phone"
