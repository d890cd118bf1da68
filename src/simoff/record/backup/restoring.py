"""Restores a backup into an empty place: all of it, or nothing."""

from __future__ import annotations

import tarfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO, cast

import msgspec

from simoff.record.backup.ageing import Clear, Opener, decrypting
from simoff.record.backup.lines import (
    END,
    FORMAT,
    KEY,
    MANIFEST,
    CaseLine,
    End,
    EventLine,
    FileLine,
    Line,
    Manifest,
)
from simoff.record.crypt import KEY_BYTES, Master
from simoff.record.faults import RecordError
from simoff.record.folder import PIECE
from simoff.record.interface import Engine, Vault, WholeCase
from simoff.record.keys import SETTING, Source, lock_of
from simoff.record.store import CASE_ID, Record

LARGEST_LINES = 512 * 1024 * 1024
"""Bytes the lines of one case may have."""


def restore_backup(source: BinaryIO, opener: Opener, engine: Engine, vault: Vault, keys: Source) -> Record:
    """The record of a backup, in an engine and a vault that hold no case yet.

    The backup is read to its end first, so that nothing is touched for one that is damaged. The key is kept in
    ``keys``. RecordError ``not-empty``, ``key-there`` (another key is kept there), ``backup-locked``,
    ``backup-damaged``, ``backup-future``; then no case was restored.
    """
    if engine.case_ids():
        raise RecordError("not-empty")
    start = source.tell()
    with _opened(source, opener, None) as reader:
        for _ in reader.cases():
            pass
    source.seek(start)
    with _opened(source, opener, vault) as reader:
        _keep_key(engine, keys, reader.key)
        try:
            engine.insert_cases(reader.cases())
        except BaseException:
            for case_id in reader.seen:
                vault.forget(case_id)
            raise
    return Record(engine, vault, reader.key)


@contextmanager
def _opened(source: BinaryIO, opener: Opener, vault: Vault | None) -> Iterator[_Reader]:
    """The reader of a backup; without a vault its files are read and let go."""
    try:
        with decrypting(source, opener) as clear, tarfile.open(fileobj=cast("IO[bytes]", clear), mode="r|") as tar:
            yield _Reader(tar, clear, vault)
    except (tarfile.TarError, msgspec.DecodeError, EOFError, UnicodeDecodeError, ValueError):
        raise RecordError("backup-damaged", place="tar") from None


def _keep_key(engine: Engine, keys: Source, master: Master) -> None:
    """Keep the key, unless the place for it holds another one: then nothing is noted."""
    lock = lock_of(engine)
    if lock is None:
        lock = keys.make(master.key)
        if lock.proof == master.proof():
            engine.add_setting(SETTING, msgspec.json.encode(lock))
    if lock.proof != master.proof():
        raise RecordError("key-there")


class _Reader:
    """Takes the parts of the archive in their order."""

    def __init__(self, tar: tarfile.TarFile, clear: Clear, vault: Vault | None) -> None:
        self._tar, self._clear, self._vault = tar, clear, vault
        self.seen: list[str] = []
        self._counted = End(0, 0, 0)
        self.key = self._master()

    def _master(self) -> Master:
        """The manifest is looked at, and the key taken."""
        name, content = self._small()
        if name != MANIFEST:
            raise RecordError("backup-damaged", place=MANIFEST)
        manifest = msgspec.json.decode(content, type=Manifest)
        if manifest.format != FORMAT:
            raise RecordError("backup-future", found=manifest.format[:40], known=FORMAT)
        name, content = self._small()
        try:
            key = bytes.fromhex(content.decode("ascii"))
        except ValueError:
            key = b""
        if name != KEY or len(key) != KEY_BYTES:
            raise RecordError("backup-damaged", place=KEY)
        return Master(key)

    def cases(self) -> Iterator[WholeCase]:
        """Each case when its files are in the vault; at the end the counts have to fit."""
        whole: WholeCase | None = None
        while (member := self._tar.next()) is not None:
            if member.name == END:
                if whole is not None:
                    yield whole
                self._check_end(self._content(member))
                self._clear.finish()
                return
            kind, _, rest = member.name.partition("/")
            if kind == "cases":
                if whole is not None:
                    yield whole
                whole = self._case(rest, self._content(member))
            elif kind == "files" and whole is not None:
                self._file(member, rest, whole)
            else:
                raise RecordError("backup-damaged", place="tar")
        raise RecordError("backup-damaged", place=END)

    def _case(self, name: str, content: bytes) -> WholeCase:
        case, *others = (msgspec.json.decode(line, type=Line) for line in content.splitlines())
        if not isinstance(case, CaseLine) or name != f"{case.case_id}.jsonl" or not CASE_ID.fullmatch(case.case_id):
            raise RecordError("backup-damaged", place="cases")
        events = [line.row() for line in others if isinstance(line, EventLine)]
        files = [line.row() for line in others if isinstance(line, FileLine)]
        self.seen.append(case.case_id)
        self._count(cases=1, events=len(events))
        return WholeCase(case.row(), events, files)

    def _file(self, member: tarfile.TarInfo, rest: str, whole: WholeCase) -> None:
        case_id, _, name = rest.partition("/")
        if case_id != whole.case.case_id or name not in {file.name for file in whole.files}:
            raise RecordError("backup-damaged", place="files")
        content = self._tar.extractfile(member)
        if content is None:
            raise RecordError("backup-damaged", place="files")
        pieces = iter(lambda: content.read(PIECE), b"")
        if self._vault is None:
            deque(pieces, maxlen=0)
        else:
            self._vault.keep(case_id, self._vault.write(case_id, pieces), name)
        self._count(files=1)

    def _count(self, cases: int = 0, events: int = 0, files: int = 0) -> None:
        before = self._counted
        self._counted = End(before.cases + cases, before.events + events, before.files + files)

    def _check_end(self, content: bytes) -> None:
        if msgspec.json.decode(content, type=End) != self._counted:
            raise RecordError("backup-damaged", place=END)

    def _small(self) -> tuple[str, bytes]:
        member = self._tar.next()
        if member is None:
            raise RecordError("backup-damaged", place="tar")
        return member.name, self._content(member)

    def _content(self, member: tarfile.TarInfo) -> bytes:
        content = self._tar.extractfile(member) if member.isfile() and member.size <= LARGEST_LINES else None
        if content is None:
            raise RecordError("backup-damaged", place="tar")
        return content.read()
