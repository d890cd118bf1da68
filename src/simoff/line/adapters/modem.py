"""A GSM or LTE modem on a serial port: 3GPP TS 27.007 (registration, USSD, call), 27.005 (text message).

Without a call or a message the SIM in the modem is the line's own: its state is asked for, and a dialled code sent
when told to. A call or a message to the line goes out from another SIM: then only that it has service is looked at,
and from whose network it speaks.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct

from simoff.line.adapters.interface import Clock, Skipped
from simoff.line.model import Reading
from simoff.line.reading.modem import is_registered, read_modem

STEP: Final = 5.0
"""Seconds a modem has for an ordinary command; the three slow ones have their own limits."""
CALL: Final = 45.0
REPORT: Final = 60.0
USSD: Final = 20.0
_FINAL: Final = ("OK", "ERROR", "NO CARRIER", "BUSY", "NO ANSWER", "NO DIALTONE", "+CME ERROR", "+CMS ERROR")
_CODE: Final = re.compile(r"^\*[\d*]{1,30}#$")
_LARGEST: Final = 200_000
_STATE: Final = ("AT", "ATE0", "AT+CPIN?", "AT+CREG?", "AT+CEREG=3", "AT+CEREG?")
_NETWORK: Final = ("AT+COPS=3,2", "AT+COPS?")
_TEXT: Final = "test"
Command = tuple[str, float, str]
"""What is sent, the seconds it has, and what to wait for after the final answer."""


class Wanted(Struct, frozen=True):
    """What to do beside asking for the state. ``number`` is the case's own line, E.164; nothing else is dialled.

    ``call`` and ``message`` need another SIM in the modem, ``code`` the line's own.
    """

    number: str
    call: bool = False
    message: bool = False
    code: str | None = None

    @property
    def from_another_sim(self) -> bool:
        """Whether the modem must hold another SIM than the line's own."""
        return self.call or self.message


class ModemProbe:
    """The modem at ``port`` (a device path). ``open_port`` gives something like ``serial.Serial``."""

    source = "modem"

    def __init__(
        self,
        port: str,
        wanted: Wanted,
        open_port: Callable[[str], Any] | None = None,
        clock: Clock = time.monotonic,
        limits: tuple[float, float, float, float] = (STEP, CALL, REPORT, USSD),
    ) -> None:
        """ValueError for a dialled code that is none: such codes can forward or block a line.

        Also for a code beside a call or a message, which another SIM would send.
        """
        if wanted.code is not None and not _CODE.match(wanted.code):
            raise ValueError("a code is a star, digits and stars, and a hash")
        if wanted.code is not None and wanted.from_another_sim:
            raise ValueError("a code goes out from the line's own SIM, a call and a message from another")
        self._port, self._wanted, self._clock = port, wanted, clock
        self._open = open_port or _serial
        self._step, self._call, self._report, self._ussd = limits

    def _looking(self) -> list[Command]:
        return [(line, self._step, "") for line in (*_STATE, *(_NETWORK if self._wanted.from_another_sim else ()))]

    def _doing(self) -> list[Command]:
        number, found = self._wanted.number, list[Command]()
        if self._wanted.code is not None:
            found.append((f'AT+CUSD=1,"{self._wanted.code}",15', self._ussd, "+CUSD:"))
        if self._wanted.call:
            found += [(f"ATD{number};", self._call, ""), ("AT+CEER", self._step, ""), ("ATH", self._step, "")]
        if self._wanted.message:
            found += [(line, self._step, "") for line in ("AT+CMGF=1", "AT+CSMP=49,167,0,0", "AT+CNMI=2,1,0,1,0")]
            found.append((f'AT+CMGS="{number}"', self._report, "+CDS:"))
        return found

    def will_send(self) -> tuple[str, ...]:
        """Every command, and the text of the message."""
        lines = [command for command, _, _ in (*self._looking(), *self._doing())]
        return (*lines, f'"{_TEXT}"') if self._wanted.message else tuple(lines)

    def run(self) -> Reading | Skipped:
        """Talk to the modem; Skipped when the port cannot be opened or nothing answers ``AT``."""
        try:
            port = self._open(self._port)
        except ImportError:
            return Skipped("skipped.no-pyserial")
        except (OSError, ValueError) as fault:
            return Skipped("skipped.no-port", getattr(fault, "strerror", None) or type(fault).__name__)
        try:
            return self._talk(port)
        except OSError:
            return Skipped("skipped.port-lost")
        finally:
            port.close()

    def _talk(self, port: Any) -> Reading | Skipped:  # noqa: ANN401 - a serial port
        state: list[str] = []
        for command in self._looking():
            state.append(self._ask(port, command))
            if len(state) == 1 and "OK" not in state[0]:
                return Skipped("skipped.modem-silent")
        text = "\n".join(state)
        if not self._wanted.from_another_sim:
            return read_modem("\n".join([text, *(self._ask(port, command) for command in self._doing())]))
        if not is_registered(read_modem(text).seen):
            return Skipped("skipped.modem-no-service")
        return read_modem("\n".join([state[-1], *(self._ask(port, command) for command in self._doing())]))

    def _ask(self, port: Any, command: Command) -> str:  # noqa: ANN401 - a serial port
        line, seconds, awaited = command
        port.write(line.encode("ascii") + b"\r")
        return self._answer(port, seconds, awaited, prompt="CMGS" in line)

    def _answer(self, port: Any, seconds: float, awaited: str, *, prompt: bool) -> str:  # noqa: ANN401
        """What comes until a final line (and the awaited one after it), or until the time is over."""
        ends, said = self._clock() + seconds, b""
        while self._clock() < ends and len(said) < _LARGEST:
            said += port.read(256)
            text = said.decode("ascii", "replace")
            if prompt and text.rstrip().endswith(">"):
                port.write(_TEXT.encode("ascii") + b"\x1a")
                prompt, said = False, b""
            elif _is_final(text) and (not awaited or awaited in text or "ERROR" in text):
                break
        return said.decode("ascii", "replace")


def _is_final(text: str) -> bool:
    lines = text.replace("\r", "\n").split("\n")
    return any(line.strip().startswith(_FINAL) for line in lines[:-1])


def _serial(port: str) -> Any:  # noqa: ANN401
    import serial  # the extra "modem"

    return serial.Serial(port, 115200, timeout=0.2, write_timeout=5, exclusive=True)
