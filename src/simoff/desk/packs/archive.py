"""The archive of a pack: one line with a signature, and behind it a zip of one exact form, signed byte for byte.

``simoff-pack 1 KEY SIGNATURE`` and a line feed; SIGNATURE is Ed25519 (RFC 8032) over every byte after that, in
base64. The zip holds ``manifest.json`` (RFC 8785: format, version, for each file its SHA-256 and size),
``CHANGELOG.md``, the TOML files under ``packs/`` and ``facts.msgpack``, the same facts compiled. Nothing is
looked at before the signature holds, nothing is compressed, and no name is ever a path on this computer.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

import msgspec
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Struct

from simoff.desk.packs.keys import Keys, trusted
from simoff.record.zipping import Entry, ZipFault, ZipWriter, read_zip

FORMAT = "simoff-pack 1"
LARGEST = 8 * 1024 * 1024
"""Bytes an archive may have."""
MOST_FILES = 400
LARGEST_FILE = 4 * 1024 * 1024
MANIFEST, COMPILED, CHANGELOG, PACKS = "manifest.json", "facts.msgpack", "CHANGELOG.md", "packs/"

VERSION = re.compile(r"\d{4}\.(?:0[1-9]|1[0-2])\.(?:0[1-9]|[12]\d|3[01])(?:\.[1-9]\d{0,3})?")
_LINE = re.compile(rb"simoff-pack 1 ([a-z0-9-]{1,40}) ([A-Za-z0-9+/]{86}==)\n")
_LONGEST_LINE = 200
_NAME = re.compile(r"[a-z0-9_][a-z0-9_.-]{0,60}(?:/[a-z0-9_][a-z0-9_.-]{0,60}){0,4}")


class PackFault(Exception):
    """The archive cannot be used. ``id`` names the text a face has for it, ``facts`` fill it."""

    def __init__(self, id: str, *, lines: tuple[str, ...] = (), **facts: object) -> None:
        self.id, self.lines, self.facts = id, lines, facts
        super().__init__(id)


class Listed(Struct, frozen=True, forbid_unknown_fields=True):
    """What the manifest says of a file."""

    sha256: str
    size: int


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """What is in an archive."""

    format: str
    version: str
    files: dict[str, Listed]


class Pack(Struct, frozen=True):
    """An archive that was verified: its version, the key that signed it, and its files by name."""

    version: str
    key: str
    files: dict[str, bytes]

    @property
    def toml(self) -> dict[str, bytes]:
        """The pack files as the loader takes them."""
        return {name.removeprefix(PACKS): data for name, data in self.files.items() if name.startswith(PACKS)}


def order(version: str) -> tuple[int, ...]:
    """What versions are sorted by: ``2026.11.24`` < ``2026.11.24.2`` < ``2026.11.24.10`` < ``2026.12.01``."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def payload(version: str, files: Mapping[str, bytes]) -> bytes:
    """The zip with its manifest; the same files give the same bytes. ValueError for a name that may not be."""
    listed = {name: Listed(_hash(data), len(data)) for name, data in files.items()}
    if bad := [name for name in files if not _may_be(name)]:
        raise ValueError(f"no name for a file of a pack: {bad[0]}")
    manifest = rfc8785.dumps(msgspec.to_builtins(Manifest(FORMAT, version, listed)))
    out = BytesIO()
    writer = ZipWriter(out)
    writer.add(MANIFEST, (manifest,))
    for name in sorted(files):
        writer.add(name, (files[name],))
    writer.finish()
    return out.getvalue()


def sealed(content: bytes, key_name: str, sign: Callable[[bytes], bytes]) -> bytes:
    """The archive: the payload behind its signature. Only those who make packs need it."""
    return b"simoff-pack 1 %s %s\n" % (key_name.encode("ascii"), base64.b64encode(sign(content))) + content


def open_pack(data: bytes, keys: Keys | None = None) -> Pack:
    """The pack of an archive, or PackFault: ``pack-too-large``, ``pack-form``, ``pack-key``,
    ``pack-signature``, and, though signed, ``pack-contents``. ``keys`` None: those of the program.
    """
    name, content = _verified(data, trusted() if keys is None else keys)
    files = _unpacked(content)
    manifest = _manifest(files.pop(MANIFEST, b""))
    for what in _wrong(manifest, files):
        raise PackFault("pack-contents", what=what)
    return Pack(manifest.version, name, files)


def _verified(data: bytes, keys: Keys) -> tuple[str, bytes]:
    if len(data) > LARGEST:
        raise PackFault("pack-too-large", limit=f"{LARGEST // 1024**2} MiB")
    line = _LINE.match(data[:_LONGEST_LINE])
    if line is None:
        raise PackFault("pack-form")
    name, content = line[1].decode("ascii"), data[line.end() :]
    half = keys.get(name)
    if half is None:
        raise PackFault("pack-key", signer=name)
    signature = base64.b64decode(line[2])
    try:
        Ed25519PublicKey.from_public_bytes(half).verify(signature, content)
    except InvalidSignature:
        raise PackFault("pack-signature") from None
    if base64.b64encode(signature) != line[2]:  # other letters for the same bytes are another archive
        raise PackFault("pack-signature")
    return name, content


def _unpacked(content: bytes) -> dict[str, bytes]:
    files: dict[str, bytes] = {}

    def take(entry: Entry, pieces: Iterator[memoryview]) -> None:
        if entry.name in files or not _may_be(entry.name) or entry.size > LARGEST_FILE or len(files) > MOST_FILES:
            raise PackFault("pack-contents", what=f"a file that may not be: {entry.name[:60]!r}")
        files[entry.name] = b"".join(bytes(piece) for piece in pieces)

    try:
        read_zip(BytesIO(content), take)
    except ZipFault as fault:
        raise PackFault("pack-contents", what=f"not a zip of the exact form: {fault.place}") from None
    return files


def _manifest(data: bytes) -> Manifest:
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
        canonical = rfc8785.dumps(msgspec.to_builtins(manifest))
    except (msgspec.DecodeError, rfc8785.CanonicalizationError):
        raise PackFault("pack-contents", what="no manifest of format 1") from None
    if manifest.format != FORMAT or canonical != data:
        raise PackFault("pack-contents", what="a manifest of another form")
    return manifest


def _wrong(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[str]:
    if not VERSION.fullmatch(manifest.version):
        yield f"no version: {manifest.version[:40]!r}"
    if manifest.files.keys() != files.keys():
        yield f"not the files of the manifest: {min(manifest.files.keys() ^ files.keys())[:60]!r}"
    for name, listed in manifest.files.items():
        if (listed.size, listed.sha256) != (len(files[name]), _hash(files[name])):
            yield f"not what the manifest says: {name!r}"
    for name in (CHANGELOG, COMPILED, f"{PACKS}pack.toml"):
        if name not in files:
            yield f"{name!r} is missing"


def _may_be(name: str) -> bool:
    """Plain names without ``..``; only those an archive has."""
    if name in (MANIFEST, COMPILED, CHANGELOG):
        return True
    return name.startswith(PACKS) and name.endswith(".toml") and _NAME.fullmatch(name) is not None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
