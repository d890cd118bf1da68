"""Made files of ``adb backup``: header, tar and packed JSON, with and without a password."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import zlib
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

FOLDER = "apps/com.android.providers.telephony"
START = 1_700_000_000_000


def sms(address: str, body: str, type: int = 1) -> dict[str, Any]:
    """A row of ``000000_sms_backup``."""
    row = {"self_phone": "+79160000001", "address": address, "body": body, "date": str(START), "date_sent": "0"}
    return {**row, "status": "-1", "type": str(type), "recipients": [address], "archived": False, "read": "1"}


def mms(address: str, body: str) -> dict[str, Any]:
    """A row of ``000000_mms_backup``: date in seconds, addresses with their roles."""
    people = [{"type": 137, "address": address, "charset": 106}, {"type": 151, "address": "insert-address-token"}]
    row = {"date": str(START // 1000), "m_type": "132", "v": "18", "msg_box": "1", "tr_id": "x", "ct_t": "y"}
    return {**row, "mms_addresses": people, "mms_body": body, "mms_charset": 106}


def tar(members: dict[str, bytes]) -> bytes:
    """A tar with these members."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, member in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(member)
            archive.addfile(info, io.BytesIO(member))
    return content.getvalue()


def telephony(short: list[dict[str, Any]], multi: list[dict[str, Any]]) -> bytes:
    """The tar of the telephony provider, with a manifest and another app beside it."""
    members = {
        f"{FOLDER}/_manifest": b"1\ncom.android.providers.telephony\n",
        f"{FOLDER}/d_f/000000_sms_backup": zlib.compress(json.dumps(short).encode()),
        "apps/org.example/f/picture.jpg": bytes(5000),
        f"{FOLDER}/d_f/000000_mms_backup": zlib.compress(json.dumps(multi).encode()),
    }
    return tar(members)


def plain(content: bytes, *, version: int = 5, compressed: bool = True) -> bytes:
    """A backup without a password."""
    body = zlib.compress(content) if compressed else content
    return f"ANDROID BACKUP\n{version}\n{int(compressed)}\nnone\n".encode() + body


def _encrypted(key: bytes, iv: bytes, content: bytes) -> bytes:
    padding = 16 - len(content) % 16
    encryptor = Cipher(AES(key), CBC(iv)).encryptor()
    return encryptor.update(content + bytes([padding]) * padding) + encryptor.finalize()


def locked(content: bytes, password: str, rounds: int = 10_000) -> bytes:
    """A backup with a password, as Android makes it."""
    user_salt, check_salt, user_iv, iv, key = (os.urandom(size) for size in (64, 64, 16, 16, 32))
    java = "".join(chr(byte if byte < 128 else 0xFF00 | byte) for byte in key).encode()
    check = hashlib.pbkdf2_hmac("sha1", java, check_salt, rounds, 32)
    blob = bytes([16]) + iv + bytes([32]) + key + bytes([32]) + check
    user_key = hashlib.pbkdf2_hmac("sha1", password.encode(), user_salt, rounds, 32)
    fields = [
        user_salt.hex(),
        check_salt.hex(),
        str(rounds),
        user_iv.hex(),
        _encrypted(user_key, user_iv, blob).hex(),
    ]
    head = "ANDROID BACKUP\n5\n1\nAES-256\n" + "".join(field.upper() + "\n" for field in fields)
    return head.encode() + _encrypted(key, iv, zlib.compress(content))
