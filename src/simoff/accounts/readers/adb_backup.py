"""``adb backup`` files of Android: a text header, then a tar, packed with zlib and perhaps encrypted.

The messages lie in ``apps/com.android.providers.telephony/d_f/`` as packed arrays of JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Final

from simoff.accounts.model import Item
from simoff.accounts.readers import sms_json
from simoff.accounts.readers.adb_crypto import decrypted
from simoff.accounts.readers.feed import Feed, inflated, pieces_of
from simoff.accounts.readers.interface import Options, Source, Stop

FORMAT: Final = "adb-backup"
_MAGIC: Final = b"ANDROID BACKUP\n"
_MESSAGES: Final = re.compile(rb"apps/com\.android\.providers\.telephony/d_f/\d{1,10}_(?:sms|mms)_backup")
_BLOCK: Final = 512
_VERSIONS: Final = range(1, 6)


def sniff(source: Source) -> bool:
    """Whether the file begins as Android begins its backups."""
    return source.head.startswith(_MAGIC)


def read(source: Source, options: Options) -> Iterator[Item]:
    """The messages of every message file inside."""
    with closing(source.open()) as stream:
        count = 0
        for member in _members(_tar(Feed(pieces_of(stream)), options), options):
            count += 1
            yield from sms_json.rows(_texts(member), source.name, options)
            for _ in member:
                pass
        if not count:
            raise Stop("adb-nothing")


def _tar(feed: Feed, options: Options) -> Feed:
    feed.line(32)
    version, packed, cipher = feed.line(8), feed.line(8), feed.line(32)
    if not version.isdigit() or int(version) not in _VERSIONS:
        raise Stop("adb-version", version=version[:8].decode("ascii", "replace"))
    if cipher not in (b"none", b"AES-256"):
        raise Stop("unreadable")
    clear = decrypted(feed, options.password) if cipher == b"AES-256" else iter(lambda: feed.some(65_536), b"")
    return Feed(inflated(clear, options.limits) if packed == b"1" else clear)


def _members(tar: Feed, options: Options) -> Iterator[Iterator[bytes]]:
    """The unpacked bytes of each message file. A member must be read to its end before the next."""
    for _ in range(options.limits.members):
        head = tar.exactly(_BLOCK)
        if len(head) < _BLOCK or not head.strip(b"\0"):
            return
        size = _size(head[124:136])
        padding = -size % _BLOCK
        content = tar.pieces(size)
        if head[156:157] in (b"0", b"\0") and _MESSAGES.fullmatch(_name(head)):
            yield inflated(content, options.limits)
        for _ in content:
            pass
        tar.exactly(padding)


def _name(head: bytes) -> bytes:
    name, prefix = head[:100].rstrip(b"\0"), b""
    if head[257:262] == b"ustar":
        prefix = head[345:500].rstrip(b"\0")
    return prefix + b"/" + name if prefix else name


def _size(field: bytes) -> int:
    """A size as tar writes it: octal digits, or base 256 where the first bit is set."""
    try:
        size = int.from_bytes(field[1:], "big") if field[0] & 0x80 else int(field.strip(b" \0") or b"0", 8)
    except ValueError:
        raise Stop("unreadable") from None
    if size < 0:
        raise Stop("unreadable")
    return size


def _texts(pieces: Iterator[bytes]) -> Iterator[str]:
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    for piece in pieces:
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)
