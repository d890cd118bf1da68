"""Makes a dossier: the events with their salts, files, time-stamps, certificates, a timeline, how to check it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct

from simoff.record import chain
from simoff.record.anchor import anchored_of, check_token, statement
from simoff.record.chain import moment_text
from simoff.record.dossier.contents import (
    BAGIT,
    EVENTS,
    FOLDER,
    FORMAT,
    LINES,
    LINKS,
    TIMELINE,
    AnchorLine,
    KeptFile,
    Line,
    Timeline,
    anchor_paths,
    bag_info,
    event_path,
    file_path,
    json_line,
    line_of,
    link_path,
)
from simoff.record.faults import RecordError
from simoff.record.interface import FileRef, Recorded, Store
from simoff.record.zipping import ZipWriter

LANGUAGES = ("zh", "ru", "en")
_UNMASKED = frozenset({"record.anchored"})
"""Events whose body holds nothing of a person; what is in them has to be read to be checked."""

Mask = Callable[[str], str]


class Asked(Struct, frozen=True):
    """What the dossier is made of beside the case.

    ``pages``: the timeline as PDF by name (``timeline.ru.pdf``), made from what :func:`lines_for` gives;
    ``certificates``: those of the authority, as PEM; ``mask``: given, the dossier is redacted.
    """

    made_at: datetime
    pages: Mapping[str, bytes]
    certificates: bytes = b""
    mask: Mask | None = None


class Made(Struct, frozen=True):
    """What lies in the dossier: numbers of events, of those masked, of files, of files left out, of stamps."""

    events: int
    masked: int
    files: int
    left_out: int
    anchors: int


def lines_for(record: Store, case_id: str, mask: Mask | None) -> tuple[Line, ...]:
    """The events as they will stand in the dossier, masked where something in them has to be."""
    return tuple(_line(entry, mask) for entry in record.read(case_id))


def make(record: Store, case_id: str, asked: Asked, out: BinaryIO) -> Made:
    """Write the dossier of a case to ``out``, an empty file that can be sought in.

    ``damaged`` when the case does not verify: what is broken is not handed on as whole; ``dossier-size``.
    """
    problems = record.verify(case_id)
    if problems:
        raise RecordError("damaged", place=f"{problems[0].place}, {problems[0].what}")
    entries = record.read(case_id)
    bag = _Bag(out)
    try:
        lines = tuple(_line(entry, asked.mask) for entry in entries)
        _add_chain(bag, case_id, entries, lines)
        kept = _add_files(bag, record, case_id, entries, leave_out=asked.mask is not None)
        anchors = _add_anchors(bag, record, case_id, entries)
        if asked.certificates:
            bag.add("certificates/authority.pem", [asked.certificates])
        redacted = asked.mask is not None
        timeline = Timeline(FORMAT, case_id, moment_text(asked.made_at), redacted, lines, kept, anchors)
        bag.add(TIMELINE, [msgspec.json.format(msgspec.json.encode(timeline), indent=1) + b"\n"])
        for name, page in asked.pages.items():
            bag.add(name, [page])
        for lang in LANGUAGES:
            bag.add(f"HOWTO.{lang}.txt", [how_to_check(lang)])
        bag.finish(case_id, asked.made_at)
    except ValueError:
        raise RecordError("dossier-size") from None
    left_out = sum(file.path is None for file in kept)
    masked = sum(line.masked for line in lines)
    return Made(len(lines), masked, len(kept) - left_out, left_out, len(anchors))


def how_to_check(lang: str) -> bytes:
    """The page that says how to check a dossier without simoff."""
    return files("simoff.record.dossier").joinpath("howto", f"{lang}.txt").read_bytes()


def masked_body(body: dict[str, Any], mask: Mask) -> dict[str, Any]:
    """The same values with every text masked; keys, numbers and digests stay."""
    return {key: _masked(value, mask) for key, value in body.items()}


class _Bag:
    """A BagIt bag (RFC 8493) being written into a zip."""

    def __init__(self, out: BinaryIO) -> None:
        self._zip = ZipWriter(out)
        self._manifest: list[str] = []
        self._size = 0

    def add(self, path: str, content: Iterable[bytes]) -> None:
        """A file below ``data/``."""
        digest = self._write(f"data/{path}", content)
        self._manifest.append(f"{digest}  data/{path}\n")

    def finish(self, case_id: str, made_at: datetime) -> None:
        """The tag files and the end of the zip."""
        tags = {
            "bagit.txt": BAGIT,
            "bag-info.txt": bag_info(case_id, made_at, self._size, len(self._manifest)),
            "manifest-sha256.txt": "".join(self._manifest).encode(),
        }
        listed = "".join(f"{self._write(name, [content])}  {name}\n" for name, content in tags.items())
        self._write("tagmanifest-sha256.txt", [listed.encode()])
        self._zip.finish()

    def _write(self, path: str, content: Iterable[bytes]) -> str:
        taken = hashlib.sha256()

        def pieces() -> Iterator[bytes]:
            for piece in content:
                taken.update(piece)
                yield piece

        entry = self._zip.add(f"{FOLDER}/{path}", pieces())
        if path.startswith("data/"):
            self._size += entry.size
        return taken.hexdigest()


def _add_chain(bag: _Bag, case_id: str, entries: tuple[Recorded, ...], lines: tuple[Line, ...]) -> None:
    commitments, hashes, as_json = [], [], []
    before = chain.START
    for entry, line in zip(entries, lines, strict=True):
        bag.add(link_path(entry.seq), [chain.link_text(case_id, entry.seq, before, entry.commitment)])
        hashes.append(f"{entry.hash.hex()}  {link_path(entry.seq)}\n")
        before = entry.hash
        if line.masked:
            continue
        preimage = _preimage(entry)
        bag.add(event_path(entry.seq), [preimage])
        commitments.append(f"{entry.commitment.hex()}  {event_path(entry.seq)}\n")
        as_json.append(json_line(entry, preimage))
    bag.add(EVENTS, ["".join(commitments).encode()])
    bag.add(LINKS, ["".join(hashes).encode()])
    bag.add(LINES, as_json)


def _add_files(
    bag: _Bag, record: Store, case_id: str, entries: tuple[Recorded, ...], *, leave_out: bool
) -> tuple[KeptFile, ...]:
    """The files some event names; tokens lie with the time-stamps."""
    named = {
        digest for entry in entries if entry.event.type not in _UNMASKED for digest in _digests(entry.event.body)
    }
    kept = []
    for place, ref in enumerate((ref for ref in record.files(case_id) if ref.sha256 in named), start=1):
        path = None if leave_out else file_path(place, ref.media_type)
        if path is not None:
            bag.add(path, record.open(case_id, ref.sha256))
        kept.append(_kept(path, ref))
    return tuple(kept)


def _kept(path: str | None, ref: FileRef) -> KeptFile:
    return KeptFile(path, ref.sha256, ref.size, ref.media_type)


def _add_anchors(bag: _Bag, record: Store, case_id: str, entries: tuple[Recorded, ...]) -> tuple[AnchorLine, ...]:
    by_hash = {entry.hash.hex(): entry for entry in entries}
    lines, certificates = [], dict[str, None]()
    for place, entry in enumerate((entry for entry in entries if anchored_of(entry.event)), start=1):
        anchored = anchored_of(entry.event)
        head = None if anchored is None else by_hash.get(anchored.head)
        if anchored is None or head is None:
            raise RecordError("damaged", place=f"event {entry.seq}")
        said = statement(case_id, head.seq, head.hash)
        token = b"".join(record.open(case_id, anchored.token))
        text_path, token_path = anchor_paths(place)
        bag.add(text_path, [said])
        bag.add(token_path, [token])
        certificates.update(dict.fromkeys(check_token(token, said, ()).certificates))
        at = moment_text(anchored.at)
        lines.append(AnchorLine(head.seq, anchored.authority, at, text_path, token_path))
    if certificates:
        bag.add("certificates/in-tokens.pem", ["".join(certificates).encode()])
    return tuple(lines)


def _preimage(entry: Recorded) -> bytes:
    clock = None if entry.clock is None else moment_text(entry.clock)
    return entry.salt.encode() + chain.canonical(entry.event, moment_text(entry.at), entry.actor, clock)


def _line(entry: Recorded, mask: Mask | None) -> Line:
    if mask is None or entry.event.type in _UNMASKED:
        return line_of(entry, entry.event.body, masked=False)
    body = masked_body(entry.event.body, mask)
    return line_of(entry, body, masked=body != entry.event.body)


def _masked(value: object, mask: Mask) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return value if _is_digest(value) else mask(value)
    if isinstance(value, list):
        return [_masked(part, mask) for part in value]
    return masked_body(value, mask) if isinstance(value, dict) else value


def _digests(value: object) -> Iterator[str]:
    if isinstance(value, str) and _is_digest(value):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _digests(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _digests(part)


def _is_digest(text: str) -> bool:
    return len(text) == 64 and not text.strip("0123456789abcdef")
