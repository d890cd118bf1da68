"""What a file looks like by its first bytes. The name somebody gave it is not asked."""

from __future__ import annotations

import re

LOOKED_AT = 8192
"""Bytes from the beginning that decide."""
UNKNOWN = "application/octet-stream"

_STARTS = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"ID3", "audio/mpeg"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
)
_BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"heim": "image/heic",
    b"heis": "image/heic",
    b"hevc": "image/heic",
    b"mif1": "image/heif",
    b"msf1": "image/heif",
    b"avif": "image/avif",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"3gp4": "video/3gpp",
    b"3gp5": "video/3gpp",
    b"qt  ": "video/quicktime",
}
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_HEADER_LINE = re.compile(rb"([!-9;-~]+):[ \t]?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
_MAIL_HEADERS = {b"from", b"to", b"subject", b"date", b"received", b"return-path", b"message-id", b"dkim-signature"}


def media_type(beginning: bytes) -> str:
    """The media type of a file that begins so (give LOOKED_AT bytes, or the whole file if it is shorter)."""
    for start, kind in _STARTS:
        if beginning.startswith(start):
            return kind
    if beginning[4:8] == b"ftyp":
        return _BRANDS.get(beginning[8:12], "video/mp4")
    if beginning.startswith(b"RIFF"):
        return _RIFF.get(beginning[8:12], UNKNOWN)
    if len(beginning) > 2 and beginning[0] == 0xFF and beginning[1] & 0xE6 == 0xE2:
        return "audio/mpeg"
    if _is_mail(beginning):
        return "message/rfc822"
    return "text/plain" if _is_text(beginning) else UNKNOWN


def _is_mail(beginning: bytes) -> bool:
    """Header lines from the first byte on, and at least two that only mail has."""
    found, place = set(), 0
    while line := _HEADER_LINE.match(beginning, place):
        found.add(line.group(1).lower())
        place = line.end()
    return len(found & _MAIL_HEADERS) >= 2


def _is_text(beginning: bytes) -> bool:
    """UTF-8 without control signs; a sign cut off at the end does not count against it."""
    if not beginning:
        return False
    try:
        text = beginning.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        if fault.start < len(beginning) - 3 or len(beginning) < LOOKED_AT:
            return False
        text = beginning[: fault.start].decode("utf-8-sig")
    return not any(sign < " " and sign not in "\t\n\r\f" for sign in text)
