"""Bytes to text, in pieces: the encodings that backups and bills really come in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

CHUNK: Final = 262_144
_DECLARED: Final = re.compile(rb"(?:encoding|charset)\s*=\s*[\"']?\s*([A-Za-z0-9._-]{2,30})", re.IGNORECASE)
_KNOWN: Final = {
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1251",
    "cp866",
    "koi8-r",
    "iso8859-5",
    "gb18030",
}
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CYRILLIC_WORD: Final = re.compile("[а-яё]{3,}")


def encoding_of(head: bytes) -> str:
    """The encoding of a text by its first bytes: mark, zeros, declaration, then what makes Russian words."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    sample = head[:8192]
    if sample[:2] and sample.count(0) > len(sample) // 4:
        return "utf-16-be" if sample[0] == 0 else "utf-16-le"
    declared = _declared(sample[:2048])
    if declared is not None:
        return declared
    return "utf-8" if is_utf8(head) else _single_byte(sample)


def _declared(sample: bytes) -> str | None:
    found = _DECLARED.search(sample)
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    return name if name in _KNOWN and not name.startswith("utf-16") else None


def is_utf8(head: bytes) -> bool:
    """Whether bytes are UTF-8, a sign cut off at the end left aside."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _single_byte(sample: bytes) -> str:
    """Whichever of the Russian code pages gives the most small letters in words."""

    def score(name: str) -> int:
        return sum(map(len, _CYRILLIC_WORD.findall(sample.decode(name, "replace"))))

    return max(("cp1251", "cp866", "koi8-r"), key=score)


def decoded(stream: BinaryIO, encoding: str | None = None, chunk: int = CHUNK) -> Iterator[str]:
    """The text of a stream in pieces of about ``chunk`` bytes; what cannot be decoded becomes U+FFFD."""
    first = stream.read(chunk)
    name = encoding or encoding_of(first[:65_536])
    decoder = codecs.getincrementaldecoder(name)("replace")
    while first:
        if text := decoder.decode(first):
            yield text
        first = stream.read(chunk)
    if text := decoder.decode(b"", final=True):
        yield text
