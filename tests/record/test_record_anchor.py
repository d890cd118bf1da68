"""Time-stamps from an authority on this computer: asked for, kept, checked with openssl too, and refused."""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simoff.case.encoded import Encoded
from simoff.case.events import RecordAnchored, decode
from simoff.record import Head, RecordError
from simoff.record.anchor import (
    anchor_head,
    anchored_of,
    ask_authority,
    certificates_of,
    check_token,
    send_over_http,
    statement,
)
from time_authority import Authority

HEAD = Head(7, hashlib.sha256(b"x").digest(), datetime(2026, 11, 24, tzinfo=UTC))
SAID = statement("k7", HEAD.seq, HEAD.hash)


def why(address: str, said: bytes, roots: bytes | None = None) -> object:
    with pytest.raises(RecordError) as caught:
        ask_authority(address, said, () if roots is None else certificates_of(roots), send_over_http)
    assert caught.value.id == "anchor"
    return caught.value.facts["why"]


def test_a_head_is_stamped(authority: Authority) -> None:
    """The event names head, token, authority and moment as the catalogue of events wants it."""
    roots = certificates_of(authority.root.read_bytes())
    stamped = anchor_head("k7", HEAD, authority.address, roots, send_over_http)
    event = decode(stamped.event)
    assert isinstance(event, RecordAnchored)
    assert (event.head, event.authority) == (HEAD.hash.hex(), authority.address)
    assert event.token == hashlib.sha256(stamped.token).hexdigest()
    assert check_token(stamped.token, SAID, roots).moment == event.at
    found = anchored_of(stamped.event)
    assert found is not None
    assert (found.head, found.token, found.at) == (event.head, event.token, event.at)


def test_openssl_agrees(authority: Authority, tmp_path: Path) -> None:
    """The token can be checked with openssl alone; over another text it fails there, too."""
    token = ask_authority(authority.address, SAID, (), send_over_http)
    (tmp_path / "token.tsr").write_bytes(token)
    for said, code in ((SAID, 0), (SAID.replace(b"7", b"8"), 1)):
        (tmp_path / "said").write_bytes(said)
        checked = subprocess.run(
            ["openssl", "ts", "-verify", "-data", "said", "-in", "token.tsr", "-CAfile", authority.root],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert checked.returncode == code


def test_a_token_over_another_text_is_refused(authority: Authority) -> None:
    """A token proves the text it was made for and no other, with or without certificates at hand."""
    token = ask_authority(authority.address, SAID, (), send_over_http)
    for roots in ((), certificates_of(authority.root.read_bytes())):
        with pytest.raises(RecordError) as caught:
            check_token(token, statement("k7", 8, HEAD.hash), roots)
        assert caught.value.facts["why"] == "other-text"


def test_a_token_of_somebody_else_is_refused(authority: Authority, tmp_path: Path) -> None:
    """A token that another authority signed does not pass for this one's."""
    stranger = Authority(tmp_path / "stranger", "Test authority")
    try:
        assert why(stranger.address, SAID, authority.root.read_bytes()) == "signature"
    finally:
        stranger.close()


def test_every_flipped_byte_of_a_token_is_noticed_or_harmless(authority: Authority) -> None:
    """No changed token says another moment or another text and passes."""
    roots = certificates_of(authority.root.read_bytes())
    token = ask_authority(authority.address, SAID, roots, send_over_http)
    moment = check_token(token, SAID, roots).moment
    passed = []
    for place in range(len(token)):
        changed = token[:place] + bytes((token[place] ^ 1,)) + token[place + 1 :]
        with contextlib.suppress(RecordError):
            passed.append(check_token(changed, SAID, roots).moment)
    assert set(passed) <= {moment}
    assert len(passed) < len(token) / 2


def test_an_old_answer_is_refused(authority: Authority) -> None:
    """An answer to another request, even over the same text, is refused: it may be old."""
    authority.answer = ask_authority(authority.address, SAID, (), send_over_http)
    assert why(authority.address, SAID) == "other-request"


@pytest.mark.parametrize("answer", [b"", b"<html>", b"\x30\x80", b"x" * 70_000])
def test_what_is_no_token_is_refused(authority: Authority, answer: bytes) -> None:
    """A page, nothing, or too much instead of a token is refused."""
    authority.answer = answer
    assert why(authority.address, SAID) in ("not-a-token", "connection")


def test_no_answer_is_told(authority: Authority) -> None:
    """An authority that refuses, is not there, or is no address: said, not raised as something else."""
    authority.status = 503
    assert why(authority.address, SAID) == "connection"
    address = authority.address
    authority.close()
    assert why(address, SAID) == "connection"
    for nonsense in ("file:///etc/hostname", "ftp://x/", "", "x"):
        assert why(nonsense, SAID) == "address"


def test_a_file_without_certificates_is_refused() -> None:
    """A PEM file that holds none is named, not taken as "no roots": that would trust anybody."""
    for pem in (b"", b"hello", b"-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n"):
        with pytest.raises(RecordError) as caught:
            certificates_of(pem)
        assert caught.value.facts["why"] == "certificates"


def test_other_events_are_no_anchor() -> None:
    """Another event, or a damaged one, is not taken for an anchor."""
    assert anchored_of(Encoded("contact.logged", 1, {})) is None
    assert anchored_of(Encoded("record.anchored", 1, {"head": 5})) is None
