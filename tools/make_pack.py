"""Make and sign the archive of a pack, or a key to sign with (docs/packs.md). For those who keep the packs.

    python tools/make_pack.py new-key facts-2027-a KEY.pem
    python tools/make_pack.py make facts-2027-a KEY.pem simoff-facts.pack

``new-key`` writes the private half, for its owner alone, and prints the line for
``src/simoff/desk/packs/keys.py``. ``make`` checks the packs of this tree first. A key with a passphrase takes it
from the variable SIMOFF_PACK_PASSPHRASE. The private half never lies in this tree.
"""

from __future__ import annotations

import base64
import os
import sys
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from simoff.desk.bundle import compiled, pack_files
from simoff.desk.clock import today
from simoff.desk.packs.archive import CHANGELOG, COMPILED, LARGEST, PACKS, payload, sealed
from simoff.facts import load_packs
from simoff.facts.checks import run

SOURCE = Path(__file__).resolve().parent.parent / "src" / "simoff" / "facts" / "packs"
PASSPHRASE = "SIMOFF_PACK_PASSPHRASE"  # noqa: S105 - the name of a variable


def main(words: list[str], on: date) -> int:
    """Run one of the two; 2 for wrong use, 1 where the packs may not be shipped."""
    if len(words) == 3 and words[0] == "new-key":
        return new_key(words[1], Path(words[2]))
    if len(words) in (4, 5) and words[0] == "make":
        packs = Path(words[4]) if len(words) == 5 else SOURCE
        return make(words[1], Path(words[2]), Path(words[3]), packs, on)
    sys.stderr.write(__doc__ or "")
    return 2


def new_key(name: str, path: Path) -> int:
    """Write a new private half, over nothing that is there, and print the public one."""
    key = Ed25519PrivateKey.generate()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, _lock()))
    half = base64.b64encode(key.public_key().public_bytes_raw()).decode("ascii")
    sys.stdout.write(f'"{name}": "{half}",\n')
    return 0


def make(name: str, key_path: Path, out: Path, packs: Path, on: date) -> int:
    """Write the signed archive of a folder of packs."""
    files = pack_files(packs)
    facts = load_packs(files)
    bad = [found for found in run(facts, on) if found.severity == "error"]
    changelog = (packs / CHANGELOG).read_bytes()
    if f"## {facts.version}" not in changelog.decode("utf-8"):
        sys.stderr.write(f"{CHANGELOG} says nothing of {facts.version}\n")
        return 1
    for found in bad:
        sys.stderr.write(f"{found.where}: {found.seen} ({found.check})\n")
    if bad:
        return 1
    data = archive_of(files, changelog, name, key_of(key_path))
    if len(data) > LARGEST:
        sys.stderr.write(f"the archive has {len(data)} bytes, {LARGEST} are allowed\n")
        return 1
    out.write_bytes(data)
    sys.stdout.write(f"{out.name}: {facts.version}, {len(facts.facts)} facts, {len(data)} bytes\n")
    return 0


def archive_of(files: dict[str, bytes], changelog: bytes, name: str, key: Ed25519PrivateKey) -> bytes:
    """The archive of pack files; the same files and key give the same bytes."""
    facts = load_packs(files)
    content = {PACKS + path: data for path, data in files.items()}
    content[COMPILED] = compiled(facts)
    content[CHANGELOG] = changelog
    return sealed(payload(facts.version, content), name, key.sign)


def key_of(path: Path) -> Ed25519PrivateKey:
    """The private half out of a PEM file."""
    passphrase = os.environ.get(PASSPHRASE)
    key = load_pem_private_key(path.read_bytes(), passphrase.encode() if passphrase else None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("not an Ed25519 key")
    return key


def _lock() -> KeySerializationEncryption:
    passphrase = os.environ.get(PASSPHRASE)
    return BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], today()))
