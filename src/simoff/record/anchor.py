"""Time-stamps from outside (RFC 3161): what is stamped, how it is asked for, and how a token is checked.

Stamped is the SHA-256 of the four lines of :func:`statement`; nothing else leaves the machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from http.client import HTTPException
from urllib.parse import urlsplit
from urllib.request import Request, build_opener

import rfc3161_client as rfc3161
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from msgspec import Struct, convert
from msgspec import ValidationError as BadBody

from simoff.case.encoded import Encoded
from simoff.record.chain import moment_text
from simoff.record.faults import RecordError
from simoff.record.interface import Head, Stamped

TYPE = "record.anchored"
VERSION = 1
TIMEOUT = 20.0
"""Seconds to wait for the authority."""
LARGEST_ANSWER = 64 * 1024

Send = Callable[[str, bytes], bytes]
"""Sends a request to an address and gives the answer; OSError when that fails."""


class Stamp(Struct, frozen=True):
    """What a token says: the moment in UTC, and the certificates that came in it (PEM)."""

    moment: datetime
    certificates: tuple[str, ...]


class Anchored(Struct, frozen=True):
    """The body of ``record.anchored``: day, hash of the head, SHA-256 of the kept token, authority, moment."""

    on: date
    head: str
    token: str
    authority: str
    at: datetime


def statement(case_id: str, seq: int, digest: bytes) -> bytes:
    """The text that is stamped: it names the end of a chain so that people can read it."""
    return f"simoff-head-1\ncase {case_id}\nseq {seq}\nhash {digest.hex()}\n".encode()


def ask_authority(address: str, said: bytes, roots: Sequence[x509.Certificate], send: Send) -> bytes:
    """A token over ``said`` from the authority at ``address``, checked as far as ``roots`` allow.

    RecordError ``anchor`` with a reason: ``address``, ``connection``, ``refused``, ``not-a-token``,
    ``other-text``, ``other-request``, ``signature``.
    """
    if urlsplit(address).scheme not in ("http", "https"):
        raise RecordError("anchor", why="address")
    request = rfc3161.TimestampRequestBuilder().data(said).hash_algorithm(rfc3161.HashAlgorithm.SHA256).build()
    try:
        answer = send(address, request.as_bytes())
    except (OSError, HTTPException, ValueError):
        raise RecordError("anchor", why="connection") from None
    check_token(answer, said, roots)
    if _response(answer).tst_info.nonce != request.nonce:
        raise RecordError("anchor", why="other-request")
    return answer


def check_token(token: bytes, said: bytes, roots: Sequence[x509.Certificate]) -> Stamp:
    """What a token over ``said`` says. Without roots its signature is not checked: anybody may have made it.

    RecordError ``anchor`` with the reasons of :func:`ask_authority`.
    """
    response = _response(token)
    try:
        stamped = response.tst_info.message_imprint.message
        moment = response.tst_info.gen_time.astimezone(UTC).replace(microsecond=0)
        certificates = [x509.load_der_x509_certificate(der) for der in sorted(response.signed_data.certificates)]
    except Exception:  # a token may be anything, and the parsers below raise whatever they like
        raise RecordError("anchor", why="not-a-token") from None
    if stamped != hashlib.sha256(said).digest():
        raise RecordError("anchor", why="other-text")
    if roots:
        _check_signature(response, said, certificates, roots)
    return Stamp(moment, tuple(certificate.public_bytes(Encoding.PEM).decode() for certificate in certificates))


def _check_signature(
    response: rfc3161.TimeStampResponse,
    said: bytes,
    certificates: Sequence[x509.Certificate],
    roots: Sequence[x509.Certificate],
) -> None:
    intermediates = [certificate for certificate in certificates if certificate not in roots]
    verifier = rfc3161.VerifierBuilder(roots=list(roots), intermediates=intermediates).build()
    try:
        verifier.verify_message(response, said)
    except Exception:  # as above: whatever is wrong with it, the signature does not hold
        raise RecordError("anchor", why="signature") from None


def anchored_of(event: Encoded) -> Anchored | None:
    """The body of such an event; None for every other event, and for one that is damaged."""
    if event.type != TYPE:
        return None
    try:
        return convert(event.body, Anchored)
    except BadBody:
        return None


def anchor_head(case_id: str, head: Head, authority: str, roots: Sequence[x509.Certificate], send: Send) -> Stamped:
    """Have the end of a chain stamped. RecordError ``anchor``."""
    said = statement(case_id, head.seq, head.hash)
    token = ask_authority(authority, said, roots, send)
    moment = check_token(token, said, roots).moment
    body = {
        "on": moment.date().isoformat(),
        "head": head.hash.hex(),
        "token": hashlib.sha256(token).hexdigest(),
        "authority": authority,
        "at": moment_text(moment),
    }
    return Stamped(Encoded(TYPE, VERSION, body), token)


def send_over_http(address: str, request: bytes) -> bytes:
    """Post a request to an authority; OSError or HTTPException when that fails or takes too long."""
    headers = {"Content-Type": "application/timestamp-query", "User-Agent": "simoff"}
    posted = Request(address, data=request, headers=headers)  # noqa: S310 - the scheme was checked
    with build_opener().open(posted, timeout=TIMEOUT) as answer:
        content: bytes = answer.read(LARGEST_ANSWER + 1)
    if len(content) > LARGEST_ANSWER:
        raise ValueError("the answer is too long for a token")
    return content


def certificates_of(pem: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM file; ``anchor`` with the reason ``certificates`` when there is none in it."""
    try:
        return tuple(x509.load_pem_x509_certificates(pem))
    except ValueError:
        raise RecordError("anchor", why="certificates") from None


def _response(token: bytes) -> rfc3161.TimeStampResponse:
    try:
        response = rfc3161.decode_timestamp_response(token)
        granted = rfc3161.PKIStatus(response.status) in (
            rfc3161.PKIStatus.GRANTED,
            rfc3161.PKIStatus.GRANTED_WITH_MODS,
        )
    except ValueError:
        raise RecordError("anchor", why="not-a-token") from None
    if not granted:
        raise RecordError("anchor", why="refused")
    return response
