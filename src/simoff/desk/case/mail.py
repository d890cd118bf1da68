"""Is a mail genuine? Its DKIM signature (RFC 6376), checked with keys at hand. The network is not asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from simoff.case.events.papers import Genuine

LARGEST_MAIL: Final = 32 * 1024 * 1024
"""Bytes of a mail whose signature is checked; of a larger one it could not be (as ``simoff.record.mail``)."""

_LINE: Final = re.compile(r"^(\S+\._domainkey\.\S+?)\.?\s+(?:\d+\s+)?(?:IN\s+)?(?:TXT\s+)?(.+)$", re.I)
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')

Keys = Mapping[str, str]
"""Name of a key (``selector._domainkey.example.org``) -> its record."""


class Checked(Struct, frozen=True):
    """What the check found, and the domain that signed, where it was verified."""

    result: Genuine
    domain: str = ""


def read_keys(text: str) -> Keys:
    """The keys of a text, a line each: the name and the record, as ``dig TXT NAME`` prints them."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        match = _LINE.match(line.strip())
        if match is not None:
            quoted = _QUOTED.findall(match[2])
            found[match[1].lower()] = "".join(quoted) if quoted else match[2].strip()
    return found


def check_mail(mail: bytes, keys: Keys) -> Checked:
    """``verified`` by a key at hand, ``not_verified`` where no signature holds, else ``could_not_check``.

    A signature over a part of the body, and a mail with several senders, count as not verified: what stands
    there beside could be anybody's.
    """
    from simoff.record.mail import check_mail as check  # loaded only for a mail
    from simoff.record.mail import keys_at_hand

    proof = check(mail, keys_at_hand({name: record.encode("utf-8", "replace") for name, record in keys.items()}))
    return Checked(proof.status, proof.domain if proof.status == "verified" else "")
