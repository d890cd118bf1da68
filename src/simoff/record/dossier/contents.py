"""What lies where in a dossier, and what the machine-readable parts hold. docs/record.md says the same in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from simoff.record.chain import moment_text
from simoff.record.interface import Recorded

FORMAT = "simoff-dossier-1"
FOLDER = "dossier"
"""The one folder in the zip."""
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
EVENTS, LINKS, TIMELINE, LINES = "events.sha256", "links.sha256", "timeline.json", "events.jsonl"

_ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/tiff": "tif",
    "image/heic": "heic",
    "image/heif": "heif",
    "image/webp": "webp",
    "image/avif": "avif",
    "message/rfc822": "eml",
    "application/zip": "zip",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/amr": "amr",
    "audio/flac": "flac",
    "video/mp4": "mp4",
    "text/plain": "txt",
}


class KeptFile(Struct, frozen=True):
    """A file in the dossier: its path below ``data/`` (None: left out), digest, size, media type."""

    path: str | None
    sha256: str
    size: int
    media_type: str


class Line(Struct, frozen=True, omit_defaults=True):
    """One event of ``timeline.json``. ``masked``: its own words are not in the dossier, only its commitment."""

    seq: int
    at: str
    actor: str
    type: str
    version: int
    body: dict[str, Any]
    hash: str
    clock: str | None = None
    masked: bool = False


class AnchorLine(Struct, frozen=True):
    """One time-stamp of ``timeline.json``: up to which event, and where text and token lie below ``data/``."""

    seq: int
    authority: str
    at: str
    statement: str
    token: str


class Timeline(Struct, frozen=True):
    """``timeline.json``: the case as data. Everything but ``made_at`` can be made again from the events."""

    format: str
    case: str
    made_at: str
    redacted: bool
    events: tuple[Line, ...]
    files: tuple[KeptFile, ...]
    anchors: tuple[AnchorLine, ...]


def event_path(seq: int) -> str:
    """Salt and JSON of an event: the bytes whose SHA-256 is its commitment."""
    return f"events/{seq:05}.txt"


def link_path(seq: int) -> str:
    """The five lines whose SHA-256 is the hash of an event."""
    return f"links/{seq:05}.txt"


def file_path(place: int, media_type: str) -> str:
    """A kept file by its place in the case; the ending tells what it looks like."""
    return f"files/{place:04}.{_ENDINGS.get(media_type, 'bin')}"


def anchor_paths(place: int) -> tuple[str, str]:
    """Text and token of a time-stamp."""
    return f"anchors/{place:04}.txt", f"anchors/{place:04}.tsr"


def line_of(entry: Recorded, body: dict[str, Any], *, masked: bool) -> Line:
    """An event for ``timeline.json``, with its own body or a masked one."""
    return Line(
        seq=entry.seq,
        at=moment_text(entry.at),
        actor=entry.actor,
        type=entry.event.type,
        version=entry.event.version,
        body=body,
        hash=entry.hash.hex(),
        clock=None if entry.clock is None else moment_text(entry.clock),
        masked=masked,
    )


def json_line(entry: Recorded, preimage: bytes) -> bytes:
    """One line of ``events.jsonl``, RFC 8785 JSON: the same as the two files of the event, for programs.

    Five keys in their order, and texts alone: for those msgspec writes what RFC 8785 says.
    """
    values = {
        "commitment": entry.commitment.hex(),
        "hash": entry.hash.hex(),
        "json": preimage[len(entry.salt) :].decode(),
        "salt": entry.salt,
        "seq": entry.seq,
    }
    return msgspec.json.encode(values) + b"\n"


def bag_info(case_id: str, made_at: datetime, size: int, count: int) -> bytes:
    """``bag-info.txt`` of RFC 8493."""
    return (
        f"Bagging-Date: {made_at.date().isoformat()}\nExternal-Identifier: simoff case {case_id}\n"
        f"Payload-Oxum: {size}.{count}\n"
    ).encode()
