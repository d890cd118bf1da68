"""A small case with everything in it, for tests of dossier and backup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from simoff.case.encoded import Encoded
from simoff.record import FileRef, Head, Index
from simoff.record.crypt import Master, new_key
from simoff.record.interface import Stamped
from simoff.record.memory import MemoryEngine, MemoryVault
from simoff.record.store import Record

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
SCAN = b"%PDF-1.7\n" + bytes(range(256)) * 300
MAIL = b"From: a@operator.example\r\nTo: b@example.org\r\nSubject: x\r\n\r\nended\r\n"


def event(kind: str, **body: Any) -> Encoded:
    return Encoded(kind, 1, {"on": "2026-11-24", **body})


def memory() -> Record:
    """An empty store."""
    return Record(MemoryEngine(), MemoryVault(), Master(new_key()))


def fill(record: Record, case_id: str = "k7", stamp: Callable[[str, Head], Stamped] | None = None) -> Record:
    """Write a case of several events and two files; ``stamp`` given, with a time-stamp in the middle."""
    opened = event("case.opened", number="+79161234567", facts_version="2026.11")
    record.create(case_id, [opened], AT, "me", Index("open", label="МТС"))
    refs = [record.put(case_id, [content]) for content in (SCAN, MAIL)]
    record.append(case_id, 1, [attached(ref) for ref in refs], AT, "me")
    talk = event("contact.logged", channel="call", summary="Паспорт 4509 123456, 去营业厅", reference="17")
    record.append(case_id, 3, [talk], AT, "me")
    if stamp is not None:
        head = record.head(case_id)
        stamped = stamp(case_id, head)
        record.put(case_id, [stamped.token])
        record.append(case_id, head.seq, [stamped.event], AT, "simoff")
    record.append(case_id, record.head(case_id).seq, [event("step.done", step="identify")], AT, "me")
    return record


def attached(ref: FileRef) -> Encoded:
    return event("file.attached", sha256=ref.sha256, size=ref.size, media_type=ref.media_type)
