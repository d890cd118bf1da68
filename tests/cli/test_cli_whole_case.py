"""One case on the command line, with every kind of event; its dossier and its backup stand without simoff."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import packs_samples
from simoff.case.events import CATALOGUE
from simoff.cli.running import run
from simoff.desk.packs import keys
from time_authority import Authority

Run = Callable[..., Any]
DAY = "2026-11-24"
CODES = ("23456", "456789", "5678", "34567")
"""Codes in the messages of the archives: none of them is kept."""
LATER = "2026-12-24"
SETTINGS = (
    "operator=mts",
    "holder.kind=citizen",
    "holder.user_is=holder",
    "where=russia",
    "leaving_on=2026-12-20",
    "accounts.gosuslugi=false",
    "accounts.bank_in_russia=false",
    "money.autopay=false",
    "money.linked_subscriptions=false",
    "money.promised_payment=false",
    "money.forwarding=false",
)


@pytest.fixture
def simoff(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs one command, with nobody at the terminal, in a folder of its own; gives the JSON it prints."""
    monkeypatch.setattr(keys, "PUBLIC_KEYS", packs_samples.KEYS)
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SIMOFF_LANG", "en")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.chdir(tmp_path)

    def call(*words: str, code: int = 0) -> Any:
        found = run([*words, "--json"])
        out, err = capfd.readouterr()
        assert found == code, (words, found, out, err)
        return json.loads(out or err)

    return call


def messages(path: Path, *rows: tuple[str, str, int]) -> str:
    """A backup of (sender, text, day of November 2026), made, in the form of SMS Backup & Restore."""
    body = "".join(
        f'<sms protocol="0" address="{sender}" date="{1793448000000 + (day - 1) * 86_400_000}" type="1" '
        f'subject="null" body="{text}" toa="null" sc_toa="null" service_center="null" read="1" status="-1" '
        'locked="0" sub_id="1" />\n'
        for sender, text, day in rows
    )
    head = "<?xml version='1.0' encoding='UTF-8'?>\n"
    path.write_text(f'{head}<smses count="{len(rows)}">\n{body}</smses>\n', "utf-8")
    return str(path)


def prepared(simoff: Run, folder: Path) -> str:
    """A case before its gate: circumstances, accounts, money, talks, a visit, newer facts."""
    case: str = simoff(
        "case", "open", "+7 916 123-45-67", "--on", DAY, *(word for one in SETTINGS for word in ("--set", one))
    )["case"]
    of = ("--case", case)
    sms = messages(
        folder / "sms.xml",
        ("Telegram", "Telegram code 23456", 1),
        ("InfoSMS", "Код подтверждения Яндекс: 456789", 2),
        ("HVOSTIK", "Ваш код: 5678", 3),
    )
    simoff("accounts", "scan", sms, *of, "--on", "2026-11-10")
    simoff("accounts", "name", "My club", "--sender", "HVOSTIK", "--loss", "low", *of, "--on", DAY)
    simoff("accounts", "moved", "telegram", *of, "--on", "2026-11-12")
    again = messages(folder / "again.xml", ("Telegram", "Telegram code 34567", 20))
    assert simoff("accounts", "scan", again, *of, "--on", DAY)["accounts"]
    kept = simoff("accounts", "list", *of)["accounts"]
    left = [one["id"] for one in kept if one["status"] not in ("moved", "waived")]
    assert "telegram" in left
    simoff("accounts", "moved", "telegram", *of, "--on", DAY)
    simoff("accounts", "waive", *(one for one in left if one != "telegram"), "--why", "old", *of, "--on", DAY)
    newer = folder / "newer.pack"
    newer.write_bytes(packs_samples.archive(packs_samples.shorter_term("2026.11.25")))
    simoff("facts", "update", str(newer))
    simoff("facts", "adopt", *of)
    return case


def logged(simoff: Run, case: str, scan: Path) -> None:
    """What is said and done on the way to the shop."""

    def note(*words: str, on: str = DAY) -> None:
        simoff("case", *words, "--case", case, "--on", on)

    note("set", "sim=in_hand", "money.balance=70", "--by", "operator")
    note("set", "--unset", "money.balance")
    note("log", "call", "--with", "Анна", "--answer", "which-office=любой", "--seconds", "340")
    note("log", "answer", "golden-number", "no")
    note("log", "refusal", "only-region", "--summary", "только по месту покупки")
    note("log", "balance", "350.50", "--source", "app", "--file", str(scan))
    note("log", "visit-planned", "--office", "Тверская", "--start", "10:00", on="2099-12-01")
    note("log", "visit-planned", "--office", "Арбат", on="2099-12-02")
    note("log", "visit-cancelled", "v2", "--why", "ill")
    note("log", "visit-happened", "v1", "filed")
    note("log", "paper-made", "termination")
    note("done", "save-money-proof")
    note("done", "save-money-proof", "--undo")
    note("done", "save-money-proof")
    note("waive", "find-accounts", "--why", "looked at")
    note("attach", str(scan), "--kind", "photo", "--proves", "the counter")
    note("log", "deadline", "refund", "2027-01-20", "--why", "they asked")
    simoff("calendar", "--case", case, "--out", "calendar")


def confirmed(simoff: Run, case: str, folder: Path) -> None:
    """From the counter to the proof."""
    scan, mail = folder / "scan.png", folder / "answer.eml"
    mail.write_bytes(b"From: operator@example.org\r\nTo: me@example.org\r\nSubject: end\r\n\r\nended\r\n")

    def note(*words: str, on: str = DAY) -> None:
        simoff("case", *words, "--case", case, "--on", on)

    note("file", "--digits", "4567", "--registration", "77-1", "--copy", str(scan))
    note("log", "paper-made", "claim")
    note("log", "paper-handed-in", "p2", "--how", "post", "--track", "801")
    note("log", "paper-returned", "p2", "--why", "wrong_address")
    note("log", "paper-handed-in", "p2")
    note("log", "paper-delivered", "p2")
    note("log", "charge", "300", "--why", "fee after the end")
    note("log", "debt-disputed", "300", "--paper", "p2")
    note("log", "refund-demanded", "350.50", "--to", "card")
    note("log", "refund-refused", "--why", "bonus")
    note("log", "refund-received", "300")
    note("log", "refund-settled", "--why", "not worth it")
    note("log", "reply", "confirmed_end", "--ends-on", DAY, "--file", str(mail), "--kind", "mail")
    simoff("line", "signal", "heard.not-exist", "--at", "2026-12-23", "--case", case)
    simoff("line", "verdict", "--case", case)
    note("log", "recheck-on", LATER)
    note("log", "recheck", on=LATER)
    note("close", on=LATER)
    note("reopen", case, "--why", "a letter came", on=LATER)


def unpacked_and_checked(dossier: Path, folder: Path) -> set[str]:
    """Every command of the page in the dossier succeeds; the names of the bag's files."""
    with zipfile.ZipFile(dossier) as archive:
        archive.extractall(folder)
    text = (folder / "dossier" / "data" / "HOWTO.en.txt").read_text("utf-8")
    commands = re.findall(r"^    (\S.*)$", text, re.M)
    assert {name for name in ("sha256sum", "bagit.py", "openssl ts -verify") if name in text} == {
        "sha256sum",
        "bagit.py",
        "openssl ts -verify",
    }
    bagit = Path(sys.executable).parent / "bagit.py"
    for command in commands:
        told = ["bash", "-c", command.replace("bagit.py", str(bagit))]
        ran = subprocess.run(told, cwd=folder, capture_output=True, check=False)
        assert ran.returncode == 0, (command, ran.stdout, ran.stderr)
    return {str(path.relative_to(folder / "dossier")) for path in folder.rglob("*") if path.is_file()}


def test_every_kind_of_event_from_the_opening_to_a_dossier_and_a_backup(
    simoff: Run, authority: Authority, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A case with every kind of event closes; its dossier is checked with other tools, its backup is the case."""
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    monkeypatch.setenv("SIMOFF_TSA_CERTS", str(authority.root))
    case = prepared(simoff, tmp_path)
    logged(simoff, case, scan)
    confirmed(simoff, case, tmp_path)
    simoff("record", "anchor", "--authority", authority.address)
    closed = simoff("case", "close", "--case", case, "--on", "2026-12-26")
    assert (closed["dossier"], closed["dossier_fault"]) == (f"dossier-{case}-2026-12-26.zip", None)
    assert closed["keep_until"].startswith("203")
    shown = simoff("case", "show", case, "--as-of", "2026-12-26")
    assert {entry["type"] for entry in shown["timeline"]} == set(CATALOGUE)
    assert (shown["case"]["status"], shown["unread"], shown["odd"]) == ("closed", [], [])
    accounts = [each for each in shown["timeline"] if each["type"].startswith("account")]
    found = json.dumps(accounts, ensure_ascii=False)
    assert "Telegram" in found
    assert not [code for code in CODES if code in found]

    inside = unpacked_and_checked(tmp_path / closed["dossier"], tmp_path / "bag")
    assert len([name for name in inside if name.startswith("data/events/")]) >= len(shown["timeline"])
    assert simoff("dossier", "verify", closed["dossier"])["verdict"] == "anchored"

    word = tmp_path / "word"
    word.write_text("a passphrase of six words here\n")
    simoff("backup", "make", "--out", "simoff.age", "--passphrase-file", str(word))
    monkeypatch.setenv("SIMOFF_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("SIMOFF_KEY_FILE", str(tmp_path / "elsewhere" / "key"))
    simoff("backup", "restore", "simoff.age", "--passphrase-file", str(word))
    assert simoff("case", "show", case, "--as-of", "2026-12-26")["timeline"] == shown["timeline"]
    assert simoff("record", "verify")["verdict"] == "anchored"
