"""``termux-telephony-deviceinfo``: JSON about the one SIM that Termux sees."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from simoff.line.model import Fault, Reading, Seen

_LONGEST: Final = 100_000


def read_deviceinfo(text: str) -> Reading:
    """What the telephone says; only the SIM's and the network's state are looked at."""
    if len(text) > _LONGEST:
        return Reading((), (Fault("fault.too-long", f"{len(text)}"),))
    try:
        info = msgspec.json.decode(text.encode("utf-8", "replace"), type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError):
        return Reading((), (Fault("fault.not-json", "text"),))
    if "sim_state" not in info and "network_operator" not in info:
        return Reading((), (Fault("fault.not-deviceinfo", "text"),))
    return Reading(tuple(_seen(info)))


def _seen(info: dict[str, Any]) -> list[Seen]:
    sim = str(info.get("sim_state") or "").lower()
    if sim == "absent":
        return [Seen("net.no-sim", "sim_state absent")]
    if sim in ("pin_required", "puk_required", "network_locked"):
        return [Seen("net.sim-locked", f"sim_state {sim}")]
    network = str(info.get("network_operator") or "")
    if network.isdecimal() and 5 <= len(network) <= 6:
        roaming = str(info.get("network_roaming")).lower() == "true"
        return [Seen("net.roaming" if roaming else "net.home", f"network {network}")]
    return [Seen("net.searching", "no network")]
