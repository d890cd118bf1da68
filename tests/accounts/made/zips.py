"""Made ZIP archives: plain, locked, and hostile."""

from __future__ import annotations

import hashlib
import hmac
import io
import os
import struct
import zipfile
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def locked(name: str, member: bytes, password: str) -> bytes:
    """An archive with one member locked in AES-256 (AE-2), written by hand from the format's description."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    clear = deflate.compress(member) + deflate.flush()
    salt = os.urandom(16)
    keys = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, 1000, 66)
    encryptor = Cipher(AES(keys[:32]), ECB()).encryptor()
    stream = b"".join(encryptor.update(struct.pack("<QQ", number, 0)) for number in range(1, len(clear) // 16 + 2))
    secret = bytes(a ^ b for a, b in zip(clear, stream, strict=False))
    seal = hmac.new(keys[32:64], secret, "sha1").digest()[:10]
    content = salt + keys[64:] + secret + seal
    extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, 8)
    fields = struct.pack("<HHHHHLLLHH", 51, 1, 99, 0, 33, 0, len(content), len(member), len(name), len(extra))
    local = b"PK\x03\x04" + fields + name.encode() + extra + content
    central = (
        b"PK\x01\x02"
        + struct.pack("<H", 51)
        + fields
        + struct.pack("<HHHLL", 0, 0, 0, 0, 0)
        + name.encode()
        + extra
    )
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end
