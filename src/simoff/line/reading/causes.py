"""Figures of networks: Q.850 causes, SIP codes (RFC 3398, RFC 3326), reject causes, delivery statuses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from simoff.line.model import Seen

_Q850: Final[Mapping[int, str]] = {
    1: "call.unallocated",
    2: "call.no-route",
    3: "call.no-route",
    16: "call.answered",
    17: "call.busy",
    18: "call.no-answer",
    19: "call.no-answer",
    20: "call.absent",
    21: "call.rejected",
    22: "call.number-changed",
    27: "call.fault",
    28: "call.incomplete",
    31: "call.unspecified",
    34: "call.fault",
    38: "call.fault",
    41: "call.fault",
    42: "call.fault",
    47: "call.fault",
    55: "call.barred",
    57: "call.barred",
    87: "call.barred",
    127: "call.fault",
}

_SIP: Final[Mapping[int, str]] = {
    180: "call.ringing",
    301: "call.number-changed",
    410: "call.number-changed",
    484: "call.incomplete",
    486: "call.busy",
    600: "call.busy",
    603: "call.rejected",
}
"""Codes that mean one thing without a Reason. 404 covers causes 1 to 3, 480 covers 19, 20 and 31, 403 more."""

_REJECT: Final[Mapping[int, str]] = {
    2: "reject.imsi-unknown",
    3: "reject.illegal-ms",
    6: "reject.illegal-me",
    7: "reject.no-data",
    8: "reject.no-services",
    11: "reject.wrong-network",
    12: "reject.wrong-network",
    13: "reject.wrong-network",
    14: "reject.wrong-network",
    15: "reject.wrong-network",
    17: "reject.congestion",
    18: "reject.no-voice",
    20: "reject.congestion",
    21: "reject.congestion",
    22: "reject.congestion",
    33: "reject.not-subscribed",
    111: "reject.congestion",
}

_Q850_IN_REASON: Final = re.compile(r"Q\.850\s*;[^,]{0,80}?\bcause\s*=\s*\"?(\d{1,3})\b", re.I)


def seen_from_q850(cause: int) -> Seen:
    """A call's cause by ITU-T Q.850; causes nobody described say nothing."""
    return Seen(_Q850.get(cause, "call.unspecified"), f"Q.850 {cause}")


def seen_from_sip(code: int, reason: str | None = None) -> Seen:
    """The final answer to an INVITE. With a Q.850 reason the cause decides, without one most codes are weak."""
    cause = _Q850_IN_REASON.search(reason[:500]) if reason else None
    if cause is not None:
        found = seen_from_q850(int(cause[1]))
        return Seen(found.meaning, f"SIP {code}, {found.raw}")
    if 200 <= code < 300:
        return Seen("call.answered", f"SIP {code}")
    if code in (500, 502, 503, 504):
        return Seen("call.fault", f"SIP {code}")
    return Seen(_SIP.get(code, "call.code-alone"), f"SIP {code}")


def seen_from_reject(cause: int, slot: str | None = None) -> Seen:
    """Why a network refused the SIM: 3GPP TS 24.008, cause values of mobility management."""
    return Seen(_REJECT.get(cause, "reject.other"), f"reject cause {cause}", slot)


def seen_from_tp_status(status: int) -> Seen:
    """A delivery report's TP-Status: 3GPP TS 23.040, clause 9.2.3.15."""
    raw = f"TP-Status 0x{status:02x}"
    if status == 0x00:
        return Seen("sms.delivered", raw)
    if status in (0x01, 0x02):
        return Seen("sms.forwarded", raw)
    if status in (0x40, 0x43):
        return Seen("sms.not-obtainable", raw)
    if status == 0x46 or 0x60 <= status <= 0x65:
        return Seen("sms.expired", raw)
    if 0x20 <= status <= 0x25:
        return Seen("sms.trying", raw)
    return Seen("sms.refused", raw)
