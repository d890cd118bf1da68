"""Archives of packs to take in and to break, signed with a key made for the tests."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from simoff.desk.bundle import pack_files
from simoff.desk.packs.archive import payload, sealed

ROOT = Path(__file__).resolve().parents[1]
KEY_NAME = "test-a"
KEY = Ed25519PrivateKey.generate()
STRANGER = Ed25519PrivateKey.generate()
KEYS = {KEY_NAME: KEY.public_key().public_bytes_raw()}
FACT = 'id = "refund-30-days"'


@cache
def tool() -> ModuleType:
    """``tools/make_pack.py``, which those who keep the packs run."""
    spec = importlib.util.spec_from_file_location("make_pack", ROOT / "tools" / "make_pack.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def shipped() -> Mapping[str, bytes]:
    """The pack files of this tree."""
    return pack_files()


def edited(version: str, *edits: tuple[str, str, str]) -> dict[str, bytes]:
    """The pack files with another version and each (path, old text, new text) replaced once."""
    files = dict(shipped())
    for path, old, new in (("pack.toml", "2026.11.24", version), *edits):
        text = files[path].decode()
        assert old in text
        files[path] = text.replace(old, new, 1).encode()
    return files


def shorter_term(version: str) -> dict[str, bytes]:
    """The packs with one fact changed: the refund has to come within 20 days and not 30."""
    text = shipped()["law/money.toml"].decode()
    head, tail = text.split(FACT, 1)
    fact, rest = tail.split("[[fact]]", 1)
    assert "number = 30" in fact
    changed = fact.replace("number = 30", "number = 20").replace("30", "20")
    return {**edited(version), "law/money.toml": f"{head}{FACT}{changed}[[fact]]{rest}".encode()}


def archive(files: Mapping[str, bytes], changelog: str = "") -> bytes:
    """A sound archive of pack files."""
    version = files["pack.toml"].decode().split('"')[1]
    text = changelog or f"# Changes\n\n## {version}\n\nA term changed.\n"
    return bytes(tool().archive_of(dict(files), text.encode(), KEY_NAME, KEY))


def signed(version: str, files: Mapping[str, bytes], sign: Callable[[bytes], bytes] = KEY.sign) -> bytes:
    """An archive of any files whatever."""
    return sealed(payload(version, files), KEY_NAME, sign)
