"""Is a mail genuine? Its DKIM signature (RFC 6376), checked with keys at hand. The network is not asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import Struct

from simoff.case.events.papers import Genuine

LARGEST_MAIL: Final = 32 * 1024 * 1024
"""Bytes of a mail whose signature is checked; of a larger one it could not be."""
_SIGNATURES: Final = 5
"""So many signatures of a mail are looked at."""

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
    if len(mail) > LARGEST_MAIL:
        return Checked("could_not_check")
    count = len(_headers(mail, b"dkim-signature"))
    if not count or len(_headers(mail, b"from")) != 1:
        return Checked("not_verified")
    missing = False
    for place in range(min(count, _SIGNATURES)):
        at_hand, domain = _holds(mail, place, keys)
        if domain:
            return Checked("verified", domain)
        missing = missing or not at_hand
    return Checked("could_not_check" if missing else "not_verified")


def _holds(mail: bytes, place: int, keys: Keys) -> tuple[bool, str]:
    """Whether the key of a signature is at hand, and the domain if the signature holds."""
    import dkim  # type: ignore[import-untyped] # no types come with it; loaded only for a mail

    asked: list[str] = []
    signature = dkim.DKIM(mail)
    try:
        holds = signature.verify(idx=place, dnsfunc=_lookup(keys, asked))
    except (dkim.DKIMException, ValueError, KeyError, IndexError):
        holds = False
    at_hand = all(name in keys for name in asked)
    if not holds or b"l" in (signature.signature_fields or {}):
        return at_hand, ""
    return at_hand, bytes(signature.domain).decode("ascii", "replace").lower()


def _lookup(keys: Keys, asked: list[str]) -> Callable[..., Any]:
    def look(name: bytes, timeout: int = 0) -> bytes | None:
        plain = name.decode("ascii", "replace").rstrip(".").lower()
        asked.append(plain)
        record = keys.get(plain)
        return None if record is None else record.encode()

    return look


def _headers(mail: bytes, name: bytes) -> list[bytes]:
    """The header lines of a name."""
    head = re.split(rb"\r?\n\r?\n", mail, maxsplit=1)[0]
    return [line for line in re.split(rb"\r?\n", head) if line.lower().startswith(name + b":")]
