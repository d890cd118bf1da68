"""What kind of message is it? The kinds, and how much each of them proves."""

from __future__ import annotations

import re
from typing import Literal

from simoff.accounts.patterns import (
    ADVERT,
    BINDING,
    CODE,
    DELIVERY,
    ELSEWHERE,
    LOGIN,
    MONEY,
    Marks,
)

MessageKind = Literal[
    "binding",
    "login",
    "payment",
    "money",
    "notice",
    "bill",
    "advert",
    "delivery",
    "none",
    "talk",
    "vault-number",
    "vault",
]
"""``binding`` the number enters an account; ``login`` a code; ``payment`` a code for a payment; ``money`` money
moved; ``notice`` from a known sender; ``delivery`` a parcel or ride; ``none`` nothing of interest; ``talk``
somebody talks; ``vault-number`` an entry of a password manager with this number in it, ``vault`` one without."""

EVIDENCE: dict[MessageKind, int] = {
    "binding": 5,
    "login": 4,
    "payment": 4,
    "money": 3,
    "notice": 2,
    "bill": 2,
    "advert": 1,
    "vault-number": 4,
    "vault": 1,
}
"""The ladder from 5 (the number is bound) to 1 (only somebody who writes); a parcel proves nothing."""

_SECRET = re.compile(r"[•\d]{3,10}|[•\d]{2,4}[- ][•\d]{2,4}")


def kind_of(marks: Marks, text: str) -> MessageKind:
    """The kind of a received text by its words; ``text`` may have its codes masked."""
    bits = marks.bits
    if bits & CODE and not (bits & DELIVERY and not bits & (LOGIN | BINDING)) and _SECRET.search(text):
        return _kind_of_code(marks)
    if bits & DELIVERY:
        return "delivery"
    if bits & ADVERT and not (marks.money and marks.money[0] < marks.first_advert):
        return "advert"
    return "money" if bits & MONEY else "notice"


def _kind_of_code(marks: Marks) -> MessageKind:
    bits = marks.bits
    if bits & BINDING:
        return "binding"
    if bits & LOGIN:
        return "payment" if bits & MONEY else "login"
    if bits & ADVERT:
        return "advert"
    if bits & ELSEWHERE:
        return "none"
    return "payment" if bits & MONEY else "login"
