"""Time-stamps from outside: whether they are wanted, from whom, and having the heads of cases stamped.

``SIMOFF_ANCHOR`` is ``off`` (default), ``best-effort`` or ``required``; ``SIMOFF_TSA`` is the authority's
address, ``SIMOFF_TSA_CERTS`` a PEM file with its root certificate. Only a hash is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from msgspec import Struct

from simoff.desk import clock
from simoff.desk.errors import WrongInput
from simoff.desk.files import read_bytes
from simoff.record.faults import RecordError
from simoff.record.interface import Head, Stamped
from simoff.record.store import Anchor, Record

if TYPE_CHECKING:
    from cryptography import x509

MODE, AUTHORITY, CERTIFICATES = "SIMOFF_ANCHOR", "SIMOFF_TSA", "SIMOFF_TSA_CERTS"
MODES = ("off", "best-effort", "required")
LARGEST_PEM = 1024 * 1024
ACTOR = "simoff"

Mode = Literal["off", "best-effort", "required"]


class Anchored(Struct, frozen=True):
    """What became of a case: stamped at a moment, left alone because its end was stamped already, or why not."""

    case: str
    seq: int
    state: Literal["anchored", "already", "failed"]
    at: str | None = None
    why: str | None = None


def mode_of(environment: Mapping[str, str]) -> Mode:
    """The mode of anchoring; WrongInput for a word that is none."""
    found = environment.get(MODE) or "off"
    if found not in MODES:
        raise WrongInput("bad-choice", option=MODE, value=found, allowed=", ".join(MODES))
    return cast("Mode", found)


def anchor_of(environment: Mapping[str, str]) -> Anchor | None:
    """What every append has to be stamped with: None when off; with ``required`` nothing is written without."""
    mode = mode_of(environment)
    if mode == "off":
        return None
    stamp = _stamper(environment, authority_of(environment, None), None)

    def anchor(case_id: str, head: Head) -> Stamped | None:
        try:
            return stamp(case_id, head)
        except RecordError as fault:
            if mode == "required" or fault.id != "anchor":
                raise
            return None  # best effort: "record status" counts what is not stamped

    return anchor


def authority_of(environment: Mapping[str, str], stated: str | None) -> str:
    """The authority's address: the one stated, else ``SIMOFF_TSA``; WrongInput when there is none."""
    found = stated or environment.get(AUTHORITY)
    if not found:
        raise WrongInput("record-no-authority")
    return found


def certificates(environment: Mapping[str, str], stated: str | None) -> bytes:
    """The authority's certificates as PEM, out of the file stated, else of ``SIMOFF_TSA_CERTS``; else empty."""
    name = stated or environment.get(CERTIFICATES)
    return b"" if not name else read_bytes(Path(name), LARGEST_PEM)


def roots_of(environment: Mapping[str, str], stated: str | None) -> tuple[x509.Certificate, ...]:
    """Those certificates, read; empty where none is given: then no stamp counts as trusted."""
    pem = certificates(environment, stated)
    if not pem:
        return ()
    from simoff.record.anchor import certificates_of

    return certificates_of(pem)


def anchor_cases(
    record: Record,
    cases: Iterable[str],
    environment: Mapping[str, str],
    *,
    authority: str | None = None,
    certificates_file: str | None = None,
) -> list[Anchored]:
    """Have the end of each case stamped and note it; a case whose last event is a stamp is left alone."""
    stamp = _stamper(environment, authority_of(environment, authority), certificates_file)
    return [_anchor_case(record, case_id, stamp) for case_id in cases]


def open_cases(record: Record) -> list[str]:
    """Every case that is not forgotten."""
    found = (record.engine.case(case_id) for case_id in record.engine.case_ids())
    return [case.case_id for case in found if case is not None and case.forgotten_at is None]


def _anchor_case(record: Record, case_id: str, stamp: Callable[[str, Head], Stamped]) -> Anchored:
    head = record.head(case_id)
    last = record.read(case_id, head.seq - 1)
    if last and last[0].event.type == "record.anchored":
        return Anchored(case_id, head.seq, "already")
    try:
        stamped = stamp(case_id, head)
        record.append_stamped(case_id, head.seq, stamped, clock.now(), ACTOR)
    except RecordError as fault:
        if fault.id not in ("anchor", "changed-meanwhile"):
            raise
        return Anchored(case_id, head.seq, "failed", why=str(fault.facts.get("why", fault.id)))
    return Anchored(case_id, head.seq, "anchored", at=str(stamped.event.body["at"]))


def _stamper(
    environment: Mapping[str, str], authority: str, certificates_file: str | None
) -> Callable[[str, Head], Stamped]:
    from simoff.record.anchor import anchor_head, send_over_http

    roots = roots_of(environment, certificates_file)
    return lambda case_id, head: anchor_head(case_id, head, authority, roots, send_over_http)
