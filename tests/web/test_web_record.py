"""The record in the browser: checked, handed on as a dossier, backed up; and what is refused."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace
from visitor import HOME, Visitor

from simoff.desk.record import DATABASE, open_record
from simoff.desk.record_backup import opener_of, restore_from
from simoff.web.app import make_app

PASSPHRASE = "four words nobody says"


def again(visitor: Any, settings: Any, case: str, **changes: bool) -> Any:
    """Somebody at a server that was started otherwise, with the same record."""
    client = TestClient(make_app(replace(settings, **changes)), base_url=HOME)
    other = Visitor(client, settings)
    assert other.enter().status_code == 200
    return other


def token(visitor: Any, path: str) -> str:
    found = re.search(r'name="_csrf_token" value="([^"]+)"', visitor.get(path).text)
    assert found is not None
    return found[1]


def upload(visitor: Any, content: bytes, name: str = "dossier.zip") -> Any:
    data = {"_csrf_token": token(visitor, "/record")}
    return visitor.client.post("/record/dossier", data=data, files={"dossier": (name, content, "application/zip")})


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_the_pages_speak_every_language(visitor: Any, case: str, lang: str) -> None:
    """The record of a case and where everything is kept are complete in each language."""
    visitor.post("/language", {"lang": lang, "back": "/"})
    assert visitor.get(f"{case}/record").status_code == 200
    assert visitor.get("/record").status_code == 200
    assert "note good" in visitor.post(f"{case}/record/verify", {}, on=f"{case}/record").text


def test_a_whole_record_is_said_to_be_whole_and_a_changed_one_is_not(
    visitor: Any, settings: Any, case: str
) -> None:
    """A check says consistent; after a byte of the database was changed it says broken, and at which event."""
    assert "Consistent" in visitor.post(f"{case}/record/verify", {}, on=f"{case}/record").text
    with sqlite3.connect(Path(settings.environment["SIMOFF_HOME"]) / DATABASE) as connection:
        connection.execute("UPDATE simoff_events SET hash = randomblob(32) WHERE seq = 1")
    connection.close()
    page = visitor.post(f"{case}/record/verify", {}, on="/record").text
    assert "Broken" in page
    assert "event 1: " in page
    where = visitor.get("/record").text
    assert "note alarm" in where
    assert f"case {case.split('/')[-1]}, event 1: " in where


def test_a_dossier_is_made_and_checked(visitor: Any, case: str) -> None:
    """The downloaded dossier verifies when it is handed in again; with one byte changed it is broken."""
    made = visitor.post(f"{case}/record/dossier", {}, on=f"{case}/record")
    assert made.headers["content-type"] == "application/zip"
    assert made.headers["content-disposition"] == f"attachment; filename=dossier-{case.split('/')[-1]}.zip"
    names = zipfile.ZipFile(io.BytesIO(made.content)).namelist()
    assert any(name.endswith("timeline.ru.pdf") for name in names)
    assert "Consistent" in upload(visitor, made.content).text
    place = len(made.content) // 2
    changed = made.content[:place] + bytes([made.content[place] ^ 1]) + made.content[place + 1 :]
    assert "note alarm" in upload(visitor, changed).text


def test_a_redacted_dossier_leaves_files_out(visitor: Any, case: str) -> None:
    """What is covered is not in the dossier, and the dossier still verifies."""
    data = {"seq": "", "kind": "scan", "_csrf_token": token(visitor, f"{case}/files")}
    data["seq"] = re.findall(r'name="seq" value="(\d+)"', visitor.get(f"{case}/files").text)[0]
    visitor.client.post(
        f"{case}/files", data=data, files={"file": ("a.pdf", b"%PDF-1.4 secret words", "application/pdf")}
    )
    whole = visitor.post(f"{case}/record/dossier", {}, on=f"{case}/record").content
    covered = visitor.post(f"{case}/record/dossier", {"redact": "yes"}, on=f"{case}/record").content
    assert any(b"secret words" in part for part in _parts(whole))
    assert not any(b"secret words" in part for part in _parts(covered))
    assert "note good" in upload(visitor, covered).text


def _parts(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_dossier_is_told(visitor: Any, case: str, content: bytes) -> None:
    """Something else than a dossier ends in a finding or a refusal in words, never in a fault."""
    answer = upload(visitor, content)
    assert answer.status_code in (200, 400)
    assert "note alarm" in answer.text


def test_a_hostile_name_in_a_dossier_stays_text(visitor: Any, case: str) -> None:
    """A name within the zip that is markup is shown as text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("<script>alert(1)</script>", b"x")
    assert "<script>alert" not in upload(visitor, out.getvalue()).text


def test_a_backup_is_made_and_restores(visitor: Any, settings: Any, case: str, tmp_path: Path) -> None:
    """The downloaded backup restores with the passphrase typed, and the record says when it was made."""
    before = visitor.get("/record").text
    form = {"passphrase": PASSPHRASE, "again": PASSPHRASE}
    made = visitor.post("/record/backup", form, on="/record")
    assert made.content.startswith(b"age-encryption.org")
    assert made.headers["content-disposition"].startswith("attachment; filename=simoff-")
    path = tmp_path / "backup.age"
    path.write_bytes(made.content)
    elsewhere = {"SIMOFF_HOME": str(tmp_path / "new"), "XDG_CONFIG_HOME": str(tmp_path / "new-config")}
    restored = restore_from(path, opener_of(None, PASSPHRASE), elsewhere, None)
    assert (restored.cases, restored.broken) == (1, {})
    after = visitor.get("/record").text
    assert "downloaded in the browser" in after
    assert "downloaded in the browser" not in before
    assert PASSPHRASE not in after
    for kept in tmp_path.rglob("*"):
        if kept.is_file():
            assert PASSPHRASE.encode() not in kept.read_bytes()


@pytest.mark.parametrize("form", [{}, {"passphrase": "a", "again": "b"}, {"passphrase": "", "again": ""}])
def test_a_backup_needs_the_same_passphrase_twice(visitor: Any, case: str, form: dict[str, str]) -> None:
    """Nothing is made with an empty passphrase or with two that differ."""
    answer = visitor.post("/record/backup", form, on="/record")
    assert answer.status_code == 400
    assert b"age-encryption" not in answer.content


def test_incognito_hands_nothing_out(visitor: Any, settings: Any, case: str) -> None:
    """Incognito there is neither dossier nor backup, and folders that may name a person are covered."""
    hidden = again(visitor, settings, case, incognito=True)
    form = {"passphrase": PASSPHRASE, "again": PASSPHRASE}
    assert hidden.post("/record/backup", form, on="/record").status_code == 403
    refused = hidden.post(f"{case}/record/dossier", {"redact": "yes"}, on=f"{case}/record")
    assert refused.status_code == 403
    assert "--incognito" in refused.text
    assert settings.environment["SIMOFF_HOME"] not in hidden.get("/record").text


def test_read_only_writes_nothing(visitor: Any, settings: Any, case: str) -> None:
    """Read-only a check, a dossier and a backup can be had, and no time-stamp; nothing is noted anywhere."""
    named = {**settings.environment, "SIMOFF_TSA": "http://127.0.0.1:9/"}
    still = again(visitor, replace(settings, environment=named), case, read_only=True)
    page = still.get(f"{case}/record").text
    assert f"{case}/record/anchor" not in page
    seq = re.findall(r'name="seq" value="(\d+)"', visitor.get(f"{case}/files").text)[0]
    assert still.post(f"{case}/record/anchor", {"seq": seq}, on="/record").status_code == 403
    form = {"passphrase": PASSPHRASE, "again": PASSPHRASE}
    assert still.post("/record/backup", form, on="/record").status_code == 200
    assert "downloaded in the browser" not in still.get("/record").text


def test_a_time_stamp_needs_an_authority_and_says_when_there_is_none(
    visitor: Any, settings: Any, case: str
) -> None:
    """Without an authority there is no button; where one does not answer that is said and nothing is written."""
    assert f"{case}/record/anchor" not in visitor.get(f"{case}/record").text
    named = {**settings.environment, "SIMOFF_TSA": "http://127.0.0.1:9/"}
    asking = again(visitor, replace(settings, environment=named), case)
    page = asking.get(f"{case}/record").text
    assert "http://127.0.0.1:9/" in page
    seq = re.findall(r'name="seq" value="(\d+)"', page)[0]
    assert asking.post(f"{case}/record/anchor", {"seq": seq}, on=f"{case}/record").status_code == 503
    assert f'name="seq" value="{seq}"' in asking.get(f"{case}/record").text


def test_the_last_backup_of_the_command_line_is_named(
    visitor: Any, settings: Any, case: str, tmp_path: Path
) -> None:
    """A backup written by the command line is shown with its place, and said to be gone when it is."""
    from simoff.desk.record_backup import lock_of, make_backup_to

    path = tmp_path / "stick.age"
    with open_record(settings.environment) as record:
        make_backup_to(record, path, lock_of((), PASSPHRASE))
    assert str(path) in visitor.get("/record").text
    path.unlink()
    assert "not there any more" in visitor.get("/record").text
