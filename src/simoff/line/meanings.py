"""What each observation means. Sources: ITU-T Q.850 and RFC 3398 (calls), 3GPP TS 24.008 (registration and
reject causes), 3GPP TS 23.040 clause 9.2.3.15 (delivery reports); announcements as heard by people.

Strong is only what a living line does not do, or a dead one. A SIM that a network refuses may have been
replaced, a call may be misdialled: that is why two kinds on two days are asked for (see ``verdict``).
"""

from __future__ import annotations

from typing import Final

from simoff.line.model import Meaning

MEANINGS: Final[dict[str, Meaning]] = {
    # A call from another telephone: how the network ends it.
    "call.unallocated": Meaning("call", "dead", "repeated", networks=2),
    "call.no-route": Meaning("call", "nothing", "none"),
    "call.answered": Meaning("call", "alive", "weak"),
    "call.busy": Meaning("call", "alive", "strong"),
    "call.no-answer": Meaning("call", "alive", "strong"),
    "call.ringing": Meaning("call", "alive", "strong"),
    "call.absent": Meaning("call", "alive", "strong"),
    "call.rejected": Meaning("call", "ambiguous", "weak"),
    "call.number-changed": Meaning("call", "dead", "strong"),
    "call.fault": Meaning("call", "nothing", "none"),
    "call.incomplete": Meaning("call", "nothing", "none"),
    "call.unspecified": Meaning("call", "nothing", "none"),
    "call.barred": Meaning("call", "suspended", "weak"),
    "call.code-alone": Meaning("call", "nothing", "none"),
    # What the caller hears.
    "heard.not-exist": Meaning("call", "dead", "repeated"),
    "heard.not-serviced": Meaning("call", "ambiguous", "weak"),
    "heard.incoming-barred": Meaning("call", "suspended", "strong"),
    "heard.off": Meaning("call", "alive", "weak"),
    "heard.ringback": Meaning("call", "alive", "strong"),
    "heard.assistant": Meaning("call", "alive", "strong"),
    "heard.congested": Meaning("call", "nothing", "none"),
    "heard.stranger": Meaning("call", "dead", "proof"),
    "heard.own-phone-rang": Meaning("call", "alive", "strong", own_sim=True),
    # What the holder of the SIM hears when calling out.
    "heard.blocked-notice": Meaning("outgoing", "suspended", "strong", own_sim=True),
    "heard.debt-notice": Meaning("outgoing", "suspended", "strong", own_sim=True),
    # The SIM and the network: registration.
    "net.home": Meaning("network", "alive", "strong", own_sim=True),
    "net.roaming": Meaning("network", "alive", "strong", own_sim=True),
    "net.off": Meaning("network", "nothing", "none"),
    "net.searching": Meaning("network", "nothing", "none"),
    "net.denied": Meaning("network", "ambiguous", "weak"),
    "net.unknown": Meaning("network", "nothing", "none"),
    "net.sms-only": Meaning("network", "alive", "strong", own_sim=True),
    "net.emergency-only": Meaning("network", "ambiguous", "weak"),
    "net.limited": Meaning("network", "nothing", "none"),
    "net.power-off": Meaning("network", "nothing", "none"),
    "net.no-sim": Meaning("network", "nothing", "none"),
    "net.sim-locked": Meaning("network", "nothing", "none"),
    # Why the network refused the SIM.
    "reject.imsi-unknown": Meaning("network", "dead", "strong"),
    "reject.illegal-ms": Meaning("network", "dead", "weak"),
    "reject.illegal-me": Meaning("network", "nothing", "none"),
    "reject.no-data": Meaning("network", "nothing", "none"),
    "reject.no-services": Meaning("network", "dead", "strong"),
    "reject.wrong-network": Meaning("network", "nothing", "none"),
    "reject.congestion": Meaning("network", "nothing", "none"),
    "reject.no-voice": Meaning("network", "nothing", "none"),
    "reject.not-subscribed": Meaning("network", "suspended", "weak"),
    "reject.other": Meaning("network", "nothing", "none"),
    # A text message and its delivery report.
    "sms.delivered": Meaning("sms", "alive", "strong"),
    "sms.forwarded": Meaning("sms", "nothing", "none"),
    "sms.trying": Meaning("sms", "nothing", "none"),
    "sms.expired": Meaning("sms", "nothing", "none"),
    "sms.not-obtainable": Meaning("sms", "dead", "weak"),
    "sms.refused": Meaning("sms", "nothing", "none"),
    "sms.arrived": Meaning("sms", "alive", "strong", own_sim=True),
    "sms.not-arrived": Meaning("sms", "nothing", "none"),
    # Answers of the home register, and USSD.
    "lookup.unknown": Meaning("lookup", "dead", "strong"),
    "lookup.absent": Meaning("lookup", "alive", "strong"),
    "lookup.barred": Meaning("lookup", "suspended", "strong"),
    "lookup.no-teleservice": Meaning("lookup", "suspended", "weak"),
    "lookup.active": Meaning("lookup", "alive", "strong"),
    "lookup.other": Meaning("lookup", "nothing", "none"),
    "ussd.answered": Meaning("ussd", "alive", "strong", own_sim=True),
    "ussd.no-answer": Meaning("ussd", "nothing", "none"),
    # The operator's word, and the state's list.
    "operator.paper-ended": Meaning("operator", "dead", "proof"),
    "operator.mail-ended": Meaning("operator", "dead", "proof"),
    "operator.sms-ended": Meaning("operator", "dead", "strong"),
    "operator.said-ended": Meaning("operator", "dead", "weak"),
    "operator.will-end": Meaning("operator", "nothing", "none"),
    "operator.blocked": Meaning("operator", "suspended", "strong"),
    "operator.says-active": Meaning("operator", "alive", "strong"),
    "operator.charge": Meaning("operator", "alive", "strong"),
    "list.gone": Meaning("list", "dead", "weak"),
    "list.there": Meaning("list", "alive", "weak"),
}
"""Id -> meaning. Every id has its words in the catalogue, ``signal.<id>``."""

PERSON_CAN_SAY: Final = (
    "heard.not-exist",
    "heard.not-serviced",
    "heard.incoming-barred",
    "heard.off",
    "heard.ringback",
    "heard.assistant",
    "heard.congested",
    "heard.stranger",
    "heard.own-phone-rang",
    "heard.blocked-notice",
    "heard.debt-notice",
    "net.home",
    "net.roaming",
    "net.searching",
    "net.emergency-only",
    "net.no-sim",
    "sms.delivered",
    "sms.trying",
    "sms.arrived",
    "sms.not-arrived",
    "ussd.answered",
    "ussd.no-answer",
    "operator.paper-ended",
    "operator.mail-ended",
    "operator.sms-ended",
    "operator.said-ended",
    "operator.blocked",
    "operator.says-active",
    "operator.charge",
    "list.gone",
    "list.there",
)
"""The observations a person can make without equipment, in the order in which they are offered."""
