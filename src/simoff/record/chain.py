"""The chain: what each event commits to. The exact bytes stand in docs/record.md, so that others can check them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
import rfc8785

from simoff.case.encoded import Encoded
from simoff.record.faults import RecordError
from simoff.record.interface import EventRow, Problem

START = bytes(32)
"""What the first event of a case has in the place of the hash before it."""
SALT_SIGNS = 32
"""A salt is 16 random bytes, written as this many lower-case hexadecimal signs."""


class Content(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an event commits to, as JSON object; ``at`` and ``clock`` as :func:`moment_text` writes them."""

    type: str
    version: int
    body: dict[str, Any]
    at: str
    actor: str
    clock: str | None = None


def canonical(event: Encoded, at: str, actor: str, clock: str | None) -> bytes:
    """The event as RFC 8785 JSON. ``not-json`` for what JSON does not know, and for fractions: they round."""
    content: dict[str, Any] = {
        "type": event.type,
        "version": event.version,
        "body": event.body,
        "at": at,
        "actor": actor,
    }
    if clock is not None:
        content["clock"] = clock
    try:
        _refuse_fractions(event.body)
        return rfc8785.dumps(content)
    except (ValueError, TypeError, RecursionError):
        raise RecordError("not-json", type=event.type) from None


def _refuse_fractions(value: object) -> None:
    if isinstance(value, float):
        raise TypeError
    if isinstance(value, dict):
        for part in value.values():
            _refuse_fractions(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_fractions(part)


def commitment(salt: str, text: bytes) -> bytes:
    """SHA-256 over the 32 signs of the salt and the canonical JSON."""
    return hashlib.sha256(salt.encode("ascii") + text).digest()


def link_text(case_id: str, seq: int, before: bytes, committed: bytes) -> bytes:
    """The five lines whose SHA-256 is the hash of an event."""
    return (
        f"simoff-chain-1\ncase {case_id}\nseq {seq}\nprev {before.hex()}\ncommitment {committed.hex()}\n"
    ).encode()


def link(case_id: str, seq: int, before: bytes, committed: bytes) -> bytes:
    """The hash of an event: SHA-256 of its link text."""
    return hashlib.sha256(link_text(case_id, seq, before, committed)).digest()


def check_links(case_id: str, rows: Iterable[EventRow], head_seq: int, head_hash: bytes) -> list[Problem]:
    """Problems of numbering and hashes; contents are not looked at."""
    problems: list[Problem] = []
    seq, before = 0, START
    for row in rows:
        seq += 1
        if row.seq != seq:
            problems.append(Problem(f"event {seq}", "event-missing"))
            seq = row.seq
        elif link(case_id, seq, before, row.commitment) != row.hash:
            problems.append(Problem(f"event {seq}", "hash-differs"))
        before = row.hash
    if seq < head_seq:
        problems.append(Problem(f"event {seq + 1}", "event-missing"))
    elif (seq, before) != (head_seq, head_hash):
        problems.append(Problem(f"event {seq}", "head-differs"))
    return problems


def moment_text(moment: datetime) -> str:
    """A moment in UTC, to the second, as ``2026-11-24T10:00:00Z``; ValueError for one without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_of(text: str) -> datetime:
    """The moment of :func:`moment_text`; ValueError."""
    return datetime.fromisoformat(text)
