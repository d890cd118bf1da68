"""Makes a backup: every case as the database keeps it, every file, and the key, in one age-encrypted file."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

import msgspec

from simoff.record.backup.ageing import Lock, encrypting
from simoff.record.backup.lines import (
    END,
    FORMAT,
    KEY,
    MANIFEST,
    CaseLine,
    End,
    EventLine,
    FileLine,
    Manifest,
)
from simoff.record.chain import moment_text
from simoff.record.interface import CaseRow
from simoff.record.store import Record
from simoff.record.tables import NEWEST


def make_backup(record: Record, out: BinaryIO, lock: Lock, at: datetime) -> End:
    """Write the whole record to ``out``. Each case is as it was at one moment; others may go on meanwhile.

    RecordError ``backup-recipient``, ``backup-passphrase-size``.
    """
    with encrypting(out, lock) as clear, tarfile.open(fileobj=clear, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        _add(tar, MANIFEST, msgspec.json.encode(Manifest(FORMAT, moment_text(at), NEWEST)))
        _add(tar, KEY, record.master.key.hex().encode())
        cases = events = files = 0
        for case_id in record.engine.case_ids():
            case = record.engine.case(case_id)
            if case is not None:
                more = _add_case(tar, record, case)
                cases, events, files = cases + 1, events + more[0], files + more[1]
        end = End(cases, events, files)
        _add(tar, END, msgspec.json.encode(end))
    return end


def _add_case(tar: tarfile.TarFile, record: Record, case: CaseRow) -> tuple[int, int]:
    """How many events and files went in. What came behind the head meanwhile stays out."""
    events = [row for row in record.engine.events(case.case_id) if row.seq <= case.head_seq]
    notes = [] if case.forgotten_at else record.engine.files(case.case_id)
    sizes = {note.name: record.vault.size(case.case_id, note.name) for note in notes}
    lines: list[CaseLine | FileLine | EventLine] = [
        CaseLine(**{name: getattr(case, name) for name in CaseLine.__struct_fields__})
    ]
    lines += [FileLine(note.name, note.sealed) for note in notes]
    lines += [EventLine(row.seq, row.commitment, row.hash, row.sealed) for row in events]
    _add(tar, f"cases/{case.case_id}.jsonl", msgspec.json.Encoder().encode_lines(lines))
    count = 0
    for note in notes:
        size, pieces = sizes[note.name], record.vault.read(case.case_id, note.name)
        if size is None or pieces is None:
            continue  # lost, or just forgotten; verify tells
        info = tarfile.TarInfo(f"files/{case.case_id}/{note.name}")
        info.size = size
        tar.addfile(info, _Pieces(pieces))
        count += 1
    return len(events), count


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


class _Pieces(io.RawIOBase):
    """Pieces as a file that can be read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes, fewer only at the end."""
        while len(self._rest) < size:
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._rest += piece
        given, self._rest = self._rest[:size], self._rest[size:]
        return given
