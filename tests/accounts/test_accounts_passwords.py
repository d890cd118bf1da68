"""Password exports: where an account is and whose, and no secret anywhere."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from accounts_reading import Read, read_bytes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import passwords
from made.passwords import CSV, PHONE, SECRETS, USER

from simoff.accounts.readers.logins import address_of, login, numbers

FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
VAULTS = {
    "bitwarden": passwords.bitwarden,
    "enpass": passwords.enpass,
    "onepassword": passwords.onepassword,
    "keepass": passwords.keepass,
}


def no_secret(read: Read) -> None:
    said = msgspec.json.encode(read.items).decode()
    for secret in SECRETS:
        assert secret not in said
    for piece in ("9182", "7364", "hunter2"):
        assert piece not in said


@pytest.mark.parametrize("kind", sorted(CSV))
def test_every_table_of_passwords(tmp_path: Path, kind: str) -> None:
    """Address and user come out of each program's table; the number of the notes too; no secret does."""
    read = read_bytes(tmp_path, passwords.table(kind))
    assert read.coverage.format == "password-table"
    assert [(entry.address, entry.user_name) for entry in read.logins] == [("https://vk.com", USER)]
    assert read.logins[0].name == ("" if kind == "firefox" else "VK")
    assert PHONE in read.logins[0].note or kind == "firefox"
    assert (read.logins[0].phone == PHONE) == (kind == "nordpass")
    no_secret(read)


@pytest.mark.parametrize("kind", sorted(VAULTS))
def test_every_vault(tmp_path: Path, kind: str) -> None:
    """The same out of JSON, 1PUX and XML; an older version of an entry is not a second one."""
    read = read_bytes(tmp_path, VAULTS[kind]())
    assert read.coverage.format == kind
    first = read.logins[0]
    assert (first.name, first.address, first.user_name, first.note) == ("VK", "https://vk.com", USER, PHONE)
    if kind in ("enpass", "onepassword"):
        assert first.phone == PHONE
    if kind == "bitwarden":
        assert (read.logins[1].name, read.logins[1].phone) == ("Я", PHONE)
    if kind == "keepass":
        assert len(read.logins) == 1
    no_secret(read)


def test_an_encrypted_export(tmp_path: Path) -> None:
    """Bitwarden's encrypted export is refused with what to do."""
    assert read_bytes(tmp_path, passwords.bitwarden(encrypted=True)).fault_ids == ["export-encrypted"]


def test_hostile_vaults(tmp_path: Path) -> None:
    """Deep JSON, entity bombs, external entities and half a file are faults."""
    deep = b'{"encrypted":false,"items":' + b"[" * 100_000
    assert read_bytes(tmp_path, deep).fault_ids[0] in ("unreadable", "too-deep")
    bomb = passwords.keepass().replace(
        b"<KeePassFile>", b'<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><KeePassFile>'
    )
    assert read_bytes(tmp_path, bomb).fault_ids == ["xml-doctype"]
    late = b"<!--" + b"x" * 3000 + b"-->"
    hidden = passwords.keepass().replace(b"<KeePassFile>", late + b"<KeePassFile>")
    assert len(read_bytes(tmp_path, hidden).logins) == 1
    assert not read_bytes(tmp_path, passwords.keepass()[:-40]).coverage.complete
    assert read_bytes(tmp_path, passwords.bitwarden()[:-3]).fault_ids == ["unreadable"]


def test_an_entry_that_does_not_fit_is_left_out_alone(tmp_path: Path) -> None:
    """One entry of another shape is a fault; the others are read."""
    export = json.loads(passwords.bitwarden())
    export["items"].insert(1, {"name": 7, "login": "no"})
    read = read_bytes(tmp_path, json.dumps(export).encode())
    assert len(read.logins) == 3
    assert [(fault.id, fault.place) for fault in read.faults] == [("broken-record", "entry 2")]


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("https://user:secret@vk.com:443/reset?token=secret#secret", "https://vk.com"),
        ("vk.com/login?x=secret", "https://vk.com"),
        ("http://192.168.0.1/", "http://192.168.0.1"),
        ("android://aGFzaA==@com.vkontakte.android/", "android://com.vkontakte.android"),
        ("androidapp://com.vkontakte.android", "androidapp://com.vkontakte.android"),
        ("https://пример.рф/путь", "https://пример.рф"),
        ("//vk.com/x", "https://vk.com"),
        ("otpauth://totp/VK?secret=JBSWY3DPEHPK3PXP", ""),
        ("javascript://x", ""),
        ("hunter2", ""),
        ("https://a@b@vk.com/", "https://vk.com"),
        ("", ""),
        ("https://", ""),
        ("http://sn", "http://sn"),
    ],
)
def test_addresses_are_cut_to_the_host(raw: str, address: str) -> None:
    """User, password, path, query and one-time secrets in an address are not kept."""
    assert address_of(raw) == address


def test_only_numbers_stay_of_notes() -> None:
    """Of free text only what is written like a telephone number is kept."""
    text = f"тел {PHONE}, 89160000002, +86 138 0013 8000; PIN 4821, ИНН 770012345678, карта 4111 1111 1111 1111"
    assert numbers([text]) == f"{PHONE}, 89160000002, +86 138 0013 8000"
    assert login("entry 1") is None


@FUZZ
@given(st.data())
def test_damaged_exports(tmp_path: Path, data: st.DataObject) -> None:
    """Any bytes changed anywhere give logins and faults and nothing else."""
    kinds = {**VAULTS, **{name: (lambda name=name: passwords.table(name)) for name in CSV}}
    good = bytearray(kinds[data.draw(st.sampled_from(sorted(kinds)))]())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(good)))
        good[place : place + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    read_bytes(tmp_path, bytes(good))


@given(st.text(max_size=300), st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_entry(text: str, address: str) -> None:
    """Whatever an entry holds, its address has neither path nor query nor user."""
    entry = login("entry 1", name=text, addresses=[address, text], user_name=text, notes=[text], phones=[text])
    if entry is not None and entry.address:
        assert not set("/?#@ ") & set(entry.address.partition("://")[2])
