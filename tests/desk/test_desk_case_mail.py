"""A mail is shown to be genuine only where its signature holds over the whole of it."""

from __future__ import annotations

import base64
from functools import cache

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st

from simoff.desk.case.mail import LARGEST_MAIL, check_mail, read_keys

MAIL = b"From: op@example.org\r\nTo: me@example.net\r\nSubject: end\r\n\r\nThe contract has ended.\r\n"
NAME = "sel._domainkey.example.org"


@cache
def pair() -> tuple[bytes, str]:
    """A private key and the record of its public one."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private, "v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode()


def signed(mail: bytes = MAIL, *, part: bool = False) -> bytes:
    return bytes(dkim.sign(mail, b"sel", b"example.org", pair()[0], length=part)) + mail


def keys() -> dict[str, str]:
    return {NAME: pair()[1]}


def test_a_signed_mail_is_verified_with_its_key() -> None:
    """Signed and unchanged, with the key at hand: verified, and by whom."""
    checked = check_mail(signed(), keys())
    assert (checked.result, checked.domain) == ("verified", "example.org")


@pytest.mark.parametrize(
    "mail",
    [
        MAIL,
        b"",
        b"\xff\xfe\x00",
        b"DKIM-Signature: v=1\r\n\r\n",
        signed() + b"PS: not any more.\r\n",
        signed().replace(b"has ended", b"goes on"),
        signed().replace(b"Subject: end", b"Subject: never"),
        b"From: other@example.com\r\n" + signed(),
        signed(part=True) + b"PS: added by somebody.\r\n",
        signed(part=True),
    ],
)
def test_what_does_not_hold_is_not_verified(mail: bytes) -> None:
    """No signature, a changed word, a second sender, or a signature over a part only: not verified."""
    assert check_mail(mail, keys()).result == "not_verified"


def test_without_the_key_it_could_not_be_checked() -> None:
    """The key is not at hand, or is another's: nothing is said for or against the mail."""
    assert check_mail(signed(), {}).result == "could_not_check"
    assert check_mail(signed(), {"sel._domainkey.example.com": pair()[1]}).result == "could_not_check"
    assert check_mail(signed() + bytes(LARGEST_MAIL), keys()).result == "could_not_check"


def test_keys_are_read_as_dig_prints_them() -> None:
    """Name, time to live, class, type and quoted parts; comments and other lines are passed over."""
    text = f"""
; <<>> DiG <<>> TXT {NAME}
{NAME}. 3600 IN TXT "v=DKIM1; k=rsa; " "p=abc"
other._domainkey.example.org v=DKIM1; p=xyz
example.org. 3600 IN TXT "v=spf1 -all"
"""
    assert read_keys(text) == {NAME: "v=DKIM1; k=rsa; p=abc", "other._domainkey.example.org": "v=DKIM1; p=xyz"}


@given(st.binary(max_size=300), st.text(max_size=60))
def test_no_mail_and_no_key_is_a_crash(tail: bytes, key: str) -> None:
    """Whatever a mail or a key holds, the answer is one of the three."""
    broken = {NAME: key}
    for mail in (b"DKIM-Signature: " + tail, signed()[:-20] + tail):
        assert check_mail(mail, broken).result in ("not_verified", "could_not_check")
