"""Files in frames and what they look like; keys and where they come from."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simoff.record import RecordError
from simoff.record.crypt import CaseKeys, Master, Unreadable, new_key
from simoff.record.frames import FRAME, MAGIC, SALT_BYTES, TAG_BYTES, disclose, enclose
from simoff.record.keys import KeyFile, Keyring, Passphrase, lock_of, unlock
from simoff.record.memory import MemoryEngine
from simoff.record.sniff import media_type

KEYS = CaseKeys("k7", new_key())
HEADER = len(MAGIC) + SALT_BYTES


def opened(stored: bytes, keys: CaseKeys = KEYS, piece: int = 1 << 18) -> bytes | None:
    try:
        return b"".join(disclose(keys, [stored[n : n + piece] for n in range(0, len(stored), piece)]))
    except Unreadable:
        return None


@given(st.binary(max_size=3), st.integers(0, 3 * FRAME + 10), st.integers(1, 200_000), st.integers(1, 200_000))
def test_any_file_in_any_pieces_comes_back(head: bytes, size: int, cut: int, read: int) -> None:
    """Whatever the length, and however it is cut on the way in and out, the same bytes come back."""
    content = (head + bytes(range(256)) * (size // 256 + 1))[:size]
    pieces = [content[n : n + cut] for n in range(0, len(content), cut)]
    stored = b"".join(enclose(KEYS, pieces))
    assert opened(stored, piece=read) == content
    frames = max(1, -(-len(content) // FRAME))
    assert len(stored) == HEADER + len(content) + frames * TAG_BYTES


def test_frames_cannot_be_moved() -> None:
    """Frames left out, doubled, exchanged, cut off or of another file or case: nothing opens."""
    stored = b"".join(enclose(KEYS, [bytes(FRAME) + b"1" * FRAME + b"2" * 100]))
    size = FRAME + TAG_BYTES
    header, first, second, third = stored[:HEADER], *(stored[HEADER + n * size :][:size] for n in range(3))
    other = b"".join(enclose(KEYS, [bytes(FRAME) + b"1" * FRAME + b"2" * 100]))
    for changed in (
        header + second + first + third,
        header + first + third,
        header + first + second,
        header + first,
        header,
        header + first + first + second + third,
        header + first + second + third + third,
        other[:HEADER] + first + second + third,
        b"",
        stored[: HEADER - 1],
        MAGIC.replace(b"1", b"2") + stored[len(MAGIC) :],
    ):
        assert opened(changed) is None
    assert opened(stored, CaseKeys("k7", new_key())) is None
    assert opened(stored) is not None


def test_every_flipped_byte_of_a_frame_is_found() -> None:
    """No byte of an encrypted file can be changed."""
    stored = b"".join(enclose(KEYS, [b"a small file"]))
    for place in range(len(stored)):
        assert opened(stored[:place] + bytes((stored[place] ^ 128,)) + stored[place + 1 :]) is None


def test_names_and_ciphertexts_tell_nothing() -> None:
    """The same file has another name and other bytes in another case, and other bytes when kept anew."""
    other = CaseKeys("m3", new_key())
    digest = "ab" * 32
    assert KEYS.file_name(digest) != other.file_name(digest)
    assert KEYS.file_name(digest) == CaseKeys("k7", KEYS._key).file_name(digest)
    assert b"".join(enclose(KEYS, [b"x" * 100]))[HEADER:] != b"".join(enclose(KEYS, [b"x" * 100]))[HEADER:]


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\xff\xd8\xff\xe1\x00\x10Exif", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "image/heic"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic", "image/heif"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"PK\x03\x04\x14\x00", "application/zip"),
        (b"ID3\x03\x00", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"OggS\x00\x02", "audio/ogg"),
        (b"\x00\x00\x00\x1cftypM4A \x00", "audio/mp4"),
        (b"\x00\x00\x00\x1cftypisom\x00", "video/mp4"),
        (b"#!AMR\n", "audio/amr"),
        (b"fLaC\x00", "audio/flac"),
        (b"Return-Path: <a@b>\r\nReceived: from x\r\n by y\r\nSubject: z\r\n\r\n", "message/rfc822"),
        (b"From: a@b\nTo: c@d\nSubject: hello\n\ntext", "message/rfc822"),
        ("Здравствуйте".encode(), "text/plain"),
        ("\ufeff你好\r\n".encode(), "text/plain"),
        (b"Note: buy milk\nTo: do\n", "text/plain"),
        (b"", "application/octet-stream"),
        (b"\x00\x01\x02", "application/octet-stream"),
        ("текст".encode("cp1251"), "application/octet-stream"),
        (struct.pack("<H", 0x4142) + b"\x00", "application/octet-stream"),
    ],
)
def test_files_are_known_by_their_beginning(beginning: bytes, kind: str) -> None:
    """Papers, photographs, recordings, mail and text are told by their bytes, not by a name."""
    assert media_type(beginning) == kind


def test_text_cut_in_the_middle_of_a_sign_is_text() -> None:
    """The first 8192 bytes may end in the middle of a sign."""
    for shift in range(3):
        assert media_type((b"x" * shift + "你".encode() * 3000)[:8192]) == "text/plain"


@given(st.binary(max_size=200))
def test_no_beginning_is_a_crash(beginning: bytes) -> None:
    """Any bytes get some media type."""
    assert "/" in media_type(beginning)


def test_the_keyring_keeps_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key lies in the system's keyring under a random name; a changed or lost entry is refused."""
    kept: dict[tuple[str, str], str] = {}
    import keyring

    monkeypatch.setattr(keyring, "set_password", lambda service, name, value: kept.update({(service, name): value}))
    monkeypatch.setattr(keyring, "get_password", lambda service, name: kept.get((service, name)))
    engine = MemoryEngine()
    first = unlock(engine, Keyring())
    assert unlock(engine, Keyring()).key == first.key
    assert list(kept.values()) == [first.key.hex()]
    place = next(iter(kept))
    for wrong in (new_key().hex(), "", "zz"):
        kept[place] = wrong
        with pytest.raises(RecordError) as caught:
            unlock(engine, Keyring())
        assert caught.value.id in ("wrong-key", "keyring")


def test_a_keyring_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked or missing keyring: said, with the kind of fault and not its message."""
    import keyring

    def fail(*_: Any) -> None:
        raise RuntimeError("secret details")

    monkeypatch.setattr(keyring, "set_password", fail)
    with pytest.raises(RecordError) as caught:
        unlock(MemoryEngine(), Keyring())
    assert caught.value.id == "keyring"
    assert "secret" not in str(caught.value)


def test_a_passphrase_is_tried_against_the_lock(tmp_path: Path) -> None:
    """The right passphrase opens, in any later process; a wrong one and a cost nobody set are refused."""
    engine = MemoryEngine()
    key = unlock(engine, Passphrase("correct", cost=10)).key
    assert unlock(engine, Passphrase("correct")).key == key
    with pytest.raises(RecordError) as caught:
        unlock(engine, Passphrase("Correct"))
    assert caught.value.id == "wrong-passphrase"
    lock = lock_of(engine)
    assert lock is not None
    assert key not in (lock.wrapped, lock.salt)
    engine.set_setting("master key", b'{"kind":"passphrase","name":"x","proof":"","cost":40}')
    with pytest.raises(RecordError) as caught:
        unlock(engine, Passphrase("correct"))
    assert caught.value.id == "key-damaged"


def test_two_programs_that_start_at_once_agree_on_the_key(tmp_path: Path) -> None:
    """Whoever is second uses the key of the first, and the lock is that of the first."""
    source = KeyFile(tmp_path / "keys" / "k", tmp_path / "data")
    engine = MemoryEngine()
    first = source.make(new_key())
    assert source.make(new_key()).proof == first.proof
    key = unlock(engine, source).key
    assert Master(key).proof() == first.proof
    assert unlock(engine, source).key == key
