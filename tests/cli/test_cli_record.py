"""The record from the command line: stamped, checked, made into a dossier, backed up and restored."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest

from time_authority import Authority

LANGUAGES = ("zh", "ru", "en")
Run = Callable[..., tuple[int, str, str]]
NUMBER = "+7 916 123-45-67"


def answer(found: tuple[int, str, str], code: int = 0) -> Any:
    assert found[0] == code, found
    return json.loads(found[1])


@pytest.fixture
def case_id(simoff: Run, tmp_path: Path) -> str:
    """A case with a talk that names a passport and another person's card, and a file."""
    opened = answer(simoff("case", "open", NUMBER, "--set", "operator=mts", "--json"))
    found = str(opened["case"])
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7 scan of a paper")
    answer(simoff("case", "attach", str(tmp_path / "scan.pdf"), "--case", found, "--json"))
    talk = "Паспорт 4509 123456, карта 4111 1111 1111 1111, номер +7 916 123-45-67"
    answer(simoff("case", "log", "call", "--case", found, "--summary", talk, "--json"))
    return found


def test_nothing_recorded_yet_is_no_fault(simoff: Run, tmp_path: Path) -> None:
    """Asked before the first case: it says so, and makes nothing."""
    assert answer(simoff("record", "status", "--json"))["state"] == "absent"
    assert answer(simoff("doctor", "--json"))["record"]["state"] == "absent"
    assert not (tmp_path / "home").exists()
    assert not (tmp_path / "config").exists()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_record_says_how_it_is(simoff: Run, case_id: str, lang: str, tmp_path: Path) -> None:
    """Data, key and backup are named with their places; the page is within 80 cells in every language."""
    report = answer(simoff("record", "status", "--json"))
    assert (report["state"], report["cases"], report["key"]["state"]) == ("sound", 1, "sound")
    assert report["database"] == str(tmp_path / "home" / "record.db")
    assert report["key"]["place"] == str(tmp_path / "config" / "simoff" / "master.key")
    code, page, _ = simoff("record", "status", "--lang", lang)
    assert code == 0
    assert "record.db" in page.replace("\n", "").replace(" ", "")
    assert simoff("doctor", "--lang", lang)[0] == 0


def test_a_change_in_the_files_is_found(simoff: Run, case_id: str, tmp_path: Path) -> None:
    """A kept file that is changed: verify, status and doctor say where, and exit with 3."""
    assert answer(simoff("record", "verify", "--json"))["verdict"] == "consistent"
    kept = next(path for path in (tmp_path / "home" / "files").rglob("*") if path.is_file())
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    found = answer(simoff("record", "verify", case_id, "--json"), 3)
    assert found["verdict"] == "broken"
    assert found["cases"][0]["problems"][0]["what"] == "file-differs"
    assert simoff("record", "status")[0] == 3
    assert answer(simoff("doctor", "--json"), 3)["record"]["state"] == "damaged"
    code, _, err = simoff("dossier", "make", case_id)
    assert code == 1
    assert "damaged" in err


def test_a_case_is_stamped_and_handed_on(
    simoff: Run, case_id: str, authority: Authority, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Anchored by an authority, made into a dossier, verified; masked, it shows no passport and no card."""
    words = ("--authority", authority.address, "--certificates", str(authority.root))
    found = answer(simoff("record", "anchor", *words, "--json"))
    assert [(one["case"], one["state"]) for one in found["cases"]] == [(case_id, "anchored")]
    assert answer(simoff("record", "anchor", *words, "--json"))["cases"][0]["state"] == "already"
    assert answer(simoff("record", "verify", "--json"))["verdict"] == "consistent"
    monkeypatch.setenv("SIMOFF_TSA_CERTS", str(authority.root))
    assert answer(simoff("record", "verify", "--json"))["verdict"] == "anchored"
    assert simoff("case", "show", case_id)[0] == 0
    for lang in LANGUAGES:
        made = answer(simoff("dossier", "make", case_id, "--out", f"out-{lang}", "--lang", lang, "--json"))
        assert (made["files"], made["stamps"]) == (1, 1)
        verified = answer(simoff("dossier", "verify", made["file"], "--json"))
        assert (verified["verdict"], verified["problems"]) == ("anchored", [])
        code, page, _ = simoff("dossier", "verify", made["file"], "--lang", lang)
        assert code == 0
        assert page
    assert simoff("dossier", "make", case_id, "--out", "out-en")[0] == 1
    hidden = answer(simoff("dossier", "make", case_id, "--out", "masked", "--redact", "--json"))
    assert (hidden["left_out"], hidden["masked"] > 0) == (1, True)
    content = Path(hidden["file"]).read_bytes()
    for secret in ("4509 123456", "4111 1111", "scan of a paper"):
        assert secret.encode() not in content
    assert b"+79161234567" in content
    assert answer(simoff("dossier", "verify", hidden["file"], "--json"))["verdict"] == "anchored"
    assert not [name for name in os.listdir(tmp_path / "masked") if "916" in name]


def test_the_pages_of_a_dossier_can_be_read(simoff: Run, case_id: str) -> None:
    """The timeline is there as PDF in the person's language and in Russian, and says what happened."""
    made = answer(simoff("dossier", "make", case_id, "--out", "x", "--lang", "en", "--json"))
    with zipfile.ZipFile(made["file"]) as archive:
        pages = {name: archive.read(f"dossier/data/timeline.{name}.pdf") for name in ("en", "ru")}
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext is not installed here, so the pages cannot be read")
    read = {
        name: subprocess.run([pdftotext, "-", "-"], input=page, capture_output=True, check=True).stdout.decode()
        for name, page in pages.items()
    }
    assert "What happened" in read["en"]
    assert "Что произошло" in read["ru"]
    assert all("4509 123456" in text and case_id in text for text in read.values())


@pytest.mark.parametrize("mode", ["best-effort", "required"])
def test_stamps_at_every_change(
    simoff: Run, authority: Authority, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    """With SIMOFF_ANCHOR each change is stamped; without an answer it is written or refused, as it says."""
    monkeypatch.setenv("SIMOFF_ANCHOR", mode)
    monkeypatch.setenv("SIMOFF_TSA", authority.address)
    monkeypatch.setenv("SIMOFF_TSA_CERTS", str(authority.root))
    case_id = answer(simoff("case", "open", NUMBER, "--json"))["case"]
    assert answer(simoff("record", "verify", "--json"))["verdict"] == "anchored"
    before = answer(simoff("record", "status", "--json"))["events"]
    authority.status = 503
    code, _, err = simoff("case", "set", "sim=lost", "--case", case_id, "--json")
    after = answer(simoff("record", "status", "--json"))["events"]
    if mode == "required":
        assert (code, after) == (4, before)
        assert json.loads(err)["error"]["id"] == "record-anchor"
        assert "does not answer" in json.loads(err)["error"]["what"]
    else:
        assert (code, after) == (0, before + 1)
    assert answer(simoff("record", "verify", "--json"))["verdict"] == "anchored"


def test_an_authority_has_to_be_named(simoff: Run, case_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anchoring without an authority, or in a mode there is not, is wrong use."""
    assert json.loads(simoff("record", "anchor", "--json")[2])["error"]["id"] == "record-no-authority"
    monkeypatch.setenv("SIMOFF_ANCHOR", "sometimes")
    code, _, err = simoff("case", "list", "--json")
    assert (code, json.loads(err)["error"]["id"]) == (2, "bad-choice")


def test_an_authority_that_does_not_answer(simoff: Run, case_id: str, authority: Authority) -> None:
    """Exit 1, the case and the reason; the record is as it was."""
    authority.status = 500
    found = answer(simoff("record", "anchor", "--authority", authority.address, "--json"), 1)
    assert (found["cases"][0]["state"], found["cases"][0]["why"]) == ("failed", "connection")
    assert answer(simoff("record", "verify", "--json"))["verdict"] == "consistent"


def test_a_dossier_that_was_changed_is_broken(simoff: Run, case_id: str) -> None:
    """Exit 3 and the place; a file that is none is broken, one that is not there is wrong use."""
    made = answer(simoff("dossier", "make", "--json"))
    content = bytearray(Path(made["file"]).read_bytes())
    content[len(content) // 2] ^= 4
    Path("changed.zip").write_bytes(content)
    found = answer(simoff("dossier", "verify", "changed.zip", "--json"), 3)
    assert found["verdict"] == "broken"
    assert found["problems"][0]["place"]
    Path("hello.txt").write_text("hello")
    assert answer(simoff("dossier", "verify", "hello.txt", "--json"), 3)["verdict"] == "broken"
    for lang in LANGUAGES:
        assert simoff("dossier", "verify", "changed.zip", "--lang", lang)[0] == 3
    assert simoff("dossier", "verify", "nothing.zip")[0] == 2


def test_a_backup_restores_on_another_folder(
    simoff: Run, case_id: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Made with a recipient, restored with its identity where neither data nor key were; never over a case."""
    identity = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"# a key\n{identity}\n")
    made = answer(simoff("backup", "make", "--out", "b.age", "--recipient", str(identity.to_public()), "--json"))
    assert (made["cases"], made["files"]) == (1, 1)
    before = json.loads(simoff("case", "show", case_id, "--json")[1])["timeline"]
    assert answer(simoff("record", "status", "--json"))["backup"]["there"] is True
    restore = ("backup", "restore", "b.age", "--identity", "key.txt", "--json")
    code, _, err = simoff(*restore)
    assert (code, json.loads(err)["error"]["id"]) == (1, "record-not-empty")
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "other-config"))
    assert answer(simoff(*restore)) == {"cases": 1, "broken": {}}
    assert json.loads(simoff("case", "show", case_id, "--json")[1])["timeline"] == before
    assert answer(simoff("record", "verify", "--json"))["verdict"] == "consistent"
    assert simoff("case", "set", "sim=lost", "--case", case_id)[0] == 0


def test_a_backup_needs_a_lock(simoff: Run, case_id: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without recipient and passphrase nothing is written; with one out of a file it is; a wrong one refuses."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    for words, id_ in (
        (("make",), "backup-lock"),
        (("make", "--recipient", "bob"), "record-backup-recipient"),
        (("restore", "b.age"), "backup-opener"),
        (("restore",), "missing"),
        (("share",), "bad-choice"),
    ):
        code, _, err = simoff("backup", *words, "--json")
        assert (code, json.loads(err)["error"]["id"]) == (2, id_)
    assert not list(tmp_path.glob("*.age"))
    Path("phrase").write_text("correct horse\n")
    Path("wrong").write_text("wrong\n")
    made = answer(simoff("backup", "make", "--passphrase-file", "phrase", "--json"))
    assert Path(made["file"]).stat().st_mode & 0o077 == 0
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "other"))
    for phrase, expected in (("wrong", (1, "record-backup-locked")), ("phrase", (0, None))):
        code, _, err = simoff("backup", "restore", made["file"], "--passphrase-file", phrase, "--json")
        assert (code, json.loads(err)["error"]["id"] if err else None) == expected


def test_a_forgotten_case_is_still_whole(simoff: Run, case_id: str) -> None:
    """After `case forget` the chain is checked, and no dossier can be made."""
    assert simoff("case", "forget", case_id, "--confirm", case_id)[0] == 0
    assert answer(simoff("record", "verify", "--json"))["verdict"] == "consistent"
    code, _, err = simoff("dossier", "make", case_id, "--json")
    assert (code, json.loads(err)["error"]["id"]) == (1, "record-forgotten")
    assert answer(simoff("record", "status", "--json"))["forgotten"] == 1


def test_a_team_works_on_postgresql(
    simoff: Run, new_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With SIMOFF_DATABASE_URL the case lives in PostgreSQL; its backup restores into a SQLite file and back."""
    monkeypatch.setenv("SIMOFF_DATABASE_URL", new_database())
    case_id = answer(simoff("case", "open", NUMBER, "--json"))["case"]
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n scan")
    answer(simoff("case", "attach", str(tmp_path / "scan.png"), "--json"))
    assert not (tmp_path / "home" / "record.db").exists()
    status = answer(simoff("record", "status", "--json"))
    assert (status["state"], status["database"], status["cases"]) == ("sound", "PostgreSQL", 1)
    made = answer(simoff("dossier", "make", "--json"))
    assert answer(simoff("dossier", "verify", made["file"], "--json"))["verdict"] == "consistent"
    (tmp_path / "phrase").write_text("correct horse")
    phrase = ("--passphrase-file", "phrase", "--json")
    answer(simoff("backup", "make", "--out", "b.age", *phrase))
    monkeypatch.delenv("SIMOFF_DATABASE_URL")
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "alone"))
    assert answer(simoff("backup", "restore", "b.age", *phrase))["cases"] == 1
    assert simoff("case", "show", case_id)[0] == 0
    answer(simoff("backup", "make", "--out", "c.age", *phrase))
    monkeypatch.setenv("SIMOFF_DATABASE_URL", new_database())
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "again"))
    assert answer(simoff("backup", "restore", "c.age", *phrase)) == {"cases": 1, "broken": {}}
    assert answer(simoff("record", "verify", "--json"))["verdict"] == "consistent"


def test_a_database_that_does_not_answer_is_told(simoff: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """No server: exit 4 and what to do, and neither user nor password in the words."""
    monkeypatch.setenv("SIMOFF_DATABASE_URL", "postgresql://anna:secret@127.0.0.1:1/cases")
    for lang in LANGUAGES:
        code, _, err = simoff("case", "list", "--lang", lang)
        assert code == 4
        assert "anna" not in err
        assert "secret" not in err
    assert answer(simoff("record", "status", "--json"), 3)["state"] == "unreachable"
    assert simoff("doctor")[0] == 3
