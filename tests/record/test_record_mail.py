"""Mail signatures: what holds, what does not, and what cannot be said without the key."""

from __future__ import annotations

import base64
from functools import cache

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from simoff.record.mail import MailProof, check_mail, keys_at_hand

MAIL = (
    "From: Operator <answers@operator.example>\r\nTo: a@example.org\r\nSubject: =?utf-8?b?0J7RgtCy0LXRgg==?=\r\n"
    "Date: Tue, 24 Nov 2026 10:00:00 +0300\r\nMessage-ID: <1@operator.example>\r\n\r\n"
    "Договор расторгнут 24.11.2026.\r\n"
).encode()
NAME = "s1._domainkey.operator.example"


@cache
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def signed(mail: bytes = MAIL, length: bool = False) -> bytes:
    pem = key().private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    headers = [b"From", b"To", b"Subject", b"Date", b"Message-ID"]
    line = dkim.sign(mail, b"s1", b"operator.example", pem, include_headers=headers, length=length)
    return line + mail


def keys() -> dict[str, bytes]:
    public = key().public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return {NAME: b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)}


def test_a_signed_mail_is_verified() -> None:
    """With the key at hand the signature holds, and the domain that signed is named."""
    assert check_mail(signed(), keys_at_hand(keys())) == MailProof("verified", "operator.example")


@pytest.mark.parametrize(
    ("old", "new"),
    [("24.11.2026", "25.11.2026"), ("Operator <", "Somebody <"), ("+0300", "+0400"), ("<1@", "<2@")],
)
def test_a_changed_mail_is_not_verified(old: str, new: str) -> None:
    """A change of text or signed header is found."""
    changed = signed().replace(old.encode(), new.encode())
    assert check_mail(changed, keys_at_hand(keys())).status == "not_verified"


def test_without_the_key_nothing_is_said() -> None:
    """No key at hand: could not check, and not "not genuine"."""
    assert check_mail(signed(), keys_at_hand({})) == MailProof("could_not_check", "operator.example", "no-key")


def test_a_mail_without_signature_is_not_verified() -> None:
    """A mail nobody signed is not verified, whatever it says."""
    assert check_mail(MAIL, keys_at_hand(keys())) == MailProof("not_verified", why="no-signature")
    for nonsense in (
        b"",
        b"\x00\xff" * 50,
        b"DKIM-Signature: v=1; d=; s\r\n\r\n",
        b"DKIM-Signature: \xff\r\n\r\nx",
    ):
        assert check_mail(nonsense, keys_at_hand(keys())).status == "not_verified"


def test_text_behind_the_signed_part_does_not_pass() -> None:
    """A signature over the first bytes alone does not vouch for what somebody put behind them."""
    longer = signed(length=True) + "И ещё мы вам ничего не должны.\r\n".encode()
    assert check_mail(longer, keys_at_hand(keys())) == MailProof(
        "not_verified", "operator.example", "only-a-part-is-signed"
    )


def test_one_good_signature_among_bad_ones_counts() -> None:
    """Mail that went through a list carries other signatures; the one that holds is enough."""
    stranger = b"DKIM-Signature: v=1; a=rsa-sha256; d=list.example; s=x; h=from; bh=AAAA; b=AAAA\r\n"
    assert check_mail(stranger + signed(), keys_at_hand(keys())) == MailProof("verified", "operator.example")


def test_another_key_does_not_verify() -> None:
    """A record with another key, or none, refuses."""
    other = rsa.generate_private_key(65537, 2048).public_key()
    der = other.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    for record in (b"v=DKIM1; k=rsa; p=" + base64.b64encode(der), b"v=DKIM1; p=", b"nonsense"):
        assert check_mail(signed(), keys_at_hand({NAME: record})).status == "not_verified"


def test_an_algorithm_nobody_here_knows_says_nothing() -> None:
    """A signature this program cannot compute is not called wrong."""
    unknown = signed().replace(b"a=rsa-sha256", b"a=ed25519-sha256")
    assert check_mail(unknown, keys_at_hand(keys())) == MailProof(
        "could_not_check", "operator.example", "algorithm"
    )


def test_an_algorithm_that_proves_nothing_never_verifies() -> None:
    """rsa-sha1 is not accepted as proof (RFC 8301)."""
    pem = key().private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    line = dkim.sign(
        MAIL, b"s1", b"operator.example", pem, include_headers=[b"From"], signature_algorithm=b"rsa-sha1"
    )
    assert check_mail(line + MAIL, keys_at_hand(keys())).status != "verified"
