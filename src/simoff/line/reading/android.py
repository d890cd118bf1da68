"""``dumpsys telephony.registry`` of Android 9, 10 and later, and Samsung's: per slot, state and reject cause.

The slot (``Phone Id=``) tells the SIM, not the subscription id. Later lines are history: of each slot the first
service state counts. WLAN entries are not the radio. Cells, numbers and names are never taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from simoff.line.model import Fault, Reading, Seen
from simoff.line.reading.causes import seen_from_reject

_LONGEST: Final = 8_000_000
_PHONE: Final = re.compile(r"^\s*Phone Id=(\d)\s*$", re.M)
_VOICE: Final = re.compile(r"m?VoiceRegState=(\d)")
_EMERGENCY: Final = re.compile(r"m?IsEmergencyOnly=(true|false)")
_ENTRY: Final = re.compile(r"NetworkRegistration(?:Info|State)\s*\{")
_KEY: Final = re.compile(
    r"\b(domain|transportType|registrationState|regState|rejectCause|reasonForDenial)=\s*(\w+)"
)
_STATES: Final = {"0": "net.home", "1": "net.searching", "2": "net.emergency-only", "3": "net.power-off"}
_LOOK_AHEAD: Final = 20_000


def read_registry_dump(text: str) -> Reading:
    """One observation per SIM slot of the dump; a fault where it holds none."""
    if len(text) > _LONGEST:
        return Reading((), (Fault("fault.too-long", f"{len(text)}"),))
    sections = list(_sections(text))
    if not sections:
        known = "ServiceState" in text
        return Reading((), (Fault("fault.dump-without-state" if known else "fault.not-a-dump", "text"),))
    seen: list[Seen] = []
    faults: list[Fault] = []
    for slot, section in sections:
        found = _slot(slot, section)
        if found is None:
            faults.append(Fault("fault.slot-without-state", slot))
        else:
            seen.append(found)
    return Reading(tuple(seen), tuple(faults))


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Slot -> its part of the dump, the first of each slot; a dump of one telephone without ids is slot 0."""
    marks = list(_PHONE.finditer(text))
    if not marks and "mServiceState" in text:
        yield "0", text
        return
    done: set[str] = set()
    for place, mark in enumerate(marks):
        if mark[1] not in done:
            done.add(mark[1])
            end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
            yield mark[1], text[mark.end() : end]


def _slot(slot: str, section: str) -> Seen | None:
    start = section.find("mServiceState=")
    if start < 0:
        return None
    state = section[start : start + _LOOK_AHEAD].split("\n", 1)[0]
    voice = _VOICE.search(state)
    if voice is not None and voice[1] == "3":
        return Seen("net.power-off", "3 POWER_OFF", slot)
    entries = [entry for entry in _entries(state) if entry.get("transportType") not in ("WLAN", "2")]
    return _by_entries(slot, entries) or _by_voice(slot, state, voice)


def _entries(state: str) -> Iterator[dict[str, str]]:
    for mark in _ENTRY.finditer(state):
        rest = state[mark.end() : mark.end() + 2_000]
        following = _ENTRY.search(rest)
        yield dict(_KEY.findall(rest[: following.start()] if following else rest))


def _by_entries(slot: str, entries: list[dict[str, str]]) -> Seen | None:
    states = [(entry.get("registrationState") or entry.get("regState") or "", entry) for entry in entries]
    for name, meaning in (("HOME", "net.home"), ("ROAMING", "net.roaming")):
        if any(state == name for state, _ in states):
            return Seen(meaning, name, slot)
    denied = [_cause(entry) for state, entry in states if "DENIED" in state]
    causes = [cause for cause in denied if cause]
    if causes:
        return seen_from_reject(causes[0], slot)
    return Seen("net.denied", "DENIED", slot) if denied else None


def _cause(entry: dict[str, str]) -> int:
    text = entry.get("rejectCause") or entry.get("reasonForDenial") or ""
    return int(text) if text.isdecimal() and len(text) <= 3 else 0


def _by_voice(slot: str, state: str, voice: re.Match[str] | None) -> Seen | None:
    emergency = _EMERGENCY.search(state)
    if emergency is not None and emergency[1] == "true":
        return Seen("net.emergency-only", "emergency only", slot)
    if voice is None or voice[1] not in _STATES:
        return None
    return Seen(_STATES[voice[1]], f"state {voice[1]}", slot)
