"""What a modem answered: 3GPP TS 27.007 and 27.005 result codes, one observation each.

Unknown and half lines are passed over; a reply that is none of these is a fault with its line.

A modem tells of two SIMs: its registration and its dialled codes of the one it holds, a call and a message of the
line that was called. A registered SIM that calls the line is another one, so what it says of itself is left out;
and a call from a SIM without service ends in the modem and not in the network, so then the call is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from simoff.line.meanings import MEANINGS
from simoff.line.model import Fault, Reading, Seen
from simoff.line.reading.causes import seen_from_q850, seen_from_reject, seen_from_tp_status

_LONGEST: Final = 1_000_000
_REGISTRATION: Final = re.compile(r"^\+C(?:5G|E|G)?REG:\s*(.*)$")
_STAT: Final = {  # 9 and 10: registered, "CSFB not preferred"; 11: attached for emergency services alone
    0: "net.off",
    1: "net.home",
    2: "net.searching",
    3: "net.denied",
    4: "net.unknown",
    5: "net.roaming",
    6: "net.sms-only",
    7: "net.sms-only",
    8: "net.emergency-only",
    9: "net.home",
    10: "net.roaming",
    11: "net.limited",
}
_CEER_CAUSE: Final = re.compile(r"(?:cause|,)\s*[:=]?\s*(\d{1,3})\b", re.I)
_CDS: Final = re.compile(r"^\+CDS:\s*(.+)$")
_CUSD: Final = re.compile(r"^\+CUSD:\s*(\d)")
_CPIN: Final = re.compile(r"^\+CPIN:\s*(.+)$")
_COPS: Final = re.compile(r'^\+COPS:\s*\d,2,"(\d{5,6})"')
_REGISTERED: Final = ("net.home", "net.roaming", "net.sms-only")
_NO_SIM: Final = re.compile(r"^\+CME ERROR:\s*(?:10|SIM not inserted)\b", re.I)


def read_modem(text: str) -> Reading:
    """The observations of a modem's replies, in their order."""
    if len(text) > _LONGEST:
        return Reading((), (Fault("fault.too-long", f"{len(text)}"),))
    seen: list[Seen] = []
    faults: list[Fault] = []
    network: str | None = None
    for number, line in enumerate(text.splitlines(), 1):
        operator = _COPS.match(line.strip())
        network = operator[1] if operator else network
        try:
            for each in _line(line.strip()):
                seen.append(replace(each, network=network) if _of_the_called(each) else each)
        except ValueError:
            faults.append(Fault("fault.modem-line", f"{number}"))
    return _of_one_sim(seen, faults)


def is_registered(seen: Iterable[Seen]) -> bool:
    """Whether the SIM in the modem is served by a network."""
    return any(each.meaning in _REGISTERED for each in seen)


def _of_the_called(seen: Seen) -> bool:
    return MEANINGS[seen.meaning].kind in ("call", "sms")


def _of_one_sim(seen: Sequence[Seen], faults: Sequence[Fault]) -> Reading:
    called = tuple(each for each in seen if _of_the_called(each))
    own = tuple(each for each in seen if not _of_the_called(each))
    if not called or not own:
        return Reading(tuple(seen), tuple(faults))
    if is_registered(own):
        return Reading(called, (*faults, Fault("fault.calling-sim", "")))
    return Reading(own, (*faults, Fault("fault.call-without-service", "")))


def _line(line: str) -> Iterator[Seen]:
    registration = _REGISTRATION.match(line)
    if registration is not None:
        yield from _registration(line, registration[1])
    elif line.startswith("+CEER:"):
        yield from _extended_error(line)
    elif (report := _CDS.match(line)) is not None:
        yield from _delivery(report[1])
    elif (ussd := _CUSD.match(line)) is not None:
        yield Seen("ussd.answered" if ussd[1] in "01" else "ussd.no-answer", f"+CUSD: {ussd[1]}")
    elif (pin := _CPIN.match(line)) is not None:
        if "PIN" in pin[1].upper() or "PUK" in pin[1].upper():
            yield Seen("net.sim-locked", "+CPIN: locked")
    elif _NO_SIM.match(line):
        yield Seen("net.no-sim", "+CME ERROR: 10")
    elif line == "BUSY":
        yield Seen("call.busy", line)
    elif line == "NO ANSWER":
        yield Seen("call.no-answer", line)


def _registration(line: str, rest: str) -> Iterator[Seen]:
    """``[n,]stat[,area,cell,type[,cause_type,reject_cause]]``: with one figure alone that is the state."""
    fields = [field.strip() for field in rest.split(",")]
    if not fields[0].isdecimal():
        raise ValueError(line)
    is_answer = len(fields) > 1 and fields[1].isdecimal() and len(fields[1]) <= 2
    at = 1 if is_answer else 0
    stat = int(fields[at])
    name = line.partition(":")[0]
    if stat not in _STAT:
        raise ValueError(line)
    cause = _reject_cause(fields[at + 1 :])
    if stat in (3, 8) and cause is not None:
        yield seen_from_reject(cause)
    else:
        yield Seen(_STAT[stat], f"{name}: {stat}")


def _reject_cause(fields: list[str]) -> int | None:
    """The last two of five fields after the state; cause type 0 says that the figure is one of TS 24.008."""
    if len(fields) >= 5 and fields[3] == "0" and fields[4].isdecimal():
        return int(fields[4])
    return None


def _extended_error(line: str) -> Iterator[Seen]:
    cause = _CEER_CAUSE.findall(line)
    if cause:
        yield seen_from_q850(int(cause[-1]))


def _delivery(rest: str) -> Iterator[Seen]:
    """Text mode: ``fo,mr,[ra],[tora],scts,dt,st``; the state is the last figure. A PDU is hexadecimal."""
    last = rest.rsplit(",", 1)[-1].strip()
    if "," in rest and last.isdecimal() and int(last) < 256:
        yield seen_from_tp_status(int(last))
    elif not rest.strip().isdecimal():
        raise ValueError("+CDS")
