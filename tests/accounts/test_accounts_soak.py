"""Long runs of damage over every kind of archive; not part of the usual tests."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from accounts_reading import read_bytes
from made import android_backup, android_json, bills, databases, passwords, zips
from made.android_xml import call as xml_call
from made.android_xml import calls, messages, mms, sms

ROUNDS = 10_000


def database(tmp_path: Path, apple: bool) -> bytes:
    path = tmp_path / "made.db"
    if apple:
        databases.apple(path, [{"sender": "900", "attributedBody": databases.typedstream("Код 1234")}] * 40)
    else:
        databases.android(path, [{"address": "900", "body": "Код 1234"}] * 40).close()
    return path.read_bytes()


ROWS = [android_json.sms("900", "Код 1234"), android_json.mms("A", "y"), android_json.call("900")]
TAR = android_backup.telephony([android_backup.sms("900", "x")], [android_backup.mms("A", "y")])
XML = messages([sms("A", "Код 1234"), mms("B", "y", data="QUJD" * 20), sms("C", 'a "b"')])
KINDS: dict[str, Callable[[Path], bytes]] = {
    "xml": lambda _: XML,
    "calls": lambda _: calls([xml_call("900")]),
    "zip": lambda _: zips.packed({"sms.xml": XML}),
    "aes": lambda _: zips.locked("sms.xml", XML, "x"),
    "array": lambda _: android_json.version_1(ROWS),
    "lines": lambda _: android_json.lines(ROWS),
    "version-2": lambda _: android_json.version_2(ROWS),
    "adb": lambda _: android_backup.plain(TAR),
    "tar": lambda _: android_backup.plain(TAR, compressed=False),
    "adb-locked": lambda _: android_backup.locked(TAR, "x", rounds=10),
    "android": lambda path: database(path, apple=False),
    "apple": lambda path: database(path, apple=True),
    "csv": lambda _: bills.csv(),
    "html": lambda _: bills.html(),
    "mht": lambda _: bills.mht(),
    "1pux": lambda _: passwords.onepassword(),
    "bitwarden": lambda _: passwords.bitwarden(),
    "enpass": lambda _: passwords.enpass(),
    "keepass": lambda _: passwords.keepass(),
    "chrome": lambda _: passwords.table("chrome"),
}


def damaged(draw: random.Random, good: bytes) -> bytes:
    """Some bytes changed, cut out, put in, or written twice."""
    content = bytearray(good)
    for _ in range(draw.randrange(1, 8)):
        place, size = draw.randrange(len(content) + 1), draw.choice((0, 1, 1, 2, 4, 30))
        piece = draw.randbytes(draw.choice((0, 1, 1, 2, 4, 30)))
        if draw.random() < 0.1:
            piece = bytes(content[place : place + draw.randrange(200)])
        content[place : place + size] = piece
    return bytes(content)


@pytest.mark.soak
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_damage_for_long(tmp_path: Path, kind: str) -> None:
    """Ten thousand damaged archives of each kind give messages, logins and faults, and nothing else."""
    good, draw = KINDS[kind](tmp_path), random.Random(kind)
    for _ in range(ROUNDS):
        read_bytes(tmp_path, damaged(draw, good), "x")
