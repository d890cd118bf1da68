"""What a text says about a line: one module a kind of text, each a pure function text -> Reading.

Nothing personal is kept: of a dump only states, causes and networks, of a message only the words that decided.
"""

from simoff.line.reading.android import read_registry_dump
from simoff.line.reading.causes import seen_from_q850, seen_from_reject, seen_from_sip, seen_from_tp_status
from simoff.line.reading.heard import read_announcement
from simoff.line.reading.lookup import read_lookup
from simoff.line.reading.modem import read_modem
from simoff.line.reading.operator import read_operator_message
from simoff.line.reading.termux import read_deviceinfo

__all__ = [
    "read_announcement",
    "read_deviceinfo",
    "read_lookup",
    "read_modem",
    "read_operator_message",
    "read_registry_dump",
    "seen_from_q850",
    "seen_from_reject",
    "seen_from_sip",
    "seen_from_tp_status",
]
