"""Backups and the ``age`` tool; a backup of version 1 that was made once and has to restore for ever."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

import pyrage
import pytest

from record_samples import AT, MAIL, SCAN, fill, memory
from simoff.record import RecordError
from simoff.record.backup.ageing import Lock, Opener, identities_of
from simoff.record.backup.making import make_backup
from simoff.record.backup.restoring import restore_backup
from simoff.record.keys import KeyFile
from simoff.record.memory import MemoryEngine, MemoryVault

FIXTURES = Path(__file__).parent / "fixtures"


def backup(lock: Lock) -> bytes:
    out = io.BytesIO()
    make_backup(fill(memory()), out, lock, AT)
    return out.getvalue()


def test_the_age_tool_opens_a_backup(tmp_path: Path) -> None:
    """`age -d` with the identity gives an ordinary tar archive: the backup does not depend on simoff."""
    age, keygen = shutil.which("age"), shutil.which("age-keygen")
    if age is None or keygen is None:
        pytest.skip("the age tool is not installed here")
    subprocess.run([keygen, "-o", tmp_path / "key.txt"], check=True, capture_output=True)
    recipient = subprocess.run([keygen, "-y", tmp_path / "key.txt"], check=True, capture_output=True, text=True)
    content = backup(Lock((recipient.stdout.strip(),)))
    opened = subprocess.run([age, "-d", "-i", tmp_path / "key.txt"], input=content, check=True, capture_output=True)
    with tarfile.open(fileobj=io.BytesIO(opened.stdout)) as tar:
        names = tar.getnames()
    assert names[:3] == ["manifest.json", "master.key", "cases/k7.jsonl"]
    assert len([name for name in names if name.startswith("files/k7/")]) == 2
    assert SCAN not in opened.stdout
    assert b"4509 123456" not in opened.stdout
    identities = identities_of((tmp_path / "key.txt").read_text())
    restored = restore_backup(
        io.BytesIO(content),
        Opener(identities),
        MemoryEngine(),
        MemoryVault(),
        KeyFile(tmp_path / "k", tmp_path / "data"),
    )
    assert restored.verify("k7") == ()


def test_what_the_age_tool_encrypted_restores(tmp_path: Path) -> None:
    """A backup opened and encrypted again by the age tool, for another key, restores."""
    age = shutil.which("age")
    if age is None:
        pytest.skip("the age tool is not installed here")
    first, second = (pyrage.x25519.Identity.generate() for _ in range(2))
    clear = pyrage.decrypt(backup(Lock((str(first.to_public()),))), [first])
    again = subprocess.run([age, "-r", str(second.to_public())], input=clear, check=True, capture_output=True)
    keys = KeyFile(tmp_path / "k", tmp_path / "data")
    opener = Opener((str(second),))
    restored = restore_backup(io.BytesIO(again.stdout), opener, MemoryEngine(), MemoryVault(), keys)
    assert restored.verify("k7") == ()


def test_a_backup_of_version_1_restores(tmp_path: Path) -> None:
    """The backup made by the first version opens, and every event and file in it is what it was."""
    identities = identities_of((FIXTURES / "backup-v1.identity").read_text())
    with (FIXTURES / "backup-v1.age").open("rb") as source:
        restored = restore_backup(
            source, Opener(identities), MemoryEngine(), MemoryVault(), KeyFile(tmp_path / "k", tmp_path / "data")
        )
    assert restored.verify("k7") == ()
    assert [entry.event.type for entry in restored.read("k7")] == [
        "case.opened",
        "file.attached",
        "file.attached",
        "contact.logged",
        "step.done",
    ]
    assert restored.read("k7")[0].event.body["number"] == "+79161234567"
    contents = [b"".join(restored.open("k7", ref.sha256)) for ref in restored.files("k7")]
    assert contents == [SCAN, MAIL]
    assert restored.cases().cases[0].label == "МТС"


def test_a_backup_of_a_later_version_is_refused(tmp_path: Path) -> None:
    """A format this program does not know is named, and nothing is touched."""
    identity = pyrage.x25519.Identity.generate()
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo("manifest.json")
        content = b'{"format":"simoff-backup-2","made_at":"2030-01-01T00:00:00Z","schema":"0009"}'
        info.size = len(content)
        tar.addfile(info, io.BytesIO(content))
    engine = MemoryEngine()
    keys = KeyFile(tmp_path / "k", tmp_path / "data")
    sealed = pyrage.encrypt(out.getvalue(), [identity.to_public()])
    with pytest.raises(RecordError) as caught:
        restore_backup(io.BytesIO(sealed), Opener((str(identity),)), engine, MemoryVault(), keys)
    assert caught.value.id == "backup-future"
    assert not (tmp_path / "k").exists()


def test_a_recipient_that_is_none_is_refused() -> None:
    """No recipient, or a word that is none: refused before anything is written."""
    for recipients in ((), ("hello",), ("age1qqqq",)):
        with pytest.raises(RecordError) as caught:
            backup(Lock(recipients))
        assert caught.value.id == "backup-recipient"
    with pytest.raises(RecordError) as caught:
        restore_backup(
            io.BytesIO(b""),
            Opener(("AGE-SECRET-KEY-1NONE",)),
            MemoryEngine(),
            MemoryVault(),
            KeyFile(Path("/nowhere/k"), Path("/nowhere/data")),
        )
    assert caught.value.id == "backup-identity"
