"""Is a mail what its sender's server signed? DKIM (RFC 6376), with keys at hand; the network is not asked."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Literal

import dkim  # type: ignore[import-untyped]
from dkim.util import InvalidTagValueList, parse_tag_value  # type: ignore[import-untyped]
from msgspec import Struct

LARGEST_MAIL = 32 * 1024 * 1024
"""Bytes of a mail whose signature is looked at."""
MOST_SIGNATURES = 10
_ALGORITHM = b"rsa-sha256"
"""What is checked here; rsa-sha1 proves nothing any more (RFC 8301)."""
_SILENT = logging.Logger("simoff.dkim")
_SILENT.addHandler(logging.NullHandler())

Genuine = Literal["verified", "not_verified", "could_not_check"]
Lookup = Callable[[str], bytes | None]
"""The TXT record of a name such as ``s1._domainkey.example.org``; None where it is not at hand."""


class MailProof(Struct, frozen=True):
    """What a mail's signatures show. ``domain`` is the one that signed; ``why`` an id of the reason.

    ``verified`` says that the domain's server sent exactly these headers and this text. ``not_verified``: no
    signature, one that does not hold or covers a part only, no sender or several. ``could_not_check``: the
    key is not at hand, the signature has expired, or it is of a kind not checked here.
    """

    status: Genuine
    domain: str = ""
    why: str = ""


def check_mail(message: bytes, lookup: Lookup) -> MailProof:
    """The best that any of the first ten signatures shows."""
    if len(message) > LARGEST_MAIL:
        return MailProof("could_not_check", why="too-large")
    try:
        mail = dkim.DKIM(message, logger=_SILENT)
        signatures = [value for name, value in mail.headers if name.lower() == b"dkim-signature"]
    except Exception:  # a mail may be anything
        return MailProof("not_verified", why="no-mail")
    if sum(name.lower() == b"from" for name, _ in mail.headers) != 1:
        return MailProof("not_verified", why="senders")
    if not signatures:
        return MailProof("not_verified", why="no-signature")
    found = [_check(mail, n, value, lookup) for n, value in enumerate(signatures[:MOST_SIGNATURES])]
    order = ("verified", "could_not_check", "not_verified")
    return min(found, key=lambda proof: order.index(proof.status))


def keys_at_hand(keys: Mapping[str, bytes]) -> Lookup:
    """A lookup in what is there: name -> TXT record."""
    known = {name.lower().rstrip("."): value for name, value in keys.items()}
    return lambda name: known.get(name.lower().rstrip("."))


def _check(mail: dkim.DKIM, number: int, value: bytes, lookup: Lookup) -> MailProof:
    try:
        tags = parse_tag_value(value)
        domain, selector = (tags[tag].decode("ascii").strip() for tag in (b"d", b"s"))
    except (InvalidTagValueList, KeyError, ValueError):
        return MailProof("not_verified", why="bad-signature")
    record = lookup(f"{selector}._domainkey.{domain}")
    if record is None:
        return MailProof("could_not_check", domain, "no-key")
    if tags.get(b"a", b"").strip() != _ALGORITHM:
        return MailProof("could_not_check", domain, "algorithm")
    if b"l" in tags:
        return MailProof("not_verified", domain, "only-a-part-is-signed")
    try:
        holds = mail.verify(idx=number, dnsfunc=lambda *_, **__: record)
    except Exception as fault:
        expired = "past" in str(fault)
        status: Genuine = "could_not_check" if expired else "not_verified"
        return MailProof(status, domain, "expired" if expired else "bad-signature")
    return MailProof("verified", domain) if holds else MailProof("not_verified", domain, "bad-signature")
