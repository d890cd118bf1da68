"""What the time-stamps of a case prove: up to which event it was there, and when."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from cryptography import x509
from msgspec import Struct

from simoff.record.anchor import Anchored, anchored_of, check_token, statement
from simoff.record.chain import moment_text
from simoff.record.faults import RecordError
from simoff.record.interface import Problem, Recorded, Store


class Stamp(Struct, frozen=True):
    """A time-stamp of a case: the event that keeps it, the last event it covers, when, by whom.

    ``trusted``: its signature was checked with a certificate that was given.
    """

    event: int
    up_to: int
    at: str
    authority: str
    trusted: bool


class Proof(Struct, frozen=True):
    """What was found of a case: ``verdict`` as in DESIGN, law 7, with every place that is broken."""

    verdict: str
    problems: tuple[Problem, ...]
    stamps: tuple[Stamp, ...] = ()


def check_stamp(
    case_id: str,
    entry: Recorded,
    anchored: Anchored,
    hashes: Sequence[str],
    token: bytes,
    roots: Sequence[x509.Certificate],
) -> Stamp | Problem:
    """One time-stamp against the chain. ``hashes``: those of all events, from the first."""
    place = f"event {entry.seq}"
    before = list(hashes[: entry.seq - 1])
    if hashlib.sha256(token).hexdigest() != anchored.token or anchored.head not in before:
        return Problem(place, "stamp-differs")
    seq = before.index(anchored.head) + 1
    said = statement(case_id, seq, bytes.fromhex(anchored.head))
    try:
        moment = check_token(token, said, ()).moment
    except RecordError as fault:
        return Problem(place, f"stamp-{fault.facts['why']}")
    if moment_text(moment) != moment_text(anchored.at):
        return Problem(place, "stamp-differs")
    return Stamp(entry.seq, seq, moment_text(moment), anchored.authority, _is_trusted(token, said, roots))


def prove(store: Store, case_id: str, roots: Sequence[x509.Certificate]) -> Proof:
    """Check a case in the store: chain, events, files, time-stamps. Of a forgotten case only the chain."""
    problems = store.verify(case_id)
    if problems:
        return Proof("broken", problems)
    try:
        entries = store.read(case_id)
    except RecordError as fault:
        if fault.id != "forgotten":
            raise
        return Proof("consistent", ())
    hashes = [entry.hash.hex() for entry in entries]
    found = [*_stamps(store, case_id, entries, hashes, roots)]
    broken = tuple(one for one in found if isinstance(one, Problem))
    stamps = tuple(one for one in found if isinstance(one, Stamp))
    return Proof("broken" if broken else verdict_of(stamps), broken, stamps)


def verdict_of(stamps: Iterable[Stamp]) -> str:
    """``anchored`` with at least one trusted stamp, else ``consistent``."""
    return "anchored" if any(stamp.trusted for stamp in stamps) else "consistent"


def _stamps(
    store: Store,
    case_id: str,
    entries: Sequence[Recorded],
    hashes: Sequence[str],
    roots: Sequence[x509.Certificate],
) -> Iterable[Stamp | Problem]:
    for entry in entries:
        anchored = anchored_of(entry.event)
        if anchored is None:
            continue
        try:
            token = b"".join(store.open(case_id, anchored.token))
        except (RecordError, ValueError):
            yield Problem(f"event {entry.seq}", "token-missing")
            continue
        yield check_stamp(case_id, entry, anchored, hashes, token, roots)


def _is_trusted(token: bytes, said: bytes, roots: Sequence[x509.Certificate]) -> bool:
    if not roots:
        return False
    try:
        check_token(token, said, roots)
    except RecordError:
        return False
    return True
