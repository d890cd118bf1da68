"""Checks a dossier: every byte of the zip, the bag, the events, the chain, the time-stamps. Needs no key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import msgspec
from cryptography import x509
from msgspec import Struct

from simoff.case.encoded import Encoded
from simoff.record import chain
from simoff.record.anchor import anchored_of, statement
from simoff.record.chain import SALT_SIGNS
from simoff.record.dossier.contents import (
    EVENTS,
    FOLDER,
    FORMAT,
    LINES,
    LINKS,
    TIMELINE,
    AnchorLine,
    Line,
    Timeline,
    anchor_paths,
    event_path,
    json_line,
    line_of,
    link_path,
)
from simoff.record.interface import Problem, Recorded
from simoff.record.stamps import Stamp, check_stamp, verdict_of
from simoff.record.zipping import Entry, ZipFault, read_zip

LARGEST_PART = 64 * 1024 * 1024
"""Bytes a part may have that is read whole (everything but files and pages)."""
_MANIFEST_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")


class Verified(Struct, frozen=True):
    """``anchored``: whole, and stamped by an authority whose certificate was given; ``consistent``: whole.

    ``stamps`` that are not trusted fit the chain, but nobody checked who signed them. ``masked``: events shown
    by their commitment alone.
    """

    verdict: str
    problems: tuple[Problem, ...]
    case: str = ""
    events: int = 0
    masked: int = 0
    files: int = 0
    stamps: tuple[Stamp, ...] = ()


class _Broken(Exception):
    def __init__(self, place: str, what: str) -> None:
        self.problem = Problem(place, what)
        super().__init__(what)


def verify(file: BinaryIO, roots: Sequence[x509.Certificate] = ()) -> Verified:
    """Check a dossier from its first byte to its last. ``roots``: certificates of authorities one trusts."""
    digests: dict[str, str] = {}
    parts: dict[str, bytes] = {}

    def take(entry: Entry, content: Iterator[memoryview]) -> None:
        keep = not entry.name.startswith(f"{FOLDER}/data/files/") and not entry.name.endswith(".pdf")
        if entry.name in digests or (keep and entry.size > LARGEST_PART):
            raise ZipFault(entry.name)
        taken, pieces = hashlib.sha256(), []
        for piece in content:
            taken.update(piece)
            if keep:
                pieces.append(bytes(piece))
        digests[entry.name] = taken.hexdigest()
        parts[entry.name] = b"".join(pieces)

    try:
        read_zip(file, take)
        bag = _bag(digests, parts)
        return _checked(bag, parts, roots)
    except ZipFault as fault:
        return Verified("broken", (Problem(fault.place, "zip"),))
    except _Broken as fault:
        return Verified("broken", (fault.problem,))


def _bag(digests: dict[str, str], parts: dict[str, bytes]) -> dict[str, str]:
    """Path below ``data/`` -> digest, when both manifests list exactly what is there."""
    tags = _manifest(parts, "tagmanifest-sha256.txt")
    _same(tags, {n: d for n, d in _inside(digests).items() if not n.startswith("data/") and n[:3] != "tag"})
    listed = _manifest(parts, "manifest-sha256.txt")
    _same(listed, {n: d for n, d in _inside(digests).items() if n.startswith("data/")})
    return {name.removeprefix("data/"): digest for name, digest in listed.items()}


def _inside(digests: dict[str, str]) -> dict[str, str]:
    for name in digests:
        if not name.startswith(f"{FOLDER}/") or ".." in name.split("/"):
            raise _Broken(name, "unexpected-file")
    return {name.removeprefix(f"{FOLDER}/"): digest for name, digest in digests.items()}


def _manifest(parts: dict[str, bytes], name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in enumerate(_lines(parts, name), start=1):
        match = _MANIFEST_LINE.fullmatch(line)
        if match is None or match[2] in found:
            raise _Broken(f"{name}, line {number}", "manifest")
        found[match[2]] = match[1]
    return found


def _lines(parts: dict[str, bytes], name: str) -> list[str]:
    content = parts.get(f"{FOLDER}/{name}")
    if content is None:
        raise _Broken(name, "file-missing")
    if content and not content.endswith(b"\n"):
        raise _Broken(name, "manifest")
    return content.decode("utf-8", "replace").split("\n")[:-1]


def _same(listed: dict[str, str], there: dict[str, str]) -> None:
    for name in sorted(listed.keys() | there.keys()):
        if name not in there:
            raise _Broken(name, "file-missing")
        if name not in listed:
            raise _Broken(name, "unexpected-file")
        if listed[name] != there[name]:
            raise _Broken(name, "file-differs")


def _checked(bag: dict[str, str], parts: dict[str, bytes], roots: Sequence[x509.Certificate]) -> Verified:
    timeline = _timeline(parts)
    entries = _entries(timeline, parts)
    _check_listing(bag, parts, timeline, entries)
    _check_files(bag, timeline, entries)
    stamps = _check_anchors(parts, timeline, entries, roots)
    return Verified(
        verdict=verdict_of(stamps),
        problems=(),
        case=timeline.case,
        events=len(timeline.events),
        masked=sum(line.masked for line in timeline.events),
        files=sum(file.path is not None for file in timeline.files),
        stamps=stamps,
    )


def _timeline(parts: dict[str, bytes]) -> Timeline:
    try:
        timeline = msgspec.json.decode(_part(parts, TIMELINE), type=Timeline)
    except msgspec.DecodeError:
        raise _Broken(TIMELINE, "unreadable") from None
    if timeline.format != FORMAT:
        raise _Broken(TIMELINE, "unknown-format")
    return timeline


def _entries(timeline: Timeline, parts: dict[str, bytes]) -> list[Recorded | None]:
    """The events, each checked against its commitment and the chain; None for a masked one."""
    before = chain.START
    entries: list[Recorded | None] = []
    for seq, line in enumerate(timeline.events, start=1):
        place = f"event {seq}"
        if line.seq != seq or (line.masked and not timeline.redacted):
            raise _Broken(place, "timeline-differs")
        text = _part(parts, link_path(seq))
        committed = _committed(text, timeline.case, seq, before)
        if hashlib.sha256(text).hexdigest() != line.hash:
            raise _Broken(place, "hash-differs")
        before = bytes.fromhex(line.hash)
        entries.append(None if line.masked else _entry(parts, line, committed, before))
    if not entries:
        raise _Broken(TIMELINE, "no-events")
    return entries


def _committed(text: bytes, case_id: str, seq: int, before: bytes) -> bytes:
    """The commitment a link names, when everything else in it is as it has to be."""
    last = text.removesuffix(b"\n").rpartition(b"commitment ")[2].decode("ascii", "replace")
    try:
        committed = bytes.fromhex(last)
    except ValueError:
        committed = b""
    if len(committed) != 32 or chain.link_text(case_id, seq, before, committed) != text:
        raise _Broken(f"event {seq}", "link-differs")
    return committed


def _entry(parts: dict[str, bytes], line: Line, committed: bytes, digest: bytes) -> Recorded:
    preimage = _part(parts, event_path(line.seq))
    place = f"event {line.seq}"
    if hashlib.sha256(preimage).digest() != committed:
        raise _Broken(place, "content-differs")
    try:
        content = msgspec.json.decode(preimage[SALT_SIGNS:], type=chain.Content)
        entry = Recorded(
            seq=line.seq,
            at=chain.moment_of(content.at),
            actor=content.actor,
            event=Encoded(content.type, content.version, content.body),
            salt=preimage[:SALT_SIGNS].decode("ascii"),
            commitment=committed,
            hash=digest,
            clock=None if content.clock is None else chain.moment_of(content.clock),
        )
    except (msgspec.DecodeError, ValueError):
        raise _Broken(place, "unreadable") from None
    if line_of(entry, entry.event.body, masked=False) != line:
        raise _Broken(place, "timeline-differs")
    return entry


def _check_listing(
    bag: dict[str, str], parts: dict[str, bytes], timeline: Timeline, entries: Sequence[Recorded | None]
) -> None:
    """The lists beside the events say the same as the events, and no event lies there that is not counted."""
    shown = [entry for entry in entries if entry is not None]
    lists = {
        EVENTS: "".join(f"{entry.commitment.hex()}  {event_path(entry.seq)}\n" for entry in shown).encode(),
        LINKS: "".join(f"{line.hash}  {link_path(line.seq)}\n" for line in timeline.events).encode(),
        LINES: b"".join(json_line(entry, _part(parts, event_path(entry.seq))) for entry in shown),
    }
    for name, content in lists.items():
        if _part(parts, name) != content:
            raise _Broken(name, "list-differs")
    known = {link_path(line.seq) for line in timeline.events} | {event_path(entry.seq) for entry in shown}
    for path in bag:
        if path.startswith(("events/", "links/")) and path not in known:
            raise _Broken(path, "unexpected-file")


def _check_files(bag: dict[str, str], timeline: Timeline, entries: Sequence[Recorded | None]) -> None:
    """Every file is the one its digest says, and an event names that digest."""
    bodies = msgspec.json.encode([entry.event.body for entry in entries if entry is not None]).decode()
    listed = {file.path: file for file in timeline.files if file.path is not None}
    for path, file in listed.items():
        if bag.get(path) != file.sha256:
            raise _Broken(path, "file-differs")
        if f'"{file.sha256}"' not in bodies:
            raise _Broken(path, "no-event-names-it")
    for path in bag:
        if path.startswith("files/") and path not in listed:
            raise _Broken(path, "unexpected-file")


def _check_anchors(
    parts: dict[str, bytes],
    timeline: Timeline,
    entries: Sequence[Recorded | None],
    roots: Sequence[x509.Certificate],
) -> tuple[Stamp, ...]:
    """The time-stamps, each against the chain; what the timeline says of them is what they say."""
    hashes = [line.hash for line in timeline.events]
    stamps: list[Stamp] = []
    expected: list[AnchorLine] = []
    for entry in entries:
        anchored = None if entry is None else anchored_of(entry.event)
        if entry is None or anchored is None:
            continue
        text_path, token_path = anchor_paths(len(expected) + 1)
        found = check_stamp(timeline.case, entry, anchored, hashes, _part(parts, token_path), roots)
        if isinstance(found, Problem):
            raise _Broken(token_path, found.what)
        if _part(parts, text_path) != statement(timeline.case, found.up_to, bytes.fromhex(anchored.head)):
            raise _Broken(text_path, "stamp-differs")
        stamps.append(found)
        expected.append(AnchorLine(found.up_to, found.authority, found.at, text_path, token_path))
    if tuple(expected) != timeline.anchors:
        raise _Broken(TIMELINE, "timeline-differs")
    return tuple(stamps)


def _part(parts: dict[str, bytes], path: str) -> bytes:
    try:
        return parts[f"{FOLDER}/data/{path}"]
    except KeyError:
        raise _Broken(path, "file-missing") from None
